"""Balances of accounts at any date, from monthly sums plus the open month's lines.

A month end reads only `AccountBalance`; a day inside a month adds that month's lines by a
half-open range. Opening vouchers (period 0) count as opening balance, never as movement.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from ledger.calculations.periods import (
    CLOSING,
    OPENING,
    is_month_end,
    period_code,
    previous_day,
)
from ledger.models import AccountBalance, Book, Kind, Line, Subsidiary, Unit


@dataclass(frozen=True)
class Movement:
    """Whole rupiah: balance brought forward (debit minus credit), debit and credit since."""

    opening: int = 0
    debit: int = 0
    credit: int = 0

    @property
    def balance(self) -> int:
        """Debit minus credit at the end."""
        return self.opening + self.debit - self.credit

    @property
    def change(self) -> int:
        """Debit minus credit in between."""
        return self.debit - self.credit


Sums = dict[int, tuple[int, int]]


def _sums(queryset: QuerySet, *by: str) -> dict[tuple[int, ...], tuple[int, int]]:
    rows = queryset.order_by().values_list(*by).annotate(d=Sum("debit"), c=Sum("credit"))
    return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}


def _until(book: Book, day: date, units: Iterable[Unit] | None, *, closing: bool) -> Sums:
    """Debit and credit per account of everything up to and including a day.

    Months before the day's month come whole, with earlier years' closings; the closing of the
    day's own year counts only when asked for and the day is its last.
    """
    total: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    base = AccountBalance.objects.filter(book=book)
    lines = Line.objects.filter(book=book)
    if units is not None:
        base, lines = base.filter(unit__in=units), lines.filter(unit__in=units)
    whole = day if is_month_end(day) else previous_day(day.replace(day=1))
    periods = Q(period__lte=period_code(whole.year, whole.month))
    if whole.year < day.year:
        periods |= Q(period__lte=period_code(whole.year, CLOSING))
    periods |= Q(period=period_code(day.year, OPENING))
    if closing and (day.month, day.day) == (12, 31):
        periods |= Q(period=period_code(day.year, CLOSING))
    parts = [_sums(base.filter(periods), "account_id")]
    if whole != day:
        month = lines.filter(
            date__gte=day.replace(day=1),
            date__lt=date.fromordinal(day.toordinal() + 1),
            period=period_code(day.year, day.month),
        )
        parts.append(_sums(month, "account_id"))
    for part in parts:
        for (account_id,), (debit, credit) in part.items():
            total[account_id][0] += debit
            total[account_id][1] += credit
    return {account_id: (d, c) for account_id, (d, c) in total.items()}


def _opening(book: Book, units: Iterable[Unit] | None) -> Sums:
    """The opening vouchers: only a book's first year has a period 0."""
    base = AccountBalance.objects.filter(
        book=book, period=period_code(book.opened_on.year, OPENING)
    )
    if units is not None:
        base = base.filter(unit__in=units)
    return {account_id: sums for (account_id,), sums in _sums(base, "account_id").items()}


def movements(
    book: Book,
    *,
    start: date | None,
    end: date,
    units: Iterable[Unit] | None = None,
    after_closing: bool = False,
) -> dict[int, Movement]:
    """Return account id → Movement between two days, both included.

    `start=None` means from the beginning. `after_closing` counts the closing voucher of the
    year that ends on `end`; earlier years' closings always count.
    """
    until_end = _until(book, end, units, closing=after_closing)
    if start is None or start <= book.opened_on:
        before = _opening(book, units)
    else:
        before = _until(book, previous_day(start), units, closing=True)
    result = {}
    for account_id in until_end.keys() | before.keys():
        debit, credit = until_end.get(account_id, (0, 0))
        was_debit, was_credit = before.get(account_id, (0, 0))
        result[account_id] = Movement(
            opening=was_debit - was_credit, debit=debit - was_debit, credit=credit - was_credit
        )
    return result


def balances(
    book: Book,
    *,
    on: date,
    units: Iterable[Unit] | None = None,
    after_closing: bool = False,
) -> dict[int, int]:
    """Return account id → debit minus credit at the end of a day."""
    until = _until(book, on, units, closing=after_closing)
    return {account_id: debit - credit for account_id, (debit, credit) in until.items()}


def result_movements(
    book: Book, *, start: date, end: date, units: Iterable[Unit] | None = None
) -> dict[int, Movement]:
    """Movements of result accounts: periods 1 to 12 only, so a closed year still shows them."""
    moved = movements(book, start=start, end=end, units=units, after_closing=False)
    undo = AccountBalance.objects.filter(
        book=book,
        period__in=[period_code(year, CLOSING) for year in range(start.year, end.year)],
        account__kind__in=[Kind.REVENUE, Kind.EXPENSE],
    )
    if units is not None:
        undo = undo.filter(unit__in=units)
    for (account_id,), (debit, credit) in _sums(undo, "account_id").items():
        was = moved.get(account_id, Movement())
        moved[account_id] = Movement(was.opening, was.debit - debit, was.credit - credit)
    return moved


def result_by_account_unit(book: Book, year: int) -> dict[tuple[int, int], int]:
    """Return (account id, unit id) → debit minus credit of a year's result accounts.

    Counts what period 13 holds already, so that a reopened year closes to zero again.
    """
    sums = _sums(
        AccountBalance.objects.filter(
            book=book,
            period__gt=period_code(year, OPENING),
            period__lte=period_code(year, CLOSING),
            account__kind__in=[Kind.REVENUE, Kind.EXPENSE],
        ),
        "account_id",
        "unit_id",
    )
    return {(a, u): debit - credit for (a, u), (debit, credit) in sorted(sums.items())}


def subsidiary_balances(book: Book, *, on: date) -> dict[int, int]:
    """Return subsidiary id → debit minus credit at the end of a day."""
    sums = (
        Line.objects.filter(book=book, subsidiary__isnull=False, date__lte=on)
        .order_by()
        .values_list("subsidiary_id")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {subsidiary_id: int(net) for subsidiary_id, net in sums}


def balance_of_subsidiary(subsidiary: Subsidiary) -> int:
    """Debit minus credit of one subsidiary account, of everything posted."""
    totals = subsidiary.balances.aggregate(d=Sum("debit"), c=Sum("credit"))
    return int((totals["d"] or 0) - (totals["c"] or 0))


__all__ = [
    "Movement",
    "balance_of_subsidiary",
    "balances",
    "movements",
    "result_by_account_unit",
    "result_movements",
    "subsidiary_balances",
]
