"""Balances of accounts and subsidiary accounts at any date.

A month end reads only the monthly sums; a day inside a month adds that month's lines by a
half-open range. Opening vouchers (period 0) count as opening balance, never as movement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Sum

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
    Subsidiary,
    Unit,
)
from ledger.selectors.chart import chart_of


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


@dataclass(frozen=True)
class _Source:
    """What is summed (SQL, whole numbers only): a balance table, the lines behind it, the key."""

    book: Book
    table: str
    key: str
    where: str
    where_lines: str
    lines: str = "ledger_line"


@dataclass(frozen=True)
class _Cut:
    """Everything up to and including a day: whole periods, and the lines of a month begun."""

    until: int
    also: tuple[int, ...] = ()
    month: tuple[date, date, int] | None = None

    @property
    def periods(self) -> str:
        """The periods that come whole, as SQL."""
        more = f" OR period IN ({', '.join(map(str, self.also))})" if self.also else ""
        return f"(period <= {self.until}{more})"


NOTHING = _Cut(until=-1)


def _ids(rows: Iterable[Account | Unit]) -> str:
    return ", ".join(str(int(row.pk)) for row in rows) or "NULL"


def _of_accounts(book: Book, units: Iterable[Unit] | None) -> _Source:
    where = f"book_id = {int(book.pk)}"
    if units is not None:
        where += f" AND unit_id IN ({_ids(units)})"
    lines = "ledger_line"
    if connection.vendor == "sqlite":  # left alone it visits a row for every line of the month
        lines += " INDEXED BY line_book_date_covering"
    return _Source(book, "ledger_accountbalance", "account_id", where, where, lines)


def _of_subsidiaries(book: Book, accounts: Iterable[Account]) -> _Source:
    ids = _ids(accounts)
    return _Source(
        book,
        "ledger_subsidiarybalance",
        "subsidiary_id",
        f"subsidiary_id IN (SELECT id FROM ledger_subsidiary WHERE account_id IN ({ids}))",  # noqa: S608  # nosec B608
        f"book_id = {int(book.pk)} AND subsidiary_id IS NOT NULL AND account_id IN ({ids})",
    )


def _up_to(book: Book, day: date, *, closing: bool) -> _Cut:
    """Months before the day's month come whole, with earlier years' closings.

    The closing of the day's own year counts only when asked for and the day is its last.
    """
    if day < book.opened_on:
        return NOTHING
    whole = day if is_month_end(day) else previous_day(day.replace(day=1))
    until = period_code(whole.year, whole.month)
    if whole.year < day.year:
        until = period_code(whole.year, CLOSING)
    also = [period_code(day.year, OPENING)]  # of a year that begins with this month
    if closing and (day.month, day.day) == (12, 31):
        also.append(period_code(day.year, CLOSING))
    month = None
    if whole != day:
        month = (day.replace(day=1), day, period_code(day.year, day.month))
    return _Cut(until, tuple(code for code in also if code > until), month)


def _opening(book: Book) -> _Cut:
    """The opening vouchers: only a book's first year has a period 0."""
    return _Cut(until=-1, also=(period_code(book.opened_on.year, OPENING),))


def _add(total: dict[int, list[int]], sql: str, values: Sequence[Any], at: int) -> None:
    """Run a query for key, debit, credit[, debit, credit] and add it up from place `at`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for key, *sums in cursor.fetchall():
            row = total.setdefault(key, [0, 0, 0, 0])
            for place, amount in enumerate(sums, at):
                row[place] += int(amount or 0)


def _sums(source: _Source, end: _Cut, before: _Cut = NOTHING) -> dict[int, list[int]]:
    """Key → debit and credit up to `end`, debit and credit up to `before`: one query.

    One more for each day that lies inside a month.
    """
    total: dict[int, list[int]] = {}
    if before is NOTHING:
        columns, periods = "SUM(debit), SUM(credit)", end.periods
    else:
        parts = [
            f"SUM(CASE WHEN {cut.periods} THEN {side} ELSE 0 END)"
            for cut in (end, before)
            for side in ("debit", "credit")
        ]
        columns, periods = ", ".join(parts), f"({end.periods} OR {before.periods})"
    _add(
        total,
        f"SELECT {source.key}, {columns} FROM {source.table}"  # noqa: S608  # nosec B608
        f" WHERE {source.where} AND {periods} GROUP BY {source.key}",
        (),
        0,
    )
    for cut, at in ((end, 0), (before, 2)):
        if cut.month is not None:
            first, last, period = cut.month
            _add(
                total,
                f"SELECT {source.key}, SUM(debit), SUM(credit) FROM {source.lines}"  # noqa: S608  # nosec B608
                f" WHERE {source.where_lines} AND date >= %s AND date <= %s AND period = %s"
                f" GROUP BY {source.key}",
                (first.isoformat(), last.isoformat(), period),
                at,
            )
    return total


def _movements(
    source: _Source, start: date | None, end: date, *, closing: bool
) -> dict[int, Movement]:
    book = source.book
    if end < book.opened_on:
        return {}  # opening balances are of the day the book was opened
    if start is None or start <= book.opened_on:
        before = _opening(book)
    else:
        before = _up_to(book, previous_day(start), closing=True)
    return {
        key: Movement(was_debit - was_credit, debit - was_debit, credit - was_credit)
        for key, (debit, credit, was_debit, was_credit) in _sums(
            source, _up_to(book, end, closing=closing), before
        ).items()
    }


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
    sums = _sums(_of_accounts(book, units), _up_to(book, on, closing=after_closing))
    return {account_id: row[0] - row[1] for account_id, row in sums.items()}


def result_movements(
    book: Book, *, start: date, end: date, units: Iterable[Unit] | None = None
) -> dict[int, Movement]:
    """Movements of result accounts: periods 1 to 12 only, so a closed year still shows them."""
    source = _of_accounts(book, units)
    moved = _movements(source, start, end, closing=False)
    closings = [period_code(year, CLOSING) for year in range(start.year, end.year)]
    if not closings:
        return moved
    chart = chart_of(book)
    for account_id, (debit, credit, *_rest) in _sums(source, _Cut(-1, tuple(closings))).items():
        if account_id in chart.revenue or account_id in chart.expense:
            was = moved.get(account_id, Movement())
            moved[account_id] = Movement(was.opening, was.debit - debit, was.credit - credit)
    return moved


def result_by_account_unit(book: Book, year: int) -> dict[tuple[int, int], int]:
    """Return (account id, unit id) → debit minus credit of a year's result accounts.

    Counts what period 13 holds already, so that a reopened year closes to zero again.
    """
    rows = (
        AccountBalance.objects.filter(
            book=book,
            period__gt=period_code(year, OPENING),
            period__lte=period_code(year, CLOSING),
            account__kind__in=[Kind.REVENUE, Kind.EXPENSE],
        )
        .order_by("account_id", "unit_id")
        .values_list("account_id", "unit_id")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {(account_id, unit_id): int(net) for account_id, unit_id, net in rows}


def subsidiary_movements(
    book: Book, *, accounts: Iterable[Account], start: date | None, end: date
) -> dict[int, Movement]:
    """Return subsidiary id → Movement between two days, both included."""
    return _movements(_of_subsidiaries(book, accounts), start, end, closing=False)


def subsidiary_balances(book: Book, *, on: date) -> dict[int, int]:
    """Return subsidiary id → debit minus credit at the end of a day."""
    control = book.accounts.exclude(control="")
    sums = _sums(_of_subsidiaries(book, control), _up_to(book, on, closing=False))
    return {subsidiary_id: row[0] - row[1] for subsidiary_id, row in sums.items()}


def balance_of_subsidiary(subsidiary: Subsidiary) -> int:
    """Debit minus credit of one subsidiary account, of everything posted."""
    totals = subsidiary.balances.aggregate(d=Sum("debit"), c=Sum("credit"))
    return int((totals["d"] or 0) - (totals["c"] or 0))
