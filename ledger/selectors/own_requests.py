"""What one officer handed in, for that officer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from ledger.models import Book, Draft, DraftState

KEPT_FOR = timedelta(days=30)
"""How long what was decided stays on the list."""
MOST = 30


@dataclass(frozen=True)
class OwnRequests:
    """What waits, what came back, and what was booked lately; oldest first, newest first."""

    waiting: Sequence[Draft]
    refused: Sequence[Draft]
    booked: Sequence[Draft]


def handed_in_by(book: Book, user: Any) -> QuerySet[Draft]:
    """Everything this person handed in for approval, whatever became of it."""
    found = Draft.objects.filter(book=book, made_by=user).exclude(wish=None)
    return found.exclude(state__in=[DraftState.DISCARDED, DraftState.DRAFT]).select_related(
        "made_by__person", "refused_by__person", "voucher__approved_by__person"
    )


def own_requests(book: Book, user: Any, at: datetime) -> OwnRequests:
    """The list of one's own requests; what was booked is shown for `KEPT_FOR`."""
    mine = handed_in_by(book, user)
    booked = mine.filter(state=DraftState.POSTED, changed_at__gte=at - KEPT_FOR)
    return OwnRequests(
        waiting=list(mine.filter(state=DraftState.WAITING).order_by("asked_at", "pk")),
        refused=list(mine.filter(state=DraftState.REFUSED).order_by("-changed_at", "pk")),
        booked=list(booked.exclude(asked_at=None).order_by("-changed_at", "-pk")[:MOST]),
    )
