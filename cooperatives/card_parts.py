"""What a member's card says of the SHU."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cooperatives.models import ShuState
from cooperatives.selectors.shu import UNPAID
from members.cards import CardPart, register_card_part
from members.models import Membership


def _shu(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    """Shares that were booked, newest year first; what waits to be paid counts in the net."""
    found = (
        membership.shu_shares.filter(distribution__state=ShuState.DISTRIBUTED)
        .select_related("distribution")
        .annotate(is_paid=~UNPAID)
        .order_by("-distribution__year")
    )
    shares = list(found)
    if not shares:
        return None
    return {
        "shares": shares,
        "membership": membership,
        "net": sum(s.total for s in shares if not s.is_paid),
    }


def register_all() -> None:
    """After savings, loans and dues."""
    register_card_part(
        CardPart("shu", "members.view_savings", 35, "cooperatives/card/shu.html", _shu)
    )
