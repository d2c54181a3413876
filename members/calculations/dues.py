"""Arrears: what is due and not yet paid, oldest month first. Whole rupiah."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Arrears:
    """Months not fully paid, and what is missing in all of them."""

    months: int
    amount: int
    oldest: int | None = None


def arrears(due: Sequence[tuple[int, int]], paid: int) -> Arrears:
    """What of `due` (period, amount) is open after `paid` has been laid on the oldest first."""
    left, months, missing, oldest = paid, 0, 0, None
    for period, amount in sorted(due):
        covered = min(max(left, 0), amount)
        left -= covered
        if covered < amount:
            months += 1
            missing += amount - covered
            oldest = oldest or period
    return Arrears(months, missing, oldest)


def next_to_pay(due: Iterable[tuple[int, int]], paid: int, amount: int) -> list[tuple[int, int]]:
    """How a payment is laid on the months, oldest first: (period, part); the rest is advance."""
    left, parts = paid, []
    for period, owed in sorted(due):
        open_part = owed - min(max(left, 0), owed)
        left -= owed
        part = min(open_part, amount)
        if part > 0:
            parts.append((period, part))
            amount -= part
    return parts
