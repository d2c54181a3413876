"""In whose stead somebody acts; the ledger knows no office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Mandate:
    """In whose stead somebody acts: that person's login, if there is one, and the words for it."""

    principal_id: int | None
    words: str


MandateProvider = Callable[[Any, Any, str, date], Mandate | None]
"""Says whether a user holds a permission in a book on a day only in somebody's stead."""


_mandates: list[MandateProvider] = []


def register_mandates(provider: MandateProvider) -> None:
    """Set who knows substitutes (the ledger knows no office)."""
    _mandates[:] = [provider]


def mandate(book: Any, user: Any, permission: str, on: date) -> Mandate | None:
    """In whose stead a user holds a permission; None when it is his own."""
    return _mandates[0](book, user, permission, on) if _mandates else None
