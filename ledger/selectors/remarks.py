"""Remarks with where they stand: the newest entry tells state and due day."""

from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from ledger.models import Book, Remark, RemarkEntry, RemarkState


def remarks_of(book: Book) -> QuerySet[Any]:
    """Remarks, newest first, each with `state`, `due_on` and the `text` it was opened with."""
    entries = RemarkEntry.objects.filter(remark=OuterRef("pk"))
    newest = entries.order_by("-position")
    return (
        Remark.objects.filter(book=book)
        .select_related("voucher", "opened_by__person")
        .annotate(
            state=Subquery(newest.values("state")[:1]),
            due_on=Subquery(newest.values("due_on")[:1]),
            text=Subquery(entries.order_by("position").values("text")[:1]),
        )
        .order_by("-number")
    )


def standing(book: Book, *, state: str) -> QuerySet[Any]:
    """Remarks in a state, the most urgent first."""
    return remarks_of(book).filter(state=state).order_by(F("due_on").asc(nulls_last=True), "number")


def overdue(found: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those that wait for an answer although their day is past."""
    return found.filter(state=RemarkState.OPEN, due_on__lt=today)


def counts(book: Book, today: date) -> dict[str, int]:
    """How many stand open, answered, and overdue."""
    found: dict[str, int] = remarks_of(book).aggregate(
        open=Count("pk", filter=Q(state=RemarkState.OPEN)),
        answered=Count("pk", filter=Q(state=RemarkState.ANSWERED)),
        overdue=Count("pk", filter=Q(state=RemarkState.OPEN, due_on__lt=today)),
    )
    return found


def with_entries(found: QuerySet[Any]) -> QuerySet[Any]:
    """The same with everything that was said, in order."""
    entries = RemarkEntry.objects.select_related("made_by__person").order_by("position")
    return found.prefetch_related(Prefetch("entries", entries))


def last_answer(remark: Remark) -> str:
    """The newest answer of a remark that was loaded `with_entries`; empty without one."""
    answers: list[Any] = [e for e in remark.entries.all() if e.act == "answered"]
    return answers[-1].text if answers else ""
