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
    """

    name: str
    permission: str
    order: int
    template: str
    context: Callable[[Membership, date], Mapping[str, Any] | None]


_parts: dict[str, CardPart] = {}


def register_card_part(part: CardPart) -> None:
    """Add a part; a name registered again must be the same part."""
    if _parts.setdefault(part.name, part) != part:
        raise ValueError(f"card part {part.name!r} is registered already")


def card_parts(
    membership: Membership, on: date, may: Callable[[str], bool]
) -> list[tuple[CardPart, Mapping[str, Any]]]:
    """What a reader sees on the card, in order, each part with its figures."""
    parts = sorted(_parts.values(), key=lambda part: part.order)
    return [
        (part, context)
        for part in parts
        if may(part.permission) and (context := part.context(membership, on)) is not None
    ]
