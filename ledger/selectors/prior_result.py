"""What of a book's unshared result belongs to years that are over: two sums, no line read."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Sum

from ledger.calculations.periods import CLOSING, period_code
from ledger.models import AccountBalance, Book, Kind, Unit
from ledger.selectors.chart import Chart

RESULT = (Kind.REVENUE, Kind.EXPENSE)


def prior_result(
    book: Book,
    *,
    on: date,
    nets: Mapping[int, int],
    chart: Chart,
    holders: Collection[str],
    units: Iterable[Unit] | None = None,
    after_closing: bool = False,
) -> int:
    """Result of earlier years, closed or not, that no decision has moved yet (credit positive).

    `nets` are the balances at `on`, `holders` the codes of the accounts into which a year is
    closed. What moved on a holder in the year of `on` is the sharing of the year before (UU
    25/1992 art. 45: the meeting decides in the new year), so it lessens the earlier result.
    """
    if on.year <= book.opened_on.year:
        return 0
    standing = sum(nets.get(a.pk, 0) for a in chart.accounts if a.kind in RESULT)
    before = _sum(book, units, period__lte=period_code(on.year - 1, CLOSING))
    closed = 0
    if after_closing and (on.month, on.day) == (12, 31):
        closed = _sum(book, units, period=period_code(on.year, CLOSING))
    this_year = standing - closed - before
    held = sum(nets.get(a.pk, 0) for a in chart.accounts if a.code in holders)
    return this_year - standing - held


def _sum(book: Book, units: Iterable[Unit] | None, **periods: int) -> int:
    """Debit minus credit of all result accounts in some periods."""
    rows = AccountBalance.objects.filter(book=book, account__kind__in=RESULT, **periods)
    if units is not None:
        rows = rows.filter(unit__in=units)
    total = rows.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return int((total["debit"] or 0) - (total["credit"] or 0))
