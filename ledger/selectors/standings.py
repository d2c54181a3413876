"""Books at a glance, in sums only: what may be shown to those who see no single voucher."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery, Sum

from ledger.calculations.periods import CLOSING, MONTHS, period_code
from ledger.models import AccountBalance, Book, CashFlow, Kind, Period, Voucher

RESULT = (Kind.REVENUE, Kind.EXPENSE)


@dataclass(frozen=True)
class Standing:
    """Whole rupiah: money on hand after everything posted, income and cost of one year."""

    year: int
    cash: int = 0
    income: int = 0
    cost: int = 0
    last_entry: date | None = None
    months: tuple[Period, ...] = ()
    is_year_closed: bool = False

    @property
    def result(self) -> int:
        """Income minus cost."""
        return self.income - self.cost

    @property
    def closed_months(self) -> tuple[Period, ...]:
        """The months of the year that are closed, in order."""
        return tuple(period for period in self.months if not period.is_open)

    @property
    def last_closed(self) -> Period | None:
        """The last closed month of the year."""
        return self.closed_months[-1] if self.closed_months else None


def last_entries(books: Sequence[Book]) -> dict[int, date]:
    """Return book id → date of the newest voucher, year-end closings aside; empty books lack.

    One look-up in the index per book, in one query: a Max() would read every voucher.
    """
    newest = (
        Voucher.objects.filter(book=OuterRef("pk"), period__lte=MONTHS[-1])
        .order_by("-date", "-sequence")
        .values("date")[:1]
    )
    found = Book.objects.filter(pk__in=[book.pk for book in books]).order_by()
    days = found.values_list("pk", Subquery(newest))
    return {pk: day for pk, day in days if day is not None}


def standings(
    books: Sequence[Book], *, today: date, year: int | None = None
) -> dict[int, Standing]:
    """Return book id → Standing in a year: four queries, whatever the number of books.

    Without `year` it is that of the newest voucher of them all, and today's while there is none.
    Income and cost are those of the year's months; neither its opening nor its closing counts.
    """
    last = last_entries(books)
    year = year or max(last.values(), default=today).year
    ids = [book.pk for book in books]
    held = AccountBalance.objects.filter(book__in=ids).order_by()
    net = Sum(F("debit") - F("credit"))
    cash = dict(
        held.filter(account__cash_flow=CashFlow.CASH).values_list("book_id").annotate(net=net)
    )
    results = held.filter(
        account__kind__in=RESULT,
        period__in=[period_code(year, month) for month in MONTHS],
    )
    nets = {
        (book, kind): int(amount)
        for book, kind, amount in results.values_list("book_id", "account__kind").annotate(net=net)
    }
    calendar: dict[int, list[Period]] = defaultdict(list)
    for period in Period.objects.filter(book__in=ids, year=year, month__gte=1).order_by("month"):
        calendar[period.book_id].append(period)
    return {
        pk: Standing(
            year=year,
            cash=int(cash.get(pk, 0)),
            income=-nets.get((pk, Kind.REVENUE), 0),
            cost=nets.get((pk, Kind.EXPENSE), 0),
            last_entry=last.get(pk),
            months=tuple(p for p in calendar[pk] if p.month != CLOSING),
            is_year_closed=any(p.month == CLOSING and not p.is_open for p in calendar[pk]),
        )
        for pk in ids
    }
