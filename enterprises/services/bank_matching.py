"""Lines of the bank met by lines of the books, and booking what only the bank knew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from enterprises.models import BankAccount, BankLine, BankMatch
from enterprises.selectors.bank import net, suggestions
from enterprises.services.bank import BankError
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Line, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


@transaction.atomic
def match(*, bank_line: BankLine, lines: Sequence[Line], actor: Any, at: datetime) -> None:
    """Say that lines of the books are what the bank wrote; nothing is posted.

    Raises BankError unless they lie on that account, are free, and sum to the bank's amount.
    """
    bank = bank_line.bank_account
    lock_book(bank.book)
    if bank_line.matches.exists():
        raise BankError(_("Baris bank ini sudah cocok dengan bukti lain."))
    for line in lines:
        if line.account_id != bank.account_id:
            raise BankError(_("Bukti itu tidak bergerak di rekening ini."))
        if BankMatch.objects.filter(line=line).exists():
            raise BankError(
                _("Bukti %(code)s sudah cocok dengan baris bank lain.")
                % {"code": line.voucher.code}
            )
    sums = sum(net(line) for line in lines)
    if not lines or sums != bank_line.amount:
        raise BankError(
            _("Jumlah bukti Rp %(sum)s; baris bank Rp %(amount)s. Keduanya harus sama.")
            % {"sum": format_rupiah(sums), "amount": format_rupiah(bank_line.amount)}
        )
    BankMatch.objects.bulk_create(
        BankMatch(bank_line=bank_line, line=line, made_by=actor, made_at=at) for line in lines
    )


@transaction.atomic
def match_sure(*, bank: BankAccount, actor: Any, at: datetime) -> int:
    """Match every line that has exactly one candidate; return how many."""
    lock_book(bank.book)
    sure = [found for found in suggestions(bank) if found.is_sure]
    for found in sure:
        match(bank_line=found.line, lines=found.candidates, actor=actor, at=at)
    if sure:
        events.log(
            act="match_bank_lines",
            subject=str(bank),
            actor=actor,
            at=at,
            book=bank.book,
            count=len(sure),
        )
    return len(sure)


@transaction.atomic
def unmatch(*, bank_line: BankLine, actor: Any, at: datetime) -> None:
    """Take a match back; the event log keeps it."""
    found = list(bank_line.matches.select_related("line__voucher"))
    if not found:
        return
    BankMatch.objects.filter(pk__in=[item.pk for item in found]).delete()
    events.log(
        act="unmatch_bank_line",
        subject=f"{bank_line.date.isoformat()} {format_rupiah(bank_line.amount)}",
        actor=actor,
        at=at,
        book=bank_line.bank_account.book,
        vouchers=", ".join(item.line.voucher.code for item in found),
    )


@transaction.atomic
def post_bank_line(
    *,
    bank_line: BankLine,
    account: Account,
    subsidiary: Subsidiary | None = None,
    narration: str,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Book what only the bank knew, a fee or interest, on the bank's day, and match it.

    Dr account / Cr bank for what went out, Dr bank / Cr account for what came in.
    Raises BankError for a line that is met already, PostingError as the gate does.
    """
    bank = bank_line.bank_account
    lock_book(bank.book)
    key = f"bank-line-{bank_line.pk}"
    made = bank.book.vouchers.filter(Q(key=key) | Q(key__startswith=f"{key}-"))
    standing = made.filter(reversed_by__isnull=True).first()
    if bank_line.matches.exists():
        if standing is not None:
            return standing
        raise BankError(_("Baris bank ini sudah cocok dengan bukti lain."))
    if account.is_cash and account.pk == bank.account_id:
        raise BankError(_("Pilih akun lawannya, bukan rekening ini sendiri."), field="account")
    amount, is_in = abs(bank_line.amount), bank_line.amount > 0
    came, went = (amount, 0) if is_in else (0, amount)
    ours = LineInput(bank.account, debit=came, credit=went)
    other = LineInput(account, debit=went, credit=came, subsidiary=subsidiary)
    again = made.count()
    voucher = journal.post(
        book=bank.book,
        voucher=VoucherInput(
            date=bank_line.date,
            narration=narration.strip()[:200] or bank_line.text[:200],
            lines=[ours, other] if is_in else [other, ours],
            party=bank.bank,
            key=f"{key}-{again}" if again else key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    line = voucher.lines.get(account=bank.account)
    match(bank_line=bank_line, lines=[line], actor=actor, at=at)
    return voucher
