"""Cash on each day: it cannot have been below zero in the drawer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ledger.calculations.periods import OPENING, period_code
from ledger.models import Account


@dataclass(frozen=True)
class NegativeDay:
    """A day at whose end an account stood below zero (whole rupiah)."""

    day: date
    balance: int


def cash_by_day(
    book_id: int, account_id: int, *, since: date, opened_on: date
) -> tuple[int, dict[date, int]]:
    """Return what an account held before the movements of `since`, and the change of each day.

    Counted back from the account's sums, so that only the lines from `since` on are read.
    Opening vouchers are part of what was held.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(NULL AS date), COALESCE(SUM(debit - credit), 0) FROM ledger_accountbalance"
            " WHERE book_id = %s AND account_id = %s"
            " UNION ALL SELECT date, SUM(debit - credit) FROM ledger_line"
            " WHERE account_id = %s AND date >= %s AND period <> %s GROUP BY date",
            [book_id, account_id, account_id, since.isoformat(),
             period_code(opened_on.year, OPENING)],
        )  # fmt: skip
        (_none, total), *days = cursor.fetchall()
    changes = {
        day if isinstance(day, date) else date.fromisoformat(day): int(change)
        for day, change in days
    }
    return int(total) - sum(changes.values()), changes


def days_below_zero(
    brought: int, changes: Mapping[date, int], *, since: date, opened_on: date
) -> list[NegativeDay]:
    """The days at whose end the balance is below zero; the opening itself counts as a day."""
    found = []
    if brought < 0 and since <= opened_on:
        found.append(NegativeDay(day=since, balance=brought))  # the opening itself
    balance = brought
    for day in sorted(changes):
        balance += changes[day]
        if balance < 0:
            found.append(NegativeDay(day=day, balance=balance))
    return found


def negative_days(account: Account, *, since: date) -> list[NegativeDay]:
    """Return the days from `since` on at whose end the account stood below zero."""
    opened_on = account.book.opened_on
    brought, changes = cash_by_day(account.book_id, account.pk, since=since, opened_on=opened_on)
    return days_below_zero(brought, changes, since=since, opened_on=opened_on)
