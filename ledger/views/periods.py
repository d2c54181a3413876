"""The calendar of a book: close months and years, reopen them with two officers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.calculations.periods import CLOSING, OPENING, month_end
from ledger.forms.voucher import ReasonForm
from ledger.integrity.checks import faults_of_book
from ledger.models import Period, ReopenRequest
from ledger.registry import closing_lights
from ledger.selectors.closing import closing_figures
from ledger.selectors.periods import last_declined, next_to_close, periods_of
from ledger.services import closing, periods
from ledger.services.journal import PostingError
from ledger.services.periods import PeriodError
from ledger.views.access import BookRequest, requires


@require_GET
@requires("ledger.view_statements")
def period_list(request: BookRequest, org: str) -> HttpResponse:
    """Every period with its state, and the act whose turn it is."""
    book = request.book
    listed = periods_of(book)
    return render(
        request,
        "ledger/period_list.html",
        {
            "periods": listed,
            "requests": [period.waiting for period in listed if period.waiting],
            "declined": last_declined(book),
            "turn": next_to_close(book, timezone.localdate()),
            "can_close": request.user.has_perm("ledger.close_period", book),
            "can_request": request.user.has_perm("ledger.request_reopen", book),
            "can_approve": request.user.has_perm("ledger.approve_reopen", book),
            "last_closed": book.periods.filter(state="closed").order_by("-year", "-month").first(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.close_period")
def close(request: BookRequest, org: str, year: int, month: int) -> HttpResponse:
    """Show the figures that a close fixes, then close the month or (as period 13) the year."""
    periods_to_close = Period.objects.exclude(month=OPENING)  # it closes with the first month
    period = get_object_or_404(periods_to_close, book=request.book, year=year, month=month)
    if request.method == "POST":
        return _acted(request, org, lambda: _close(request, year, month), _("Periode ditutup."))
    return render(
        request,
        "ledger/period_close.html",
        {
            "period": period,
            "is_year": month == CLOSING,
            "figures": closing_figures(request.book, year, month),
            "lights": []
            if month == CLOSING
            else closing_lights(request.book, month_end(period.first_day)),
        },
    )


def _close(request: BookRequest, year: int, month: int) -> None:
    given = {"book": request.book, "year": year, "actor": request.user, "at": timezone.now()}
    if month == CLOSING:
        closing.close_year(checks=faults_of_book, **given)
    else:
        periods.close_period(month=month, checks=faults_of_book, **given)


@require_http_methods(["GET", "POST"])
@requires("ledger.request_reopen")
def request_reopen(request: BookRequest, org: str, year: int, month: int) -> HttpResponse:
    """Ask for a closed period to be opened again, with the reason."""
    period = get_object_or_404(Period, book=request.book, year=year, month=month)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _acted(
            request,
            org,
            lambda: periods.request_reopen(
                book=request.book,
                year=year,
                month=month,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            ),
            _("Permintaan dicatat; menunggu persetujuan ketua."),
        )
    return render(
        request,
        "ledger/period_reopen.html",
        {"period": period, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@requires("ledger.approve_reopen")
def approve_reopen(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The second officer agrees."""
    wanted = get_object_or_404(ReopenRequest, pk=pk, period__book=request.book)
    act = closing.reopen_year if wanted.period.month == CLOSING else periods.reopen_period
    return _acted(
        request,
        org,
        lambda: act(request=wanted, actor=request.user, at=timezone.now()),
        _("Periode dibuka kembali."),
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.approve_reopen")
def decline_reopen(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The second officer says no, and why."""
    wanted = get_object_or_404(
        ReopenRequest.objects.select_related("period", "requested_by__person"),
        pk=pk,
        period__book=request.book,
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _acted(
            request,
            org,
            lambda: periods.decline_reopen(
                request=wanted,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            ),
            _("Permintaan ditolak; periode tetap tertutup."),
        )
    return render(
        request,
        "ledger/period_decline.html",
        {"wanted": wanted, "form": form},
        status=422 if form.errors else 200,
    )


def _acted(request: BookRequest, org: str, act: Callable[[], object], success: str) -> HttpResponse:
    """Do one act of the calendar and go back to it with what happened."""
    try:
        act()
    except (PeriodError, PostingError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, success)
    return redirect("ledger:periods", org=org)
