"""Where a book stands in its calendar."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, MONTHS
from ledger.models import Book, Period, PeriodState


@dataclass(frozen=True)
class PeriodStatus:
    """The period people work in: the first open month, or the last closed one."""

    label: str
    state_label: str
    is_closed: bool


def month_label(year: int, month: int) -> str:
    """`Desember 2025`; the opening and closing periods by name."""
    if month == CLOSING:
        return _("Penutup %(year)s") % {"year": year}
    if month not in MONTHS:
        return _("Saldo awal %(year)s") % {"year": year}
    return formats.date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")


def period_status(book: Book) -> PeriodStatus | None:
    """The first open month; when all are closed, the last one."""
    months = book.periods.filter(month__in=MONTHS)
    period = months.filter(state=PeriodState.OPEN).order_by("year", "month").first()
    period = period or months.order_by("-year", "-month").first()
    if period is None:
        return None
    return PeriodStatus(
        label=month_label(period.year, period.month),
        state_label=period.get_state_display(),
        is_closed=not period.is_open,
    )


def periods_of(book: Book) -> list[Period]:
    """All periods, newest first, each with its waiting request as `waiting`."""
    periods = list(
        book.periods.order_by("-year", "-month").prefetch_related("reopen_requests__requested_by")
    )
    for period in periods:
        period.label = month_label(period.year, period.month)
        period.waiting = next((r for r in period.reopen_requests.all() if r.used_at is None), None)
    return periods


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
