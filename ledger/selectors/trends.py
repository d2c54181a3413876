"""Month after month: money on hand, income and cost, of one book or of several together.

Only monthly sums are read, whatever the number of lines. Income and cost are those of periods 1
to 12: the closing voucher of a year (period 13) never empties its December.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from ledger.calculations.periods import (
    OPENING,
    month_end,
    month_start,
    months_until,
    period_code,
)
from ledger.models import AccountBalance, Book, CashFlow, Kind
from ledger.selectors.standings import RESULT, last_entries

SHOWN = 12


@dataclass(frozen=True)
class MonthFigures:
    """Whole rupiah: cash and bank at the end of a month, income and cost in it."""

    first: date
    cash: int = 0
    income: int = 0
    cost: int = 0

    @property
    def end(self) -> date:
        """The last day of the month."""
        return month_end(self.first)

    @property
    def result(self) -> int:
        """Income minus cost."""
        return self.income - self.cost


def last_months(*books: Book) -> list[MonthFigures]:
    """The twelve months up to that of the newest voucher; empty while no book has one."""
    newest = max(last_entries(books).values(), default=None)
    return monthly_figures(books, until=newest) if newest else []


def monthly_figures(
    books: Sequence[Book], *, until: date, shown: int = SHOWN
) -> list[MonthFigures]:
    """The months up to that of a day, the oldest first: two queries.

    Months before the first of the books was opened are left out.
    """
    opened = min(month_start(book.opened_on) for book in books)
    months = [month for month in months_until(until, shown) if month >= opened]
    codes = [period_code(month.year, month.month) for month in months]
    changes = _cash_changes(books, until)
    results = _results(books, codes)
    return [
        MonthFigures(
            first=month,
            cash=sum(change for period, change in changes.items() if period <= code),
            income=-results.get((code, Kind.REVENUE), 0),
            cost=results.get((code, Kind.EXPENSE), 0),
        )
        for month, code in zip(months, codes, strict=True)
    ]


def _cash_changes(books: Sequence[Book], until: date) -> dict[int, int]:
    """Period → change of cash and bank. An opening counts in the month the book was opened."""
    opened = {book.pk: period_code(book.opened_on.year, book.opened_on.month) for book in books}
    rows = (
        AccountBalance.objects.filter(
            book__in=opened,
            account__cash_flow=CashFlow.CASH,
            period__lte=period_code(until.year, until.month),
        )
        .order_by()
        .values_list("book_id", "period")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    changes: dict[int, int] = defaultdict(int)
    for book, period, change in rows:
        changes[opened[book] if period % 100 == OPENING else period] += int(change)
    return changes


def _results(books: Sequence[Book], codes: list[int]) -> dict[tuple[int, str], int]:
    """(period, kind) → debit minus credit of income and cost accounts."""
    rows = (
        AccountBalance.objects.filter(
            book__in=[book.pk for book in books], period__in=codes, account__kind__in=RESULT
        )
        .order_by()
        .values_list("period", "account__kind")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {(period, kind): int(net) for period, kind, net in rows}
