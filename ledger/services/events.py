"""The append-only log: one line for every act."""

from datetime import datetime
from typing import Any

from ledger.models import Book, Event


def log(
    *, act: str, subject: str, actor: Any, at: datetime, book: Book | None = None, **detail: Any
) -> Event:
    """Add an event. `act` is a verb such as `post_voucher`; details must be JSON."""
    return Event.objects.create(
        act=act, subject=subject[:120], actor=actor, at=at, book=book, detail=detail
    )
