"""The parts of a member's card. What a member has in an app stands on the card through here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from members.models import Membership


@dataclass(frozen=True)
class CardPart:
    """A part of the card of one member in one organization, for whoever holds the permission.

    `context` gives what its template reads as `part`; None leaves the part out. It only reads.
    A `net` in it (whole rupiah: what the member has, below zero what he owes) counts in the net
    of the card. `for_member` is False for notes that officers keep about a member.
    """

    name: str
    permission: str
    order: int
    template: str
    context: Callable[[Membership, date], Mapping[str, Any] | None]
    for_member: bool = True


_parts: dict[str, CardPart] = {}


def register_card_part(part: CardPart) -> None:
    """Add a part; a name registered again must be the same part."""
    if _parts.setdefault(part.name, part) != part:
        raise ValueError(f"card part {part.name!r} is registered already")


Shown = list[tuple[CardPart, Mapping[str, Any]]]
"""Parts with their figures, in order."""


def card_parts(membership: Membership, on: date, may: Callable[[str], bool]) -> Shown:
    """What an officer sees on the card, in order, each part with its figures."""
    return _shown(list(_parts.values()), membership, on, may)


def own_parts(membership: Membership, on: date) -> Shown:
    """What a member sees on his own card: all that is his, whatever an officer would need."""
    mine = [part for part in _parts.values() if part.for_member]
    return _shown(mine, membership, on, lambda _permission: True)


def net_of(shown: Shown) -> int:
    """What a member has less what he owes, over the parts that count in it."""
    return sum(int(context.get("net", 0)) for _part, context in shown)


def _shown(
    parts: list[CardPart], membership: Membership, on: date, may: Callable[[str], bool]
) -> Shown:
    return [
        (part, context)
        for part in sorted(parts, key=lambda part: part.order)
        if may(part.permission) and (context := part.context(membership, on)) is not None
    ]
