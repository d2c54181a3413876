"""What a letter of confirmation says, and which are still out; a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from ledger.selectors.balances import subsidiary_movements
from members.models import (
    BalanceConfirmation,
    ConfirmationState,
    Organization,
    SavingsAccount,
    SavingsProduct,
)
from members.selectors.loans import loan_standings


@dataclass
class Held:
    """What one member has and owes at a day: label and amount, whole rupiah."""

    savings: list[tuple[str, int]] = field(default_factory=list)
    loans: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Tally:
    """Letters of a day by answer."""

    open: int
    agreed: int
    disagreed: int

    @property
    def all(self) -> int:
        """Every letter."""
        return self.open + self.agreed + self.disagreed


def held_on(organization: Organization, on: date) -> dict[int, Held]:
    """Membership id → savings and loans of everybody who has either, at the end of a day."""
    book = organization.book
    found: dict[int, Held] = defaultdict(Held)
    products = list(
        SavingsProduct.objects.filter(organization=organization).select_related("account")
    )
    accounts = [product.account for product in products if not product.is_fund]
    moved = subsidiary_movements(book, accounts=accounts, start=None, end=on)
    for account in (
        SavingsAccount.objects.filter(product__in=products)
        .select_related("product")
        .order_by("product", "certificate")
    ):
        balance = -moved[account.subsidiary_id].balance if account.subsidiary_id in moved else 0
        if balance:
            label = f"{account.product.name} {account.certificate}".strip()
            found[account.membership_id].savings.append((label, balance))
    for item in loan_standings(book, on=on):
        if item.outstanding:
            label = f"{item.loan.product.name} {item.loan.number}"
            found[item.loan.membership_id].loans.append((label, item.outstanding))
    return found


def confirmations(organization: Organization, on: date) -> QuerySet[BalanceConfirmation]:
    """The letters of a day: what is open first, then disagreement, then what is agreed."""
    return (
        BalanceConfirmation.objects.filter(membership__organization=organization, on=on)
        .select_related("membership__person", "membership__organization__book")
        .order_by("-state", "membership__number")
    )


def tally(organization: Organization, on: date) -> Tally:
    """How many letters of a day are out, agreed and disagreed; one query."""
    counts = dict(
        BalanceConfirmation.objects.filter(membership__organization=organization, on=on)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    return Tally(*(counts.get(state, 0) for state in ConfirmationState.values))


def days_of(organization: Organization) -> list[date]:
    """The days about which letters were written, the newest first."""
    found = BalanceConfirmation.objects.filter(membership__organization=organization)
    return list(found.order_by("-on").values_list("on", flat=True).distinct())
