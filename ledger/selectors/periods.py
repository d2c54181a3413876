"""Where a book stands in its calendar."""

from dataclasses import dataclass
from datetime import date

from ledger.calculations.periods import CLOSING, MONTHS
from ledger.models import Book, Event, Period, PeriodState


@dataclass(frozen=True)
class PeriodStatus:
    """The period people work in: the first open month, or the last closed one.

    `waiting` counts the open months that are over: whose turn to be closed has come.
    """

    label: str
    state_label: str
    is_closed: bool
    waiting: int = 0


def period_status(book: Book, today: date) -> PeriodStatus | None:
    """The first open month with how many are overdue; when all are closed, the last one."""
    months = book.periods.filter(month__in=MONTHS)
    unclosed = list(months.filter(state=PeriodState.OPEN).order_by("year", "month"))
    period = unclosed[0] if unclosed else months.order_by("-year", "-month").first()
    if period is None:
        return None
    return PeriodStatus(
        label=period.label,
        state_label=period.get_state_display(),
        is_closed=not period.is_open,
        waiting=sum((p.year, p.month) < (today.year, today.month) for p in unclosed),
    )


def unclosed_years(book: Book, *, before: int) -> list[int]:
    """Years before another that are over and not closed: their results still stand open."""
    if before <= book.opened_on.year:
        return []
    return list(
        book.periods.filter(month=CLOSING, state=PeriodState.OPEN, year__lt=before)
        .order_by("year")
        .values_list("year", flat=True)
    )


def periods_of(book: Book) -> list[Period]:
    """All periods, newest first, ready for `label` and `waiting`."""
    requests = "reopen_requests__requested_by__person"
    return list(book.periods.order_by("-year", "-month").prefetch_related(requests))


def last_declined(book: Book) -> Event | None:
    """The answer no to the newest request to reopen, with its reason in `detail`; or None."""
    answers = ("request_reopen", "reopen_period", "decline_reopen")
    newest = (
        Event.objects.filter(book=book, act__in=answers)
        .select_related("actor__person")
        .order_by("-pk")
        .first()
    )
    return newest if newest and newest.act == "decline_reopen" else None


def next_to_close(book: Book, today: date) -> Period | None:
    """The month (or year, as period 13) whose turn it is, once it has ended."""
    for period in book.periods.filter(state=PeriodState.OPEN, month__gte=1).order_by(
        "year", "month"
    ):
        if period.month == CLOSING:
            return period
        if date(period.year, period.month, 1) < today.replace(day=1):
            return period
        return None
    return None
