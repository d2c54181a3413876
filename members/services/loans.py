"""Loans to members: application, approval, disbursement (payments: loan_payments.py).

What is owed is read from the loan's subsidiary account under the book's lock, never kept twice.
Debit and credit: docs/accounting/README.md.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loans import Schedule, Terms, TermsError, schedule
from members.models import (
    Loan,
    LoanInstalment,
    LoanPayment,
    LoanProduct,
    LoanState,
    Membership,
    Office,
    OfficeKind,
)
from members.services.loan_terms import explain

RELATED = (OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA, OfficeKind.PENGAWAS)


class LoanError(ValueError):
    """An act on a loan was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def schedule_of(loan: Loan, disbursed: date | None = None) -> Schedule:
    """The loan's schedule from its terms. Raises LoanError for impossible terms."""
    try:
        return schedule(
            Terms(
                principal=Decimal(loan.principal),
                annual_rate=Decimal(loan.annual_rate),
                months=loan.months,
                method=loan.method,
                disbursed=disbursed or loan.disbursed_on,
                rounding=loan.product.rounding,
            )
        )
    except TermsError as error:
        raise LoanError(explain(error), field=error.field) from None


@transaction.atomic
def apply_for_loan(
    *,
    membership: Membership,
    product: LoanProduct,
    number: str,
    principal: int,
    months: int,
    on: date,
    actor: Any,
    at: datetime,
    purpose: str = "",
) -> Loan:
    """Record an application with the product's terms; officers' loans are flagged.

    Raises LoanError for a number in use, more than the product allows, impossible terms, and
    someone who is not a member on the day.
    """
    book = lock_book(product.organization.book)
    if membership.organization_id != product.organization_id or (
        membership.left_on is not None and membership.left_on <= on
    ):
        raise LoanError(_("Pinjaman hanya untuk anggota lembaga ini."), field="membership")
    if product.loans.filter(number=number).exists() or not number.strip():
        raise LoanError(_("Isi nomor pinjaman yang belum dipakai."), field="number")
    if product.max_amount is not None and principal > product.max_amount:
        raise LoanError(
            _("Pinjaman paling besar Rp %(amount)s.")
            % {"amount": format_rupiah(product.max_amount)},
            field="principal",
        )
    if months > product.max_months:
        raise LoanError(
            _("Jangka waktu paling lama %(months)s bulan.") % {"months": product.max_months},
            field="months",
        )
    loan = Loan(
        membership=membership,
        product=product,
        number=number.strip(),
        principal=principal,
        months=months,
        method=product.method,
        annual_rate=product.annual_rate,
        purpose=purpose[:200],
        is_related=Office.objects.in_force(on)
        .filter(organization=product.organization, person=membership.person, kind__in=RELATED)
        .exists(),
        state=LoanState.APPLIED,
        applied_on=on,
        made_by=actor,
    )
    schedule_of(loan, on)
    loan.save()
    events.log(act="apply_for_loan", subject=loan.number, actor=actor, at=at, book=book)
    return loan


@transaction.atomic
def decide_loan(*, loan: Loan, is_approved: bool, on: date, actor: Any, at: datetime) -> Loan:
    """Approve or refuse an application.

    Never by the borrower, nor by who recorded it. Up to the product's manager limit a manager
    suffices, above it the chair decides; an officer's loan always goes to the chair.
    """
    organization = loan.product.organization
    book = lock_book(organization.book)
    loan = Loan.objects.select_related("product", "membership__person").get(pk=loan.pk)
    if loan.state != LoanState.APPLIED:
        raise LoanError(_("Pinjaman ini sudah diputus."))
    if loan.membership.person.user_id == actor.pk:
        raise LoanError(_("Pinjaman sendiri diputus oleh orang lain."))
    if loan.made_by_id == actor.pk:
        raise LoanError(_("Yang mencatat permohonan tidak ikut memutusnya."))
    offices = set(
        Office.objects.in_force(on)
        .filter(organization=organization, person__user=actor)
        .values_list("kind", flat=True)
    )
    needs_chair = loan.is_related or loan.principal > loan.product.manager_limit
    allowed = {OfficeKind.KETUA} if needs_chair else {OfficeKind.KETUA, OfficeKind.MANAJER}
    if not offices & allowed:
        raise LoanError(_("Pinjaman sebesar ini atau milik pengurus diputus oleh ketua."))
    loan.state = LoanState.APPROVED if is_approved else LoanState.REFUSED
    loan.decided_by, loan.decided_on = actor, on
    loan.save()
    events.log(
        act="decide_loan", subject=loan.number, actor=actor, at=at, book=book, state=loan.state
    )
    return loan


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
    """Pay an approved loan out: debit the loan's account, credit cash; write its schedule."""
    product = loan.product
    book = lock_book(product.organization.book)
    loan = Loan.objects.select_related("product", "membership__person").get(pk=loan.pk)
    if loan.state != LoanState.APPROVED:
        raise LoanError(_("Hanya pinjaman yang disetujui dan belum cair yang dapat dicairkan."))
    if loan.decided_on is not None and on < loan.decided_on:
        raise LoanError(_("Tanggal cair tidak boleh sebelum tanggal persetujuan."), field="date")
    if not cash.is_cash:
        raise LoanError(_("Pilih akun kas atau bank."), field="cash")
    subsidiary = open_subsidiary(
        account=product.account,
        code=loan.number,
        name=loan.membership.person.name,
        actor=actor,
        at=at,
    )
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Pencairan pinjaman {loan.number} {loan.membership.person.name}"[:200],
            lines=[
                LineInput(account=product.account, debit=loan.principal, subsidiary=subsidiary),
                LineInput(account=cash, credit=loan.principal),
            ],
            party=loan.membership.person.name[:120],
            key=f"loan-{loan.pk}",
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    _start(loan, subsidiary, on)
    return voucher


def _start(loan: Loan, subsidiary: Subsidiary, on: date) -> None:
    loan.subsidiary, loan.disbursed_on, loan.state = subsidiary, on, LoanState.DISBURSED
    loan.save()
    LoanInstalment.objects.bulk_create(
        LoanInstalment(
            loan=loan,
            no=row.no,
            due_on=row.due or on,
            principal=int(row.principal),
            interest=int(row.interest),
        )
        for row in schedule_of(loan).rows
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
    _start(loan, subsidiary, disbursed_on)
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
