"""Where a book stands in its calendar."""

from dataclasses import dataclass
from datetime import date

from ledger.calculations.periods import CLOSING, MONTHS
from ledger.models import Book, Period, PeriodState


@dataclass(frozen=True)
class PeriodStatus:
    """The period people work in: the first open month, or the last closed one."""

    label: str
    state_label: str
    is_closed: bool


def period_status(book: Book) -> PeriodStatus | None:
    """The first open month; when all are closed, the last one."""
    months = book.periods.filter(month__in=MONTHS)
    period = months.filter(state=PeriodState.OPEN).order_by("year", "month").first()
    period = period or months.order_by("-year", "-month").first()
    if period is None:
        return None
    return PeriodStatus(
        label=period.label,
        state_label=period.get_state_display(),
        is_closed=not period.is_open,
    )


def periods_of(book: Book) -> list[Period]:
    """All periods, newest first, ready for `label` and `waiting`."""
    requests = "reopen_requests__requested_by__person"
    return list(book.periods.order_by("-year", "-month").prefetch_related(requests))


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
