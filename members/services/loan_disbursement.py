"""Pay an approved loan out with what is withheld, and take over a loan whose vouchers stand."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from ledger.models import Account, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loans import Schedule
from members.models import Loan, LoanInstalment, LoanPayment, LoanProduct, LoanState, Membership
from members.services.loan_terms import LoanError
from members.services.loans import schedule_of
from members.services.savings import SavingsError, open_account


@dataclass(frozen=True)
class Withheld:
    """What is kept back when a loan is paid out; whole rupiah."""

    principal: int
    provision: int
    admin: int
    swp: int

    @property
    def fees(self) -> int:
        """Income of the organization."""
        return self.provision + self.admin

    @property
    def net(self) -> int:
        """What the member receives."""
        return self.principal - self.fees - self.swp


def withheld(product: LoanProduct, principal: int) -> Withheld:
    """Fees and SWP of a loan by its product's terms, half up to the rupiah."""

    def percent_of(percent: Decimal) -> int:
        return int((principal * Decimal(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP))

    return Withheld(
        principal,
        percent_of(product.provision_percent),
        product.admin_fee,
        percent_of(product.swp_percent),
    )


@transaction.atomic
def disburse_loan(
    *,
    loan: Loan,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay an approved loan out in one voucher and write its schedule.

    Debit the loan's account; credit fees, the member's SWP, and cash for the rest. Raises
    LoanError for a loan that is not approved, a day before the decision, no cash account, and
    fees that leave nothing.
    """
    book = lock_book(loan.product.organization.book)
    loan = Loan.objects.select_related(
        "product__fee_account", "product__swp_product", "membership__person"
    ).get(pk=loan.pk)
    product = loan.product
    if loan.state != LoanState.APPROVED:
        raise LoanError(_("Hanya pinjaman yang disetujui dan belum cair yang dapat dicairkan."))
    if loan.decided_on is not None and on < loan.decided_on:
        raise LoanError(_("Tanggal cair tidak boleh sebelum tanggal persetujuan."), field="date")
    if not cash.is_cash:
        raise LoanError(_("Pilih akun kas atau bank."), field="cash")
    kept = withheld(product, loan.principal)
    if kept.net <= 0 or (kept.fees and product.fee_account is None):
        raise LoanError(_("Potongan menghabiskan pinjaman ini; periksa produknya."))
    name = loan.membership.person.name
    subsidiary = open_subsidiary(
        account=product.account, code=loan.number, name=name, actor=actor, at=at
    )
    lines = [
        LineInput(account=product.account, debit=loan.principal, subsidiary=subsidiary,
                  unit=product.unit),
        LineInput(account=cash, credit=kept.net, unit=product.unit),
    ]  # fmt: skip
    if kept.fees and product.fee_account is not None:
        lines.append(LineInput(account=product.fee_account, credit=kept.fees, unit=product.unit))
    if kept.swp and product.swp_product is not None:
        lines.append(_swp_line(loan, kept.swp, actor, at))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Pencairan pinjaman {loan.number} {name}"[:200],
            lines=lines,
            party=name[:120],
            key=f"loan-{loan.pk}",
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    start(loan, subsidiary, on)
    return voucher


def _swp_line(loan: Loan, amount: int, actor: Any, at: datetime) -> LineInput:
    """The member's line in the savings product that takes the SWP."""
    product = loan.product.swp_product
    assert product is not None  # noqa: S101  a constraint of the product
    try:
        account = open_account(membership=loan.membership, product=product, actor=actor, at=at)
    except SavingsError as error:
        raise LoanError(str(error)) from None
    return LineInput(
        account=product.account,
        credit=amount,
        subsidiary=account.subsidiary,
        unit=loan.product.unit,
    )


def start(loan: Loan, subsidiary: Subsidiary, on: date) -> None:
    """Tie the loan to its account and write its first schedule."""
    loan.subsidiary, loan.disbursed_on, loan.state = subsidiary, on, LoanState.DISBURSED
    loan.save()
    write_schedule(loan, schedule_of(loan), version=1)


def write_schedule(loan: Loan, plan: Schedule, *, version: int) -> None:
    """Store a dated schedule beside those the loan had before."""
    LoanInstalment.objects.bulk_create(
        LoanInstalment(
            loan=loan,
            version=version,
            no=row.no,
            due_on=row.due,
            principal=int(row.principal),
            interest=int(row.interest),
        )
        for row in plan.rows
        if row.due is not None
    )


@transaction.atomic
def take_over_loan(
    *,
    membership: Membership,
    product: LoanProduct,
    subsidiary: Subsidiary,
    principal: int,
    months: int,
    disbursed_on: date,
    actor: Any,
    at: datetime,
) -> Loan:
    """Tie a loan whose vouchers stand in the book already to its terms, schedule and payments.

    Each voucher that credits the loan is a payment; its interest is what the same voucher credits
    to the product's interest account (one loan a voucher). Nothing is posted.
    """
    loan = Loan(
        membership=membership,
        product=product,
        number=subsidiary.code,
        principal=principal,
        months=months,
        method=product.method,
        annual_rate=product.annual_rate,
        state=LoanState.APPROVED,
        applied_on=disbursed_on,
        made_by=actor,
    )
    start(loan, subsidiary, disbursed_on)
    paid = subsidiary.lines.filter(credit__gt=0).exclude(voucher__period=Voucher.OPENING)
    for line in paid.select_related("voucher"):
        interest = line.voucher.lines.filter(account=product.interest_account).aggregate(
            s=Sum("credit")
        )["s"]
        LoanPayment.objects.create(
            loan=loan, voucher=line.voucher, principal=line.credit, interest=int(interest or 0)
        )
    events.log(
        act="take_over_loan",
        subject=loan.number,
        actor=actor,
        at=at,
        book=product.organization.book,
    )
    return loan
