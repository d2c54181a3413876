"""The scale of a picture: round steps of money that hold every value."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Whole rupiah: from `low` to `high` in equal steps; zero is always one of them."""

    low: int
    high: int
    step: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """Every value that the axis names, from below upwards."""
        return tuple(range(self.low, self.high + 1, self.step))

    @property
    def unit(self) -> int:
        """The greatest of milyar, juta, ribu and one rupiah that a step is made of."""
        return next(unit for unit in (10**9, 10**6, 10**3, 1) if self.step >= unit)

    def place(self, value: int, *, top: int, bottom: int) -> int:
        """Where a value lies between two places counted downwards, to the nearest whole one."""
        span = self.high - self.low
        return bottom - (2 * (value - self.low) * (bottom - top) + span) // (2 * span)


def scale_of(values: Iterable[int], *, intervals: int = 5) -> Scale:
    """Return the finest scale in steps of 1, 2 or 5 × 10ⁿ with about that many intervals.

    A value on either side of zero may add one interval. Nothing but zeros gives one step of a
    thousand.
    """
    low, high = 0, 0
    for value in values:
        low, high = min(low, value), max(high, value)
    if low == high:
        return Scale(0, 1000, 1000)
    step = _round_step(-(-(high - low) // intervals))
    return Scale(low // step * step, -(-high // step) * step, step)


def _round_step(least: int) -> int:
    """The smallest 1, 2 or 5 × 10ⁿ that is not below `least`."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= least:
                return digit * power
        power *= 10
