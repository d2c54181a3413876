"""The parts of a member's card that this app knows: savings and loans."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from members.cards import CardPart, register_card_part
from members.models import Membership
from members.selectors.card import loans_of, savings_of


def _savings(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    held = savings_of(membership)
    return {"held": held, "total": sum(row.balance for row in held)} if held else None


def _loans(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    owed = loans_of(membership)
    return {"owed": owed, "total": sum(row.balance for row in owed)} if owed else None


def register_all() -> None:
    """Savings first, then what is owed."""
    register_card_part(
        CardPart("savings", "members.view_savings", 10, "members/card/savings.html", _savings)
    )
    register_card_part(
        CardPart("loans", "members.view_savings", 20, "members/card/loans.html", _loans)
    )
