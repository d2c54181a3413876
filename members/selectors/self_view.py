"""What is a person's own: memberships in every organization, the card of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from members.models import MemberPin, Membership, MembershipStatus, User

PIN_KEY = "member_pin"
"""Where a session keeps that somebody came in with a PIN."""


@dataclass(frozen=True)
class Reader:
    """Whose cards may be read. `pin` is set for who came in with one: that one card alone."""

    memberships: tuple[Membership, ...]
    pin: MemberPin | None = None

    def card(self, pk: int) -> Membership | None:
        """The membership, when it is the reader's own."""
        return next((one for one in self.memberships if one.pk == pk), None)


def _own() -> Any:
    return (
        Membership.objects.exclude(status=MembershipStatus.CANDIDATE, left_on__isnull=False)
        .select_related("person", "organization__book")
        .order_by("organization__name", "number")
    )


def reader_of(user: Any, session: Any, at: datetime) -> Reader | None:
    """Who reads: the person of a login, or the member of a PIN that still holds; else None."""
    if isinstance(user, User):
        return Reader(tuple(_own().filter(person__user=user)))
    kept: dict[str, Any] = session.get(PIN_KEY) or {}
    until, set_at = parse_datetime(kept.get("until", "")), parse_datetime(kept.get("set_at", ""))
    if until is None or set_at is None or at >= until:
        return None
    pin = (
        MemberPin.objects.filter(pk=kept.get("pin", 0), set_at=set_at, locked_at__isnull=True)
        .exclude(membership__status=MembershipStatus.LEFT)
        .first()
    )
    if pin is None:
        return None
    return Reader(tuple(_own().filter(pk=pin.membership_id)), pin)
