"""The drawers of a book: what the books say, what was counted last, and how long ago."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from ledger.models import Account, Book, CashCount, CashFlow, PettyFund, PettySlip
from ledger.selectors.balances import balances


@dataclass(frozen=True)
class Drawer:
    """A cash or bank account with its balance and its newest count (None: never counted)."""

    account: Account
    balance: int
    last: CashCount | None
    today: date

    @property
    def days_since(self) -> int | None:
        """Days since the newest count."""
        return (self.today - self.last.counted_on).days if self.last else None


def drawers(book: Book, *, today: date, held: Mapping[int, int] | None = None) -> list[Drawer]:
    """Every cash and bank account that may be used, in code order.

    `held` are the balances of today where they are known already.
    """
    held = balances(book, on=today) if held is None else held
    last: dict[int, CashCount] = {}
    newest = CashCount.objects.filter(book=book).order_by("counted_on", "pk")
    for count in newest.select_related("counted_by__person", "settled"):
        last[count.account_id] = count
    accounts = book.accounts.filter(
        cash_flow=CashFlow.CASH, is_heading=False, is_active=True
    ).order_by("code")
    return [Drawer(a, held.get(a.pk, 0), last.get(a.pk), today) for a in accounts]


def expected_cash(account: Account, *, on: date) -> tuple[int, int]:
    """What should lie in the drawer on a day, and the slips that lie there instead of money."""
    book = account.book
    slips = waiting_slips(account)
    return balances(book, on=on).get(account.pk, 0) - slips, slips


def waiting_slips(account: Account) -> int:
    """The sum of petty cash slips of an account that wait for replenishment."""
    found = PettySlip.objects.filter(fund__account=account, voucher__isnull=True, void_reason="")
    return int(found.aggregate(total=Sum("amount"))["total"] or 0)


def counts_of(book: Book) -> QuerySet[CashCount]:
    """The counts of a book, newest first, with what a list shows."""
    return CashCount.objects.filter(book=book).select_related(
        "account", "counted_by__person", "settled__voucher"
    )


def petty_fund(account: Account) -> PettyFund | None:
    """The petty cash kept in an account."""
    return PettyFund.objects.filter(account=account).select_related("account").first()


def last_slip(fund: PettyFund) -> int | None:
    """The number of the newest slip that waits; None when none does."""
    waiting = fund.slips.filter(voucher__isnull=True, void_reason="").order_by("-number")
    return waiting.values_list("number", flat=True).first()


def slips_of(fund: PettyFund) -> QuerySet[PettySlip]:
    """The slips of a fund, newest first, with what a list shows."""
    return fund.slips.select_related("account", "voucher", "made_by__person")
