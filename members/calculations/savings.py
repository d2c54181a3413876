"""Interest on savings and its final tax. Whole rupiah; percent a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.calculations.money import allocate

METHODS = ("daily", "average", "lowest")


@dataclass(frozen=True)
class TaxRule:
    """A final tax with a cliff: nothing up to `exempt` a month, `percent` of everything above."""

    exempt: int
    percent: Decimal
    source: str = ""


def tax_of(gross: int, rule: TaxRule | None) -> int:
    """The tax on one member's interest of one month, over all of his savings; rounded down."""
    if rule is None or gross <= rule.exempt:
        return 0
    return int(gross * Fraction(rule.percent) / 100)


def shared_tax(gross: Sequence[int], rule: TaxRule | None) -> list[int]:
    """The tax of one member, split over his savings by their interest; the parts sum to it."""
    tax = tax_of(sum(gross), rule)
    return allocate(tax, list(gross)) if tax else [0] * len(gross)


def daily_balances(opening: int, changes: Mapping[date, int], start: date, end: date) -> list[int]:
    """The balance at the end of each day, both included."""
    balances, balance = [], opening
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        balance += changes.get(date.fromordinal(ordinal), 0)
        balances.append(balance)
    return balances


def interest_of_month(
    balances: Sequence[int], *, percent: Decimal, method: str, days_in_year: int
) -> int:
    """Interest of one month, rounded down to the rupiah; a balance below zero earns nothing.

    `daily`: each day's balance earns a day's share of the year. `average`: the mean balance, and
    `lowest`: the lowest, earn a twelfth.
    """
    rate = Fraction(percent) / 100
    held = [max(0, balance) for balance in balances]
    if not held:
        return 0
    if method == "daily":
        return int(sum(held) * rate / days_in_year)
    base = min(held) if method == "lowest" else Fraction(sum(held), len(held))
    return int(base * rate / 12)
