"""The parts of a member's card that this app knows: savings, loans and dues."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from members.cards import CardPart, register_card_part
from members.models import Membership
from members.selectors.card import loans_of, savings_of
from members.selectors.dues import dues_of


def _savings(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    held = savings_of(membership)
    total = sum(row.balance for row in held)
    return {"held": held, "total": total, "net": total} if held else None


def _loans(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    owed = loans_of(membership)
    total = sum(row.balance for row in owed)
    return {"owed": owed, "total": total, "net": -total} if owed else None


def _dues(membership: Membership, on: date) -> Mapping[str, Any] | None:
    dues = dues_of(membership, on)
    if not dues:
        return None
    return {"dues": dues, "total": sum(row.arrears.amount for row in dues)}


def _claim(membership: Membership, _on: date) -> Mapping[str, Any] | None:
    claim = membership.leaving_claims.standing().first()
    if claim is None:
        return None
    return {"claim": claim, "net": claim.amount if claim.is_open else 0}


def register_all() -> None:
    """Savings first, then what is owed, the monthly dues, and what waits for who left."""
    register_card_part(
        CardPart("claim", "members.view_savings", 40, "members/card/claim.html", _claim)
    )
    register_card_part(
        CardPart("savings", "members.view_savings", 10, "members/card/savings.html", _savings)
    )
    register_card_part(
        CardPart("loans", "members.view_savings", 20, "members/card/loans.html", _loans)
    )
    register_card_part(
        CardPart("dues", "members.view_savings", 30, "members/card/dues.html", _dues)
    )
