"""How active members are, and how evenly they work (kube.md §2.6: groups fail as groups).

Most groups that failed had stopped working as a group: a few members remained. A member counts as
active who shows two thirds of the signs that the group keeps at all.
"""

from collections.abc import Sequence

ALERT = 60
"""Percent of active members below which a group is in danger."""


def is_active(
    *, attended: int, meetings: int, days: int, average: float, in_arrears: bool | None
) -> bool:
    """Whether two thirds of the signs hold: half the meetings, half the average days, dues paid.

    A sign that nobody keeps (no meeting, no days, no dues: None) is not asked for.
    """
    signs = []
    if meetings:
        signs.append(attended * 2 >= meetings)
    if average:
        signs.append(days * 2 >= average)
    if in_arrears is not None:
        signs.append(not in_arrears)
    return sum(signs) * 3 >= len(signs) * 2


def percent(part: int, whole: int) -> int:
    """Whole percent, cut down; 0 of nothing."""
    return part * 100 // whole if whole else 0


def is_uneven(days: Sequence[int]) -> bool:
    """Whether the less busy half did less than a quarter of the work (the quarrel of §2.6)."""
    busy_last = sorted(days)
    half = busy_last[: len(busy_last) // 2]
    return sum(days) > 0 and len(days) > 1 and sum(half) * 4 < sum(days)
