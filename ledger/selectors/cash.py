"""Cash on each day: it cannot have been below zero in the drawer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from ledger.calculations.periods import OPENING, period_code
from ledger.models import Account, AccountBalance


@dataclass(frozen=True)
class NegativeDay:
    """A day at whose end an account stood below zero (whole rupiah)."""

    day: date
    balance: int


def negative_days(account: Account, *, since: date) -> list[NegativeDay]:
    """Return the days from `since` on at whose end the account stood below zero."""
    month = period_code(since.year, since.month)
    opening = period_code(account.book.opened_on.year, OPENING)
    change = Sum(F("debit") - F("credit"))
    lines = account.lines.order_by().exclude(period=opening)
    months = AccountBalance.objects.filter(book=account.book_id, account=account, period__lt=month)
    balance = months.aggregate(total=change)["total"] or 0
    earlier = lines.filter(date__gte=since.replace(day=1), date__lt=since)
    balance += earlier.aggregate(total=change)["total"] or 0
    days = lines.filter(date__gte=since).order_by("date").values("date").annotate(change=change)
    found = []
    if balance < 0 and since <= account.book.opened_on:
        found.append(NegativeDay(day=since, balance=int(balance)))  # the opening itself
    for row in days:
        balance += row["change"]
        if balance < 0:
            found.append(NegativeDay(day=row["date"], balance=int(balance)))
    return found
