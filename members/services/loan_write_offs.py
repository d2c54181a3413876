"""Take a lost loan out of the books by decision, keep the claim, and receive what still comes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.selectors.balances import balances
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Decision, Loan, LoanRecovery, LoanState, LoanWriteOff
from members.selectors.loans import standing_of
from members.selectors.write_offs import claim_of
from members.services.decisions import DecisionError, require_decision, use_decision
from members.services.keys import key_after_reversals
from members.services.loan_terms import LoanError

KIND = "write_off"
"""The kind of decision that allows it (members/data/decision_kinds.csv)."""


def allowance_held(book: Book, account: Account, on: date) -> int:
    """What stands in an allowance account, as a positive sum."""
    return -int(balances(book, on=on).get(account.pk, 0))


@transaction.atomic
def write_off_loan(
    *,
    loan: Loan,
    on: date,
    reason: str,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
    decision_no: str = "",
    approval: Approval = NOT_ASKED,
) -> LoanWriteOff:
    """Debit the allowance as far as it reaches and the loss account for the rest; credit the loan.

    `decision` is a meeting's decision of kind `write_off`, asked for unless the organization has
    set otherwise; its number, or the one that is typed, stands in the register, where the claim
    on the member stays. Raises LoanError without it or a reason, for the borrower's own hand, and
    for a loan that owes nothing.
    """
    book = lock_book(loan.product.organization.book)
    loan = Loan.objects.select_related(
        "product__organization__book", "product__account", "product__allowance_account",
        "product__loss_account", "product__unit", "membership__person", "subsidiary",
    ).get(pk=loan.pk)  # fmt: skip
    decision_no = decision.code if decision else decision_no.strip()
    _check_write_off(loan, decision, decision_no, reason, on, actor)
    position = standing_of(loan, on).position
    if position.outstanding <= 0:
        raise LoanError(_("Pinjaman ini sudah lunas."))
    product, name = loan.product, loan.membership.person.name
    covered = 0
    if product.allowance_account is not None:
        held = allowance_held(book, product.allowance_account, on)
        covered = max(0, min(held, position.outstanding))
    lines = [
        LineInput(account=account, debit=part, unit=product.unit)
        for account, part in (
            (product.allowance_account, covered),
            (product.loss_or_later, position.outstanding - covered),
        )
        if account is not None and part
    ]
    if sum(int(line.debit) for line in lines) != position.outstanding:
        raise LoanError(_("Isi akun beban penyisihan pada produk pinjaman."))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Hapus buku pinjaman {loan.number} {name}, keputusan {decision_no}"[:200],
            lines=[
                *lines,
                LineInput(
                    account=product.account,
                    credit=position.outstanding,
                    subsidiary=loan.subsidiary,
                    unit=product.unit,
                ),
            ],
            party=name[:120],
            key=key_after_reversals(book, f"loan-write-off-{loan.pk}"),
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    use_decision(
        organization=product.organization,
        kind=KIND,
        on=on,
        decision=decision,
        act="write_off_loan",
        subject=loan.number,
        actor=actor,
        at=at,
        only_once=True,
    )
    loan.state = LoanState.WRITTEN_OFF
    loan.save(update_fields=["state"])
    entry = LoanWriteOff.objects.create(
        loan=loan,
        voucher=voucher,
        on=on,
        amount=position.outstanding,
        from_allowance=covered,
        interest_claim=position.overdue_interest,
        decision_no=decision_no[:60],
        decision=decision,
        reason=reason.strip()[:200],
        made_by=actor,
    )
    events.log(
        act="write_off_loan",
        subject=loan.number,
        actor=actor,
        at=at,
        book=book,
        decision=entry.decision_no,
    )
    return entry


def _check_write_off(
    loan: Loan, decision: Decision | None, decision_no: str, reason: str, on: date, actor: Any
) -> None:
    if loan.state != LoanState.DISBURSED:
        raise LoanError(_("Hanya pinjaman yang berjalan dapat dihapus buku."))
    if loan.membership.person.user_id == actor.pk:
        raise LoanError(_("Pinjaman sendiri dihapus buku oleh orang lain."))
    try:
        require_decision(loan.product.organization, KIND, on, decision=decision, only_once=True)
    except DecisionError as error:
        raise LoanError(str(error), field="decision") from None
    if not decision_no:
        raise LoanError(
            _("Isi nomor keputusan rapat yang mengizinkan hapus buku."), field="decision_no"
        )
    if not reason.strip():
        raise LoanError(_("Tulis alasan hapus buku."), field="reason")


@transaction.atomic
def recover_loan(
    *,
    entry: LoanWriteOff,
    amount: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive money on a loan that was written off: debit cash, credit the recovery account.

    Raises LoanError for more than what is still claimed.
    """
    book = lock_book(entry.loan.product.organization.book)
    entry = LoanWriteOff.objects.select_related(
        "loan__product__recovery_account", "loan__product__unit", "loan__membership__person"
    ).get(pk=entry.pk)
    loan, product = entry.loan, entry.loan.product
    narration = f"Penerimaan pinjaman dihapus {loan.number} {loan.membership.person.name}"[:200]
    if done := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return done
    if amount <= 0:
        raise LoanError(_("Jumlah harus di atas nol."), field="amount")
    if not cash.is_cash:
        raise LoanError(_("Pilih akun kas atau bank."), field="cash")
    claim = claim_of(entry)
    if amount > claim:
        raise LoanError(
            _("Tagihan tinggal Rp %(claim)s.") % {"claim": format_rupiah(claim)}, field="amount"
        )
    account = product.recovery_or_later
    if account is None:
        raise LoanError(_("Isi akun penerimaan pinjaman yang dihapus pada produknya."))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=cash, debit=amount),
                LineInput(account=account, credit=amount, unit=product.unit),
            ],
            party=loan.membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    LoanRecovery.objects.create(write_off=entry, voucher=voucher, amount=amount)
    return voucher
