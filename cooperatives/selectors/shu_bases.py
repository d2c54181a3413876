"""What members' shares are measured by, summed from the lines and balances of a year.

Capital: savings products that count for the SHU, the same kinds and members above and below the
line of the fraction. Business: by source and unit. Which accounts they lie on: `shu_accounts.csv`.
A trading account is a member's where its code is the member's number. Whole rupiah throughout.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection

from cooperatives.models import BusinessSource
from cooperatives.selectors.data import rows
from ledger.calculations.periods import OPENING, period_code
from ledger.models import Account, Book

CAPITAL_METHODS = ("closing", "monthly", "daily", "lowest")
Business = dict[int, dict[tuple[str, int], int]]
"""Membership → (source, unit) → rupiah."""


@dataclass(frozen=True)
class Year:
    """The days of a calendar year in a book."""

    book: Book
    year: int

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)

    @property
    def days(self) -> int:
        """365 or 366."""
        return (self.last - self.first).days + 1

    @property
    def codes(self) -> tuple[int, int]:
        """The periods of January and December."""
        return period_code(self.year, 1), period_code(self.year, 12)


def accounts_of(book: Book, prefixes: str) -> list[Account]:
    """The accounts of a book whose codes begin with one of the prefixes."""
    wanted = tuple(prefixes.split())
    return [a for a in book.accounts.all() if not a.is_heading and a.code.startswith(wanted)]


def _ids(accounts: list[Account]) -> str:
    return ", ".join(str(int(a.pk)) for a in accounts) or "NULL"


def _rows(sql: str, values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while chunk := cursor.fetchmany(2000):
            yield from chunk


OF_MEMBERS = (
    " FROM members_savingsaccount a"
    " JOIN members_savingsproduct p ON p.id = a.product_id AND p.organization_id = %s"
    " AND p.counts_for_shu"
)


def capital_bases(span: Year, method: str) -> dict[int, int]:
    """Membership → its savings in the year, by one of `CAPITAL_METHODS`."""
    if method == "closing":
        return _weighted(span, "1", 1, until=span.codes[1])
    if method == "monthly":
        first, last = span.codes
        factor = f"CASE WHEN b.period <= {first} THEN 12 ELSE {last + 1} - b.period END"
        return _weighted(span, factor, 12, until=last)
    if method == "daily":
        return {pk: sums // span.days for pk, sums in _day_sums(span).items()}
    return _lowest(span)


def _weighted(span: Year, factor: str, divisor: int, until: int) -> dict[int, int]:
    """Membership → Σ balance changes × factor ÷ divisor, from the monthly sums alone."""
    sql = (
        f"SELECT a.membership_id, SUM((b.credit - b.debit) * ({factor})){OF_MEMBERS}"  # nosec B608
        " JOIN ledger_subsidiarybalance b ON b.subsidiary_id = a.subsidiary_id AND b.period <= %s"
        " GROUP BY a.membership_id"
    )
    found = _rows(sql, (span.book.organization.pk, until))
    return {pk: int(total) // divisor for pk, total in found}


def _before(span: Year) -> dict[int, int]:
    """Membership → what was saved when the year began, opening vouchers included."""
    return _weighted(span, "1", 1, until=period_code(span.year, OPENING))


def _lines(span: Year, columns: str, tail: str) -> Iterator[tuple[Any, ...]]:
    first, last = span.codes
    sql = (
        f"SELECT a.membership_id, {columns}{OF_MEMBERS}"  # nosec B608
        " JOIN ledger_line l ON l.subsidiary_id = a.subsidiary_id"
        f" AND l.date >= %s AND l.date <= %s AND l.period >= %s AND l.period <= %s {tail}"
    )
    return _rows(sql, (span.book.organization.pk, span.first, span.last, first, last))


def _day_sums(span: Year) -> dict[int, int]:
    """Membership → Σ of the balance at the end of each day of the year."""
    after = f"(DATE '{span.last}' - l.date + 1)"
    if connection.vendor == "sqlite":
        after = f"(CAST(julianday('{span.last}') - julianday(l.date) AS INTEGER) + 1)"
    sums = defaultdict(int, {pk: held * span.days for pk, held in _before(span).items()})
    columns = f"SUM((l.credit - l.debit) * {after})"
    for pk, total in _lines(span, columns, "GROUP BY a.membership_id"):
        sums[pk] += int(total)
    return dict(sums)


def _lowest(span: Year) -> dict[int, int]:
    """Membership → the mean of the lowest balances at the end of a day of each month."""
    opening = _before(span)
    by_day = _lines(
        span,
        "l.date, SUM(l.credit - l.debit)",
        "GROUP BY a.membership_id, l.date ORDER BY a.membership_id, l.date",
    )
    found = dict(opening.items())
    for pk, group in groupby(by_day, key=lambda row: row[0]):
        changes = [(date.fromisoformat(str(day)), int(net)) for _pk, day, net in group]
        found[pk] = _mean_low(opening.get(pk, 0), changes)
    return found


def _mean_low(held: int, changes: list[tuple[date, int]]) -> int:
    total = 0
    for month in range(1, 13):
        mine = [(day, net) for day, net in changes if day.month == month]
        starts_moved = bool(mine) and mine[0][0].day == 1
        low = None if starts_moved else held
        for _day, net in mine:
            held += net
            low = held if low is None else min(low, held)
        total += held if low is None else low
    return total // 12


def business_bases(span: Year) -> Business:
    """Membership → what it did with the cooperative in the year, by source and unit."""
    found: Business = defaultdict(dict)
    for source in BusinessSource:
        for pk, unit, amount in _of_source(span, source.value):
            key = (source.value, unit)
            found[pk][key] = found[pk].get(key, 0) + int(amount)
    return {
        pk: kept
        for pk, parts in found.items()
        if (kept := {key: amount for key, amount in parts.items() if amount})
    }


def _of_source(span: Year, source: str) -> Iterator[tuple[int, int, int]]:
    if source == BusinessSource.INTEREST:
        yield from _interest(span)
        return
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows("shu_accounts.csv"):
        if row["use"] != source:
            continue
        amount = "l.debit - l.credit" if row["side"] == "debit" else "l.credit - l.debit"
        for pk, unit, total in _rows(
            *_trade_sql(span, row, f"l.unit_id, SUM({amount})", group=True)
        ):
            sums[pk, unit] += int(total)
    for (pk, unit), total in sums.items():
        yield pk, unit, total


def _trade_sql(
    span: Year, row: dict[str, str], columns: str, *, group: bool, member: int | None = None
) -> tuple[str, tuple[Any, ...]]:
    """Lines on members' trading accounts in vouchers that also touch a counter-account."""
    own, counter = accounts_of(span.book, row["own"]), accounts_of(span.book, row["counter"])
    first, last = span.codes
    one = "" if member is None else f" AND m.id = {int(member)}"
    sql = (
        f"SELECT m.id, {columns} FROM ledger_line l"  # noqa: S608  # nosec B608
        " JOIN ledger_subsidiary s ON s.id = l.subsidiary_id"
        f" JOIN members_membership m ON m.organization_id = %s AND m.number = s.code{one}"
        f" WHERE l.account_id IN ({_ids(own)}) AND l.date >= %s AND l.date <= %s"
        " AND l.period >= %s AND l.period <= %s"
        " AND EXISTS (SELECT 1 FROM ledger_line c WHERE c.voucher_id = l.voucher_id"
        f" AND c.account_id IN ({_ids(counter)}))"
    )
    if group:
        sql += " GROUP BY m.id, l.unit_id"
    return sql, (span.book.organization.pk, span.first, span.last, first, last)


def _interest(span: Year) -> Iterator[tuple[int, int, int]]:
    """Interest on loans as payments laid it, less what was reversed in the year."""
    default = span.book.units.get(code="UMUM").pk
    first, last = span.codes
    for sign, link in ((1, "v.id = y.voucher_id"), (-1, "v.reversal_of_id = y.voucher_id")):
        sql = (
            f"SELECT n.membership_id, COALESCE(p.unit_id, %s), SUM(y.interest) * {sign}"  # noqa: S608  # nosec B608
            f" FROM members_loanpayment y JOIN ledger_voucher v ON {link}"
            " JOIN members_loan n ON n.id = y.loan_id"
            " JOIN members_loanproduct p ON p.id = n.product_id"
            " WHERE v.book_id = %s AND v.year * 100 + v.period >= %s"
            " AND v.year * 100 + v.period <= %s GROUP BY n.membership_id, p.unit_id"
        )
        yield from _rows(sql, (default, span.book.pk, first, last))
