"""How low a member's savings stand on the days from a date on: never below zero on any of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import F, Sum

from ledger.models import Line
from members.models import SavingsAccount

CHUNK = 500


@dataclass(frozen=True)
class LowDay:
    """The balance at the end of a day; whole rupiah."""

    day: date
    balance: int


def daily_changes(subsidiaries: Iterable[int]) -> dict[int, dict[date, int]]:
    """Subsidiary id → day → credit minus debit, of everything posted."""
    ids = sorted(subsidiaries)
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for start in range(0, len(ids), CHUNK):
        rows = (
            Line.objects.filter(subsidiary__in=ids[start : start + CHUNK])
            .order_by()
            .values_list("subsidiary_id", "date")
            .annotate(net=Sum(F("credit") - F("debit")))
        )
        for subsidiary, day, net in rows:
            found[subsidiary][day] = int(net)
    return found


def lowest(changes: Mapping[date, int], *, since: date) -> LowDay:
    """The day with the lowest balance from `since` on; the first of several."""
    days = sorted(changes)
    balances = list(accumulate(changes[day] for day in days))
    at_start = sum(change for day, change in changes.items() if day <= since)
    later = [LowDay(d, b) for d, b in zip(days, balances, strict=True) if d > since]
    return min([LowDay(since, at_start), *later], key=lambda low: low.balance)


def lowest_of(account: SavingsAccount, *, since: date) -> LowDay:
    """What a member can take out of an account on a day without a later day going below zero."""
    return lowest(daily_changes([account.subsidiary_id])[account.subsidiary_id], since=since)
