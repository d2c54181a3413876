"""What a loan still owes, and receiving its payments.

What is owed is read from the loan's subsidiary account under the book's lock, never kept twice.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services import journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loan_dues import Parts, Position, lay_payment
from members.models import Loan, LoanPayment, LoanState
from members.selectors.loans import LoanStanding, standing_of
from members.services.loan_terms import LoanError


def outstanding(loan: Loan) -> int:
    """Principal still owed, whole rupiah."""
    return balance_of_subsidiary(loan.subsidiary) if loan.subsidiary else 0


def interest_due(loan: Loan, on: date) -> int:
    """Interest of the instalments due up to the end of the day's month, less what was paid.

    Who pays a few days before the day itself pays that month's interest with it.
    """
    return standing_of(loan, on).position.interest_due


@dataclass(frozen=True)
class Settlement:
    """What pays a loan off on a day; whole rupiah."""

    principal: int
    interest: int
    penalty: int
    fee: int

    @property
    def total(self) -> int:
        """Everything together."""
        return self.principal + self.interest + self.penalty + self.fee


def settlement_of(standing: LoanStanding) -> Settlement:
    """What pays a loan off; the fee for paying early is charged while instalments lie ahead."""
    position, percent = standing.position, standing.loan.product.early_fee_percent
    is_early = position.outstanding > position.principal_due
    fee = (position.outstanding * Decimal(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return Settlement(
        position.outstanding,
        position.interest_due,
        position.penalty_due,
        int(fee) if is_early else 0,
    )


@transaction.atomic
def pay_loan(
    *,
    loan: Loan,
    amount: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    penalty: int | None = None,
    waive_reason: str = "",
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive a payment: laid in the product's order on penalty, interest that is due and
    principal that is due; the rest is principal paid early.

    Partial, late and early payments alike. `penalty` is what the product's rule says unless a
    sum is given; less than the rule needs a reason. Raises LoanError for more than the whole
    debt.
    """
    book = lock_book(loan.product.organization.book)
    loan = _reload(loan)
    narration = f"Angsuran pinjaman {loan.number} {loan.membership.person.name}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    _check_payable(loan, cash, on)
    if amount <= 0 or (penalty is not None and penalty < 0):
        raise LoanError(_("Jumlah harus di atas nol."), field="amount")
    position = standing_of(loan, on).position
    charged = position.penalty_due if penalty is None else penalty
    waived = max(0, position.penalty_due - charged)
    if waived and not waive_reason.strip():
        raise LoanError(
            _("Tulis alasan denda Rp %(amount)s dibebaskan.") % {"amount": format_rupiah(waived)},
            field="waive_reason",
        )
    parts = _laid(loan, amount, position, charged)
    voucher = _post(book, loan, parts, 0, cash, on, narration, key, actor, at, approval)
    LoanPayment.objects.create(
        loan=loan,
        voucher=voucher,
        principal=parts.principal,
        interest=parts.interest,
        penalty=parts.penalty,
        waived=waived,
        waive_reason=waive_reason.strip()[:200] if waived else "",
        version=loan.schedule_version,
    )
    return voucher


@transaction.atomic
def settle_loan(
    *,
    loan: Loan,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay a loan off before its last instalment: principal, interest due, penalty, early fee.

    Interest of months to come is not charged. Raises LoanError when nothing is owed.
    """
    book = lock_book(loan.product.organization.book)
    loan = _reload(loan)
    if key and (standing := book.vouchers.filter(key=key).first()):
        return standing
    _check_payable(loan, cash, on)
    quote = settlement_of(standing_of(loan, on))
    if quote.principal <= 0:
        raise LoanError(_("Pinjaman ini sudah lunas."))
    narration = f"Pelunasan pinjaman {loan.number} {loan.membership.person.name}"[:200]
    parts = Parts(quote.penalty, quote.interest, quote.principal)
    voucher = _post(book, loan, parts, quote.fee, cash, on, narration, key, actor, at, approval)
    LoanPayment.objects.create(
        loan=loan,
        voucher=voucher,
        principal=quote.principal,
        interest=quote.interest,
        penalty=quote.penalty,
        fee=quote.fee,
        version=loan.schedule_version,
    )
    return voucher


def lay(loan: Loan, amount: int, on: date) -> Parts:
    """How a payment of a day would be laid. Raises LoanError for more than the whole debt, a loan
    that does not run, and a day before its money or its newest schedule."""
    _check_running(loan, on)
    position = standing_of(loan, on).position
    return _laid(loan, amount, position, position.penalty_due)


def _laid(loan: Loan, amount: int, position: Position, charged: int) -> Parts:
    parts = lay_payment(amount, position, penalty=charged, order=loan.product.payment_order)
    if parts is None:
        raise LoanError(
            _("Pembayaran melebihi utang: sisa pokok dan bunga Rp %(owed)s.")
            % {"owed": format_rupiah(position.outstanding + position.interest_due + charged)},
            field="amount",
        )
    return parts


def credit_lines(loan: Loan, parts: Parts, fee: int = 0, memo: str = "") -> list[LineInput]:
    """What a payment credits. Raises LoanError where the product names no account for a part."""
    product = loan.product
    owed = (
        (product.penalty_account, parts.penalty, None),
        (product.interest_account, parts.interest, None),
        (product.fee_account, fee, None),
        (product.account, parts.principal, loan.subsidiary),
    )
    if any(account is None and part for account, part, _subsidiary in owed):
        raise LoanError(_("Isi akun pendapatan bunga dan denda pada produk pinjaman."))
    return [
        LineInput(account=account, credit=part, subsidiary=subsidiary, unit=product.unit, memo=memo)
        for account, part, subsidiary in owed
        if account is not None and part
    ]


def _reload(loan: Loan) -> Loan:
    return Loan.objects.select_related(
        "product__account",
        "product__interest_account",
        "product__penalty_account",
        "product__fee_account",
        "product__organization__book",
        "product__unit",
        "membership__person",
        "subsidiary",
    ).get(pk=loan.pk)


def _check_payable(loan: Loan, cash: Account, on: date) -> None:
    _check_running(loan, on)
    if not cash.is_cash:
        raise LoanError(_("Pilih akun kas atau bank."), field="cash")


def _check_running(loan: Loan, on: date) -> None:
    if loan.state == LoanState.WRITTEN_OFF:
        raise LoanError(
            _("Pinjaman ini sudah dihapus buku; catat sebagai penerimaan pinjaman yang dihapus.")
        )
    if loan.state != LoanState.DISBURSED or loan.disbursed_on is None:
        raise LoanError(_("Pinjaman ini belum cair."))
    if on < loan.disbursed_on:
        raise LoanError(_("Tanggal bayar tidak boleh sebelum pinjaman cair."), field="on")
    renewed = loan.reschedules.order_by("-version").first()
    if renewed is not None and on < renewed.on:
        raise LoanError(_("Tanggal bayar tidak boleh sebelum penjadwalan ulang."), field="on")


def _post(
    book: Book,
    loan: Loan,
    parts: Parts,
    fee: int,
    cash: Account,
    on: date,
    narration: str,
    key: str | None,
    actor: Any,
    at: datetime,
    approval: Approval,
) -> Voucher:
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=cash, debit=parts.total + fee),
                *credit_lines(loan, parts, fee),
            ],
            party=loan.membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
