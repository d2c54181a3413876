"""Balances of accounts and subsidiary accounts at any date.

A month end reads only the monthly sums; a day inside a month adds that month's lines by a
half-open range. Opening vouchers (period 0) count as opening balance, never as movement.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from ledger.calculations.periods import (
    CLOSING,
    OPENING,
    is_month_end,
    period_code,
    previous_day,
)
from ledger.models import (
    Account,
    AccountBalance,
    Book,
    Kind,
    Line,
    Subsidiary,
    SubsidiaryBalance,
    Unit,
)


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

    @property
    def is_zero(self) -> bool:
        """Whether nothing stood and nothing moved."""
        return not (self.opening or self.debit or self.credit)


Sums = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class _Source:
    """Monthly sums, the lines behind them, and what both are summed by."""

    monthly: QuerySet[Any]
    lines: QuerySet[Line]
    key: str
    book: Book


def _sums(queryset: QuerySet[Any], *by: str) -> dict[tuple[int, ...], tuple[int, int]]:
    rows = queryset.order_by().values_list(*by).annotate(d=Sum("debit"), c=Sum("credit"))
    return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}


def _of_accounts(book: Book, units: Iterable[Unit] | None) -> _Source:
    monthly = AccountBalance.objects.filter(book=book)
    lines = Line.objects.filter(book=book)
    if units is not None:
        monthly, lines = monthly.filter(unit__in=units), lines.filter(unit__in=units)
    return _Source(monthly, lines, "account_id", book)


def _of_subsidiaries(book: Book, accounts: Iterable[Account]) -> _Source:
    ids = [account.pk for account in accounts]
    monthly = SubsidiaryBalance.objects.filter(subsidiary__account__in=ids)
    lines = Line.objects.filter(book=book, subsidiary__isnull=False, account__in=ids)
    return _Source(monthly, lines, "subsidiary_id", book)


def _until(source: _Source, day: date, *, closing: bool) -> Sums:
    """Debit and credit of everything up to and including a day.

    Months before the day's month come whole, with earlier years' closings; the closing of the
    day's own year counts only when asked for and the day is its last.
    """
    if day < source.book.opened_on:
        return {}
    whole = day if is_month_end(day) else previous_day(day.replace(day=1))
    periods = Q(period__lte=period_code(whole.year, whole.month))
    if whole.year < day.year:
        periods |= Q(period__lte=period_code(whole.year, CLOSING))
    periods |= Q(period=period_code(day.year, OPENING))
    if closing and (day.month, day.day) == (12, 31):
        periods |= Q(period=period_code(day.year, CLOSING))
    parts = [_sums(source.monthly.filter(periods), source.key)]
    if whole != day:
        month = source.lines.filter(
            date__gte=day.replace(day=1),
            date__lt=date.fromordinal(day.toordinal() + 1),
            period=period_code(day.year, day.month),
        )
        parts.append(_sums(month, source.key))
    total: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for part in parts:
        for (key,), (debit, credit) in part.items():
            total[key][0] += debit
            total[key][1] += credit
    return {key: (debit, credit) for key, (debit, credit) in total.items()}


def _opening(source: _Source) -> Sums:
    """The opening vouchers: only a book's first year has a period 0."""
    opening = period_code(source.book.opened_on.year, OPENING)
    sums = _sums(source.monthly.filter(period=opening), source.key)
    return {key: pair for (key,), pair in sums.items()}


def _movements(
    source: _Source, start: date | None, end: date, *, closing: bool
) -> dict[int, Movement]:
    if end < source.book.opened_on:
        return {}  # opening balances are of the day the book was opened
    until_end = _until(source, end, closing=closing)
    if start is None or start <= source.book.opened_on:
        before = _opening(source)
    else:
        before = _until(source, previous_day(start), closing=True)
    result = {}
    for key in until_end.keys() | before.keys():
        debit, credit = until_end.get(key, (0, 0))
        was_debit, was_credit = before.get(key, (0, 0))
        result[key] = Movement(
            opening=was_debit - was_credit, debit=debit - was_debit, credit=credit - was_credit
        )
    return result


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
    return _movements(_of_accounts(book, units), start, end, closing=after_closing)


def balances(
    book: Book,
    *,
    on: date,
    units: Iterable[Unit] | None = None,
    after_closing: bool = False,
) -> dict[int, int]:
    """Return account id → debit minus credit at the end of a day."""
    until = _until(_of_accounts(book, units), on, closing=after_closing)
    return {account_id: debit - credit for account_id, (debit, credit) in until.items()}


def result_movements(
    book: Book, *, start: date, end: date, units: Iterable[Unit] | None = None
) -> dict[int, Movement]:
    """Movements of result accounts: periods 1 to 12 only, so a closed year still shows them."""
    source = _of_accounts(book, units)
    moved = _movements(source, start, end, closing=False)
    undo = source.monthly.filter(
        period__in=[period_code(year, CLOSING) for year in range(start.year, end.year)],
        account__kind__in=[Kind.REVENUE, Kind.EXPENSE],
    )
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


def subsidiary_movements(
    book: Book, *, accounts: Iterable[Account], start: date | None, end: date
) -> dict[int, Movement]:
    """Return subsidiary id → Movement between two days, both included."""
    return _movements(_of_subsidiaries(book, accounts), start, end, closing=False)


def subsidiary_balances(book: Book, *, on: date) -> dict[int, int]:
    """Return subsidiary id → debit minus credit at the end of a day."""
    control = book.accounts.exclude(control="")
    until = _until(_of_subsidiaries(book, control), on, closing=False)
    return {subsidiary_id: debit - credit for subsidiary_id, (debit, credit) in until.items()}


def balance_of_subsidiary(subsidiary: Subsidiary) -> int:
    """Debit minus credit of one subsidiary account, of everything posted."""
    totals = subsidiary.balances.aggregate(d=Sum("debit"), c=Sum("credit"))
    return int((totals["d"] or 0) - (totals["c"] or 0))
