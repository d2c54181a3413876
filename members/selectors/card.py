"""What one member has and owes in one organization, of everything posted; whole rupiah."""

from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Coalesce

from members.models import Loan, LoanState, Membership, SavingsAccount

DEBIT = Coalesce(Sum("subsidiary__balances__debit"), 0)
CREDIT = Coalesce(Sum("subsidiary__balances__credit"), 0)


@dataclass(frozen=True)
class CardRow:
    """One savings account or one loan with its balance."""

    label: str
    detail: str
    balance: int


def savings_of(membership: Membership) -> list[CardRow]:
    """The savings of a member by product; one query."""
    accounts = (
        SavingsAccount.objects.filter(membership=membership)
        .select_related("product")
        .annotate(held=CREDIT - DEBIT)
        .order_by("product", "certificate")
    )
    return [CardRow(a.product.label, a.certificate, int(a.held)) for a in accounts]


def loans_of(membership: Membership) -> list[CardRow]:
    """The loans that were paid out to a member; one query."""
    loans = (
        Loan.objects.filter(membership=membership, state=LoanState.DISBURSED)
        .select_related("product")
        .annotate(owed=DEBIT - CREDIT)
        .order_by("number")
    )
    return [CardRow(loan.product.name, loan.number, int(loan.owed)) for loan in loans]


def owed_on_loans(membership: Membership) -> int:
    """What a member owes on loans."""
    return sum(row.balance for row in loans_of(membership))
