"""What a plan asks of its sources, and how what was spent falls on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.calculations.money import allocate


@dataclass(frozen=True)
class SourceUse:
    """One source, whole rupiah: its ceiling, what is planned from it, promised and spent."""

    ceiling: int
    planned: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def over(self) -> int:
        """By how much the plan asks more than the ceiling; zero when it fits."""
        return max(0, self.planned - self.ceiling)

    @property
    def left_to_plan(self) -> int:
        """Ceiling that no need has taken yet; negative when overrun."""
        return self.ceiling - self.planned

    @property
    def left(self) -> int:
        """Ceiling that is neither spent nor promised; negative when overrun."""
        return self.ceiling - self.spent - self.committed


def spread_spent(spent: int, planned: Mapping[int, int]) -> dict[int, int]:
    """Lay what an activity spent on its sources, in proportion to what was planned from each.

    Whole rupiah that sum to `spent`; vouchers name no source, the plan does. A negative figure
    (a refund above the year's spending) is laid in the same proportion. Empty without a source.
    """
    sources = [key for key, amount in planned.items() if amount > 0]
    if not sources:
        return {}
    weights = [planned[key] for key in sources]
    sign = -1 if spent < 0 else 1
    return {
        key: sign * share for key, share in zip(sources, allocate(abs(spent), weights), strict=True)
    }


def percent_of(actual: int, planned: int) -> int | None:
    """Achievement in tenths of a percent, half up; None without a plan (kube.md §5.2)."""
    if planned <= 0:
        return None
    return (actual * 2000 + planned) // (2 * planned)


LIGHTS: Sequence[tuple[int, int, str]] = ((900, 1200, "ok"), (700, 899, "wait"))
"""From, to (tenths of a percent, both included) and tone; anything below is `refused`, anything
above `wait`: the target was too low or a figure is wrong (kube.md §5.2, a proposal)."""


def light(tenths: int | None) -> str:
    """The tone of an achievement: ok, wait or refused; `info` for what had no plan (C.1)."""
    if tenths is None:
        return "info"
    for low, high, tone in LIGHTS:
        if low <= tenths <= high:
            return tone
    return "refused" if tenths < LIGHTS[-1][0] else "wait"
