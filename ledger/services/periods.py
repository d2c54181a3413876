"""Open and close months, reopen them with two officers, close the year into period 13."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, MONTHS, OPENING, period_code
from ledger.integrity import guards
from ledger.models import Book, Period, PeriodState, ReopenRequest
from ledger.selectors.seals import seal_head
from ledger.services import events


class PeriodError(ValueError):
    """A period could not be opened, closed or reopened."""


@transaction.atomic
def open_year(
    *, book: Book, year: int, actor: Any, at: datetime, first_month: int = 1
) -> list[Period]:
    """Create a year's periods: months, the closing period and, in the first year, the opening.

    A book that starts in the middle of a year has no periods before its first month.
    """
    numbers = [m for m in MONTHS if m >= first_month] + [CLOSING]
    if not book.periods.exists():
        numbers.insert(0, OPENING)
    periods = [Period.objects.create(book=book, year=year, month=n) for n in numbers]
    events.log(act="open_year", subject=str(year), actor=actor, at=at, book=book)
    return periods


def ensure_year(*, book: Book, year: int, actor: Any, at: datetime) -> None:
    """Open the years up to `year` when the book's last year lies before it."""
    last = book.periods.order_by("-year").values_list("year", flat=True).first()
    if last is None:
        raise PeriodError(_("Buku ini belum dibuka."))
    for missing in range(last + 1, year + 1):
        open_year(book=book, year=missing, actor=actor, at=at)


def lock_book(book: Book) -> Book:
    """Take the book's row lock: one writer at a time in one book, for the whole transaction."""
    return Book.objects.select_for_update(no_key=True).get(pk=book.pk)


@transaction.atomic
def close_period(
    *,
    book: Book,
    year: int,
    month: int,
    actor: Any,
    at: datetime,
    checks: Callable[[Book], list[str]],
) -> Period:
    """Close one month, after the checks pass. Opening balances close with the first month.

    `checks` returns one sentence per fault. Raises PeriodError when an earlier month is open,
    the month has not ended, a draft still waits in it, or a check finds a fault.
    """
    guards.require()
    lock_book(book)
    period = _period(book, year, month)
    if month == CLOSING:
        raise PeriodError(_("Tahun buku ditutup dengan “Tutup tahun”, bukan sebagai bulan."))
    if not period.is_open:
        raise PeriodError(_("Periode %(period)s sudah ditutup.") % {"period": period.label})
    earlier = _open_before(book, period)
    if [p for p in earlier if p.month not in (OPENING, month)]:
        raise PeriodError(
            _("Tutup dahulu periode %(period)s.")
            % {"period": next(p for p in earlier if p.month != OPENING).label}
        )
    if date(year, month, 1) >= timezone.localdate(at).replace(day=1):
        raise PeriodError(_("Bulan ini belum berakhir; tutup bulan setelah hari terakhirnya."))
    if faults := checks(book):
        raise PeriodError(
            _("Pemeriksaan menemukan kesalahan, bulan belum ditutup: %(fault)s")
            % {"fault": faults[0]}
        )
    for opening in earlier:
        _close(opening, actor, at)
    _close(period, actor, at)
    return period


def _close(period: Period, actor: Any, at: datetime) -> None:
    period.state = PeriodState.CLOSED
    period.save(update_fields=["state"])
    sequence, head = seal_head(period.book)
    events.log(
        act="close_period",
        subject=str(period),
        actor=actor,
        at=at,
        book=period.book,
        sequence=sequence,
        seal=head,
    )


@transaction.atomic
def request_reopen(
    *, book: Book, year: int, month: int, reason: str, actor: Any, at: datetime
) -> ReopenRequest:
    """Ask that the last closed period be opened again. Raises PeriodError without a reason."""
    lock_book(book)
    period = _period(book, year, month)
    if not reason.strip():
        raise PeriodError(_("Tulis alasan mengapa periode perlu dibuka kembali."))
    if period.is_open:
        raise PeriodError(_("Periode %(period)s masih terbuka.") % {"period": period.label})
    _refuse_unless_last_closed(book, period)
    if period.reopen_requests.filter(used_at__isnull=True).exists():
        raise PeriodError(_("Permintaan untuk periode ini sudah menunggu persetujuan."))
    request = ReopenRequest.objects.create(
        period=period, reason=reason.strip(), requested_by=actor, requested_at=at
    )
    events.log(
        act="request_reopen", subject=str(period), actor=actor, at=at, book=book, reason=reason
    )
    return request


@transaction.atomic
def reopen_period(*, request: ReopenRequest, actor: Any, at: datetime) -> Period:
    """A second officer agrees: the period opens. Raises PeriodError for the asker himself.

    Reopening period 13 is the business of `ledger.services.closing.reopen_year`, which calls
    this after reversing the closing voucher.
    """
    book = lock_book(request.period.book)
    request = ReopenRequest.objects.select_for_update().get(pk=request.pk)
    if request.used_at is not None:
        raise PeriodError(_("Permintaan ini sudah dipakai."))
    if request.requested_by_id == actor.pk:
        raise PeriodError(
            _("Pengurus lain yang harus menyetujui: Anda sendiri yang meminta periode ini dibuka.")
        )
    _refuse_unless_last_closed(book, request.period)
    request.approved_by, request.approved_at = actor, at
    request.save(update_fields=["approved_by", "approved_at"])
    period = request.period
    period.state = PeriodState.OPEN
    period.save(update_fields=["state"])
    request.used_at = at
    request.save(update_fields=["used_at"])
    events.log(
        act="reopen_period",
        subject=str(period),
        actor=actor,
        at=at,
        book=book,
        reason=request.reason,
        requested_by=request.requested_by.get_username(),
    )
    return period


@transaction.atomic
def decline_reopen(
    *, request: ReopenRequest, reason: str, actor: Any, at: datetime
) -> ReopenRequest:
    """A second officer says no: the request is used up, the period stays closed.

    Raises PeriodError without a reason, for a request answered already, and for the asker.
    """
    book = lock_book(request.period.book)
    request = ReopenRequest.objects.select_for_update().get(pk=request.pk)
    if not reason.strip():
        raise PeriodError(_("Tulis alasan mengapa permintaan ini ditolak."))
    if request.used_at is not None:
        raise PeriodError(_("Permintaan ini sudah dijawab."))
    if request.requested_by_id == actor.pk:
        raise PeriodError(_("Pengurus lain yang harus menjawab: Anda sendiri yang meminta."))
    request.used_at = at  # without an approval: the guards open nothing on a used request
    request.save(update_fields=["used_at"])
    events.log(
        act="decline_reopen",
        subject=str(request.period),
        actor=actor,
        at=at,
        book=book,
        reason=reason.strip(),
        request=request.pk,
        requested_by=request.requested_by.get_username(),
    )
    return request


def _refuse_unless_last_closed(book: Book, period: Period) -> None:
    last = book.periods.filter(state=PeriodState.CLOSED).order_by("-year", "-month").first()
    if last is not None and last.pk != period.pk:
        raise PeriodError(
            _("Buka kembali dimulai dari periode tertutup terakhir: %(period)s.")
            % {"period": last.label}
        )


def _period(book: Book, year: int, month: int) -> Period:
    try:
        return book.periods.get(year=year, month=month)
    except Period.DoesNotExist:
        raise PeriodError(
            _("Periode %(period)s tidak ada dalam buku ini.") % {"period": f"{year}-{month:02}"}
        ) from None


def _open_before(book: Book, period: Period) -> list[Period]:
    """Open periods before this one; an unclosed last year does not hold up a month."""
    code = period_code(period.year, period.month)
    return [
        p
        for p in book.periods.filter(state=PeriodState.OPEN).order_by("year", "month")
        if period_code(p.year, p.month) < code and p.month != CLOSING
    ]
