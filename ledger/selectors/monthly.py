"""How money moved over the last months, from monthly sums in two queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from ledger.calculations.periods import CLOSING, MONTHS, OPENING, period_code
from ledger.models import AccountBalance, Book, CashFlow, Kind

SHOWN = 12


@dataclass(frozen=True)
class MonthFigures:
    """One month in whole rupiah: cash and bank at its end, income and cost in it."""

    first: date
    cash: int
    income: int
    cost: int


def last_months(book: Book) -> list[MonthFigures]:
    """Up to twelve months, ending with the month of the newest voucher; empty for a new book.

    The closing voucher (period 13) touches no cash and is no income: it is left out.
    """
    newest = book.vouchers.exclude(period=CLOSING).order_by("-date").values_list("date", flat=True)
    last = newest.first()
    if last is None:
        return []
    held = AccountBalance.objects.filter(book=book, account__cash_flow=CashFlow.CASH)
    cash_change = _by_period(held)
    results = AccountBalance.objects.filter(book=book)
    income = _by_period(results.filter(account__kind=Kind.REVENUE))
    cost = _by_period(results.filter(account__kind=Kind.EXPENSE))
    shown = _months_up_to(last, book.opened_on)
    figures = []
    for first in shown:
        code = period_code(first.year, first.month)
        cash = sum(net for period, net in cash_change.items() if period <= code)
        figures.append(MonthFigures(first, cash, -income.get(code, 0), cost.get(code, 0)))
    return figures


def _by_period(balances: QuerySet[AccountBalance]) -> dict[int, int]:
    """Debit minus credit by period code; openings included, closings not."""
    nets: dict[int, int] = defaultdict(int)
    rows = balances.order_by().values_list("period").annotate(Sum("debit"), Sum("credit"))
    for period, debit, credit in rows:
        if period % 100 in (OPENING, *MONTHS):
            nets[period] += int(debit) - int(credit)
    return dict(nets)


def _months_up_to(last: date, opened_on: date) -> list[date]:
    months: list[date] = []
    first = last.replace(day=1)
    while len(months) < SHOWN and first >= opened_on.replace(day=1):
        months.insert(0, first)
        first = date.fromordinal(first.toordinal() - 1).replace(day=1)
    return months
