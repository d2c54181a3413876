"""What this app adds to a member's card: his parts of the group's profits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from enterprises.models import ProfitShare
from members.cards import CardPart, register_card_part
from members.models import Membership


def profit(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    """Every part, newest first; what is not paid yet counts in what the member has."""
    shares = list(
        ProfitShare.objects.standing()
        .filter(membership=membership)
        .select_related(
            "allocation__voucher",
            "interim__voucher__reversed_by",
            "paid_voucher__reversed_by",
        )
        .order_by("-pk")
    )
    if not shares:
        return None
    return {"shares": shares, "net": sum(share.due for share in shares if share.is_open)}


def register_all() -> None:
    """After savings, loans and dues."""
    register_card_part(
        CardPart("profit", "members.view_savings", 35, "enterprises/card/profit.html", profit)
    )
