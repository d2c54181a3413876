"""The groups that an institution raises, in sums only: no voucher, no name of a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.models import Book
from ledger.selectors.standings import Standing, standings
from members.models import Organization, User


@dataclass(frozen=True)
class Group:
    """An organization and where its books stand."""

    organization: Organization
    standing: Standing


@dataclass(frozen=True)
class Groups:
    """All groups below an institution that a reader may see, in one year (whole rupiah)."""

    year: int
    rows: tuple[Group, ...]

    @property
    def cash(self) -> int:
        """Cash and bank of all together."""
        return sum(group.standing.cash for group in self.rows)

    @property
    def result(self) -> int:
        """The results of all added up; what one earned from another is still in it."""
        return sum(group.standing.result for group in self.rows)


def groups_below(book: Book, user: User) -> list[Organization]:
    """Organizations raised by the institution of a book whose statements the user may read."""
    raised = Organization.objects.filter(institution__book=book).select_related("book")
    return [
        organization
        for organization in raised.order_by("name")
        if user.has_perm("ledger.view_statements", organization)
    ]


def group_standings(organizations: Sequence[Organization], today: date) -> Groups:
    """Where each of them stands in the year of their newest voucher: four queries."""
    found = standings([organization.book for organization in organizations], today=today)
    year = next((standing.year for standing in found.values()), today.year)
    return Groups(year, tuple(Group(o, found[o.book_id]) for o in organizations))
