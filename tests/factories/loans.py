"""A running loan of a member, through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.services.actors import system_actor
from members.models import Loan, LoanProduct, Membership
from members.services.loan_disbursement import disburse_loan
from members.services.loans import apply_for_loan, decide_loan
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import officer
from tests.factories.savings import cash, deposit, member


def lending(organization: Any, **terms: Any) -> LoanProduct:
    """A flat loan product at 12 % a year; a rich member has paid in what it lends."""
    deposit(member(organization, "A-99"), "sukarela", 50_000_000, date(2025, 1, 2))
    return LoanProduct.objects.create(
        organization=organization,
        code="umum",
        name="Pinjaman umum",
        account=account(organization.book, "1-1301"),
        interest_account=account(organization.book, "4-1102"),
        penalty_account=account(organization.book, "4-1104"),
        **({"method": "flat", "annual_rate": Decimal(12)} | terms),
    )


def running_loan(membership: Membership, number: str = "PJ-1", principal: int = 1_200_000) -> Loan:
    """Twelve months from 10 December 2025: 100.000 principal and 12.000 interest a month."""
    organization = membership.organization
    loan = apply_for_loan(
        membership=membership,
        product=organization.loan_products.get(),
        number=number,
        principal=principal,
        months=12,
        on=date(2025, 12, 1),
        actor=system_actor(),
        at=AT,
    )
    chair = officer(organization, "ketua")
    loan = decide_loan(loan=loan, is_approved=True, on=date(2025, 12, 2), actor=chair, at=AT)
    disburse_loan(
        loan=loan, cash=cash(organization), on=date(2025, 12, 10), actor=system_actor(), at=AT
    )
    return Loan.objects.get(pk=loan.pk)
