"""The event log: who did what and when, filtered, newest first, paged by seeking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from ledger.models import Book, Event

PAGE = 100


@dataclass(frozen=True)
class EventPage:
    """Up to a hundred events, newest first, and before which number the next page starts."""

    events: list[Event]
    next: int | None
    is_first: bool


def events_of(
    book: Book,
    *,
    who: int | None = None,
    act: str = "",
    start: date | None = None,
    end: date | None = None,
    voucher: str = "",
    text: str = "",
) -> QuerySet[Event]:
    """Events of a book, newest first. `voucher` is the beginning of a number, `text` any words.

    The days are those of Jakarta, both included.
    """
    found = Event.objects.filter(book=book).select_related("actor__person")
    if who is not None:
        found = found.filter(actor=who)
    if act:
        found = found.filter(act=act)
    if start:
        found = found.filter(at__gte=_midnight(start))
    if end:
        found = found.filter(at__lt=_midnight(end + timedelta(days=1)))
    if voucher:
        code = voucher.upper()
        found = found.filter(
            Q(subject__startswith=code) | Q(detail__voucher=code) | Q(detail__reversal=code)
        )
    if text:
        found = found.annotate(words=Cast("detail", TextField())).filter(
            Q(subject__icontains=text) | Q(words__icontains=text)
        )
    return found.order_by("-id")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def page(found: QuerySet[Event], *, before: str = "") -> EventPage:
    """One page. `before` is the `next` of the page before; a malformed one means the first."""
    is_number = before.isascii() and before.isdecimal() and len(before) < 19
    if is_number:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    return EventPage(
        events=shown,
        next=shown[-1].pk if len(rows) > PAGE else None,
        is_first=not is_number,
    )


def people_of(book: Book) -> list[Any]:
    """Everyone who ever acted in a book."""
    acted = Event.objects.filter(book=book).order_by().values("actor").distinct()
    people = get_user_model().objects.filter(pk__in=acted)
    return sorted(people.select_related("person"), key=lambda user: user.get_full_name())


def acts_of(book: Book) -> list[str]:
    """The acts that ever happened in a book."""
    acts = Event.objects.filter(book=book).order_by().values_list("act", flat=True)
    return list(acts.distinct())


def detail_of(event: Event, words: Mapping[str, Any]) -> str:
    """The details of an event that have a name in `words`, as one line of text."""
    found = [(words[key], value) for key, value in event.detail.items() if key in words]
    return "; ".join(f"{label}: {value}" for label, value in found if value not in (None, ""))
