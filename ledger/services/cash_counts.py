"""Count the drawer, and post a difference once it is explained (koperasi.md §7.2)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.coa import denominations
from ledger.models import (
    Account,
    CashCount,
    CashDifference,
    CashPiece,
    CountKind,
    Origin,
)
from ledger.selectors.cash_counts import expected_cash
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book

MAX_PIECES = 1_000_000


class CountError(ValueError):
    """A count or its difference was refused. `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def record_count(
    *,
    account: Account,
    on: date,
    pieces: Mapping[str, int],
    kind: str,
    actor: Any,
    at: datetime,
    witness: str = "",
    note: str = "",
) -> CashCount:
    """Record what lay in a cash account on a day: `pieces` is denomination key → how many.

    It never posts. Raises CountError for an account that holds no cash, a day in the future or
    before the book began, and for what is no denomination of that day.
    """
    book = lock_book(account.book)
    if not account.is_cash or account.is_heading:
        raise CountError(_("Akun %(account)s bukan kas.") % {"account": account})
    if on > timezone.localdate(at):
        raise CountError(_("Tanggal hitung tidak boleh sesudah hari ini."), field="counted_on")
    if on < book.opened_on:
        raise CountError(
            _("Buku ini mulai pada %(day)s; tanggal hitung tidak boleh sebelumnya.")
            % {"day": book.opened_on.strftime("%d/%m/%Y")},
            field="counted_on",
        )
    known = {d.key: d for d in denominations(on)}
    for key, number in pieces.items():
        if key not in known or not 0 <= number <= MAX_PIECES:
            raise CountError(_("Isi banyaknya lembar atau keping dengan bilangan bulat."))
    expected, slips = expected_cash(account, on=on)
    count = CashCount.objects.create(
        book=book,
        account=account,
        kind=CountKind(kind),
        counted_on=on,
        counted_at=at,
        counted_by=actor,
        witness=witness.strip(),
        note=note.strip(),
        counted=sum(known[key].value * number for key, number in pieces.items()),
        expected=expected,
        slips=slips,
    )
    CashPiece.objects.bulk_create(
        CashPiece(count=count, form=known[key].form, value=known[key].value, number=number)
        for key, number in pieces.items()
        if number
    )
    events.log(
        act="count_cash",
        subject=f"{account.code} {on.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        kind=str(count.kind),
        counted=count.counted,
        expected=count.expected,
    )
    return count


def difference_now(count: CashCount) -> int:
    """Counted minus what the books say of that day by now: late vouchers may explain it."""
    return count.counted - expected_cash(count.account, on=count.counted_on)[0]


@transaction.atomic
def post_difference(
    *,
    count: CashCount,
    explanation: str,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> CashDifference:
    """Bring the books to what was counted, against the book's cash-difference account.

    Raises CountError without an explanation, when there is no difference any more, when it was
    posted already or a newer count stands; PostingError from the gate (a closed month).
    """
    book = lock_book(count.book)
    if not explanation.strip():
        raise CountError(_("Tulis penjelasan selisih sebelum dibukukan."), field="reason")
    if CashDifference.objects.filter(count=count).exists():
        raise CountError(_("Selisih ini sudah dibukukan."))
    newer = CashCount.objects.filter(account=count.account, counted_on__gte=count.counted_on)
    if newer.filter(pk__gt=count.pk).exists():
        raise CountError(_("Ada hitungan yang lebih baru untuk kas ini; pakai yang terbaru."))
    gap = difference_now(count)
    if gap == 0:
        raise CountError(_("Kas sudah cocok dengan buku; tidak ada selisih untuk dibukukan."))
    target = book.accounts.filter(purpose="cash_difference").first()
    if target is None:
        raise CountError(_("Buku ini belum menunjuk akun selisih kas; tandai satu akun dahulu."))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=count.counted_on,
            narration=(
                f"Selisih {'lebih' if gap > 0 else 'kurang'} {count.account.name}:"
                f" {explanation.strip()}"
            )[:200],
            lines=[
                LineInput(account=count.account, debit=max(gap, 0), credit=max(-gap, 0)),
                LineInput(account=target, debit=max(-gap, 0), credit=max(gap, 0)),
            ],
            key=f"selisih-kas-{count.pk}",
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    settled = CashDifference.objects.create(
        count=count,
        voucher=voucher,
        explanation=explanation.strip(),
        posted_by=actor,
        posted_at=at,
    )
    events.log(
        act="post_cash_difference",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=book,
        amount=gap,
        explanation=explanation.strip(),
    )
    return settled
