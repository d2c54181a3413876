"""A cooperative that traded in 2025 and has closed the year: round figures to share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cooperatives.models import ShuDistribution
from cooperatives.selectors.shu import YearPolicy
from cooperatives.services.shu import (
    approve_shu,
    calculate_shu,
    distribute_shu,
    review_shu,
)
from ledger.models import Book, Voucher
from ledger.services.actors import system_actor
from ledger.services.books import open_subsidiary
from ledger.services.closing import close_year
from ledger.services.periods import close_period
from members.models import Decision, Membership, Organization, User
from tests.factories.books import make_voucher
from tests.factories.clock import AT
from tests.factories.meetings import decided
from tests.factories.savings import cooperative, deposit, member

YEAR = 2025
RAT = date(2026, 2, 10)
BOOKED = date(2026, 2, 12)
LATER = datetime(2026, 2, 15, 11, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
POLICY = YearPolicy(
    style="flat",
    percentages={
        "cadangan": Decimal(40),
        "jasa_modal": Decimal(15),
        "jasa_usaha": Decimal(25),
        "pengurus": Decimal(10),
        "sosial": Decimal(10),
    },
)


def sell(book: Book, number: str, amount: int, on: date = date(2025, 6, 10)) -> Voucher:
    """Goods on the member's card."""
    return make_voucher(
        book, on, [("1-1321", amount, 0, number), ("4-1101", 0, amount)], narration="Kartu belanja"
    )


def traded(count: int = 3) -> Organization:
    """So many members with pokok 100.000 × their number, purchases likewise; not closed yet."""
    organization = cooperative(pokok={"fixed_amount": None})
    book = organization.book
    control = book.accounts.get(code="1-1321")
    for n in range(1, count + 1):
        one = member(organization, f"A-{n}")
        open_subsidiary(
            account=control, code=one.number, name=one.person.name, actor=system_actor(), at=AT
        )
        deposit(one, "pokok", 100_000 * n, on=date(2025, 3, 1))
        sell(book, one.number, 1_000_000 * n)
    return organization


def closed(organization: Organization, costs: int = 3_000_000) -> Organization:
    """Costs of members' goods, sales to others of 2.000.000 at 1.000.000, and the year closed."""
    book = organization.book
    make_voucher(book, date(2025, 6, 30), [("5-1101", costs, 0), ("1-1101", 0, costs)])
    make_voucher(book, date(2025, 7, 1), [("1-1101", 2_000_000, 0), ("4-2101", 0, 2_000_000)])
    make_voucher(book, date(2025, 7, 2), [("5-2101", 1_000_000, 0), ("1-1101", 0, 1_000_000)])
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    for month in range(1, 13):
        close_period(book=book, year=YEAR, month=month, checks=lambda _b: [], **by)
    close_year(book=book, year=YEAR, checks=lambda _b: [], **by)
    return organization


def reviewer() -> User:
    """Another officer than the one who calculates."""
    return User.objects.get_or_create(username="ketua.shu")[0]


def calculated(organization: Organization, policy: YearPolicy = POLICY) -> ShuDistribution:
    """A calculation of 2025."""
    return calculate_shu(
        book=organization.book, year=YEAR, policy=policy, on=RAT, actor=system_actor(), at=AT
    )


def rat(organization: Organization, kind: str = "shu") -> Decision:
    """The decision of the annual meeting."""
    return decided(organization, kind=kind, text="SHU dibagi", held_on=RAT)


def approved(organization: Organization, policy: YearPolicy = POLICY) -> ShuDistribution:
    """A calculation that the meeting has approved."""
    made = calculated(organization, policy)
    review_shu(distribution=made, actor=reviewer(), at=AT)
    return approve_shu(
        distribution=made, decision=rat(organization), on=RAT, actor=reviewer(), at=AT
    )


def distributed(organization: Organization, policy: YearPolicy = POLICY) -> ShuDistribution:
    """A calculation that is booked."""
    made = approved(organization, policy)
    distribute_shu(distribution=made, on=BOOKED, actor=system_actor(), at=AT)
    made.refresh_from_db()
    return made


def share_of(made: ShuDistribution, number: str) -> Any:
    """One member's share."""
    return made.shares.get(membership__number=number)


def membership(organization: Organization, number: str) -> Membership:
    """A member by number."""
    return organization.memberships.get(number=number)
