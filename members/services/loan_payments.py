"""What a loan still owes, and receiving its payments.

What is owed is read from the loan's subsidiary account under the book's lock, never kept twice.
"""

import calendar
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Origin, Voucher
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services import journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Loan, LoanPayment, LoanState
from members.services.loans import LoanError


def outstanding(loan: Loan) -> int:
    """Principal still owed, whole rupiah."""
    return balance_of_subsidiary(loan.subsidiary) if loan.subsidiary else 0


def interest_due(loan: Loan, on: date) -> int:
    """Interest of the instalments due up to the end of the day's month, less what was paid.

    Who pays a few days before the day itself pays that month's interest with it.
    """
    last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    opened_on = loan.product.organization.book.opened_on  # what fell due earlier is settled
    due = (
        loan.instalments.filter(due_on__lte=last, due_on__gte=opened_on).aggregate(
            s=Sum("interest")
        )["s"]
        or 0
    )
    paid = (
        loan.payments.filter(voucher__reversed_by__isnull=True).aggregate(s=Sum("interest"))["s"]
        or 0
    )
    return max(0, int(due) - int(paid))


@transaction.atomic
def pay_loan(
    *,
    loan: Loan,
    amount: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    penalty: int = 0,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive a payment: penalty first, then interest that is due, the rest is principal.

    Partial, late and early payments alike. Raises LoanError for more than the whole debt.
    """
    product = loan.product
    book = lock_book(product.organization.book)
    loan = Loan.objects.select_related("product", "membership__person", "subsidiary").get(
        pk=loan.pk
    )
    narration = f"Angsuran pinjaman {loan.number} {loan.membership.person.name}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    if loan.state != LoanState.DISBURSED:
        raise LoanError(_("Pinjaman ini belum cair."))
    if not cash.is_cash:
        raise LoanError(_("Pilih akun kas atau bank."), field="cash")
    if amount <= 0 or penalty < 0 or penalty > amount:
        raise LoanError(_("Jumlah harus di atas nol."), field="amount")
    interest = min(interest_due(loan, on), amount - penalty)
    principal = amount - penalty - interest
    owed = outstanding(loan)
    if principal > owed:
        raise LoanError(
            _("Pembayaran melebihi utang: sisa pokok dan bunga Rp %(owed)s.")
            % {"owed": format_rupiah(owed + interest + penalty)},
            field="amount",
        )
    parts = (
        (product.penalty_account, penalty, None),
        (product.interest_account, interest, None),
        (product.account, principal, loan.subsidiary),
    )
    if any(account is None and part for account, part, _subsidiary in parts):
        raise LoanError(_("Isi akun pendapatan bunga dan denda pada produk pinjaman."))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=cash, debit=amount),
                *(
                    LineInput(account=account, credit=part, subsidiary=subsidiary)
                    for account, part, subsidiary in parts
                    if account is not None and part
                ),
            ],
            party=loan.membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    LoanPayment.objects.create(
        loan=loan, voucher=voucher, principal=principal, interest=interest, penalty=penalty
    )
    return voucher
