"""Remarks: the list, one with its history, a new one, the answer, the decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse as url_of
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger import registry
from ledger.forms.fields import add_refusal
from ledger.forms.remarks import (
    CLOSE,
    MOVE,
    AnswerForm,
    DecisionForm,
    RemarkFilterForm,
    RemarkForm,
)
from ledger.forms.report import ReportForm
from ledger.models import Remark, RemarkState, SampleItem
from ledger.selectors.remarks import counts, remarks_of, with_entries
from ledger.services.remarks import (
    About,
    RemarkError,
    answer_remark,
    close_remark,
    move_due,
    open_remark,
    return_remark,
)
from ledger.views.access import BookRequest, requires
from ledger.views.reports import is_remarkable
from ledger.views.vouchers import find_voucher

PAGE = 50
DAYS_TO_ANSWER = 14
"""What the form proposes; the checker may write another day."""


@require_GET
@requires("ledger.view_remarks")
def remark_list(request: BookRequest, org: str) -> HttpResponse:
    """Every remark with where it stands."""
    form = RemarkFilterForm(request.GET or None)
    found, today = remarks_of(request.book), timezone.localdate()
    state = form.cleaned_data["state"] if form.is_valid() else ""
    if state:
        found = found.filter(state=state)
    may = request.user.has_perm
    return render(
        request,
        "ledger/remark_list.html",
        {
            "form": form,
            "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "is_filtered": bool(state),
            "counts": counts(request.book, today),
            "today": today,
            "can_check": may("ledger.check_vouchers", request.book),
            "can_watch": may("ledger.view_events", request.book),
        },
        status=422 if form.errors else 200,
    )


def find_remark(request: BookRequest, pk: int) -> Remark:
    """The remark of an address; Http404 when this book has none."""
    found = with_entries(remarks_of(request.book).select_related("item__sample", "book"))
    return get_object_or_404(found, pk=pk)


@require_GET
@requires("ledger.view_remarks")
def remark_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What was said about one remark, and what the reader may say next."""
    return _remark_page(request, find_remark(request, pk))


def _remark_page(
    request: BookRequest, remark: Remark, form: Any = None, status: int = 200
) -> HttpResponse:
    may, state = request.user.has_perm, remark.state  # type: ignore[attr-defined]
    may_answer = may("ledger.answer_remark", request.book) and state != RemarkState.CLOSED
    may_decide = may("ledger.check_vouchers", request.book)
    answer = form if isinstance(form, AnswerForm) else AnswerForm()
    decision = form if isinstance(form, DecisionForm) else DecisionForm(state=state)
    return render(
        request,
        "ledger/remark.html",
        {
            "remark": remark,
            "today": timezone.localdate(),
            "report_url": _report_url(remark),
            "answer": answer if may_answer else None,
            "decision": decision if may_decide else None,
            "form": form,
        },
        status=status,
    )


def _report_url(remark: Remark) -> str:
    if not remark.report or remark.start is None or remark.end is None:
        return ""
    url = url_of("ledger:report", kwargs={"org": remark.book.slug, "name": remark.report})
    return f"{url}?{urlencode({'start': remark.start, 'end': remark.end})}"


@require_http_methods(["GET", "POST"])
@requires("ledger.check_vouchers")
def new_remark(request: BookRequest, org: str) -> HttpResponse:
    """Remark on a voucher (`?bukti=`), on an item of a sample (`?butir=`), or on a report."""
    about, rows = _about(request)
    today = timezone.localdate()
    initial = {"due_on": today + timedelta(days=DAYS_TO_ANSWER)}
    form = RemarkForm(
        request.POST if request.method == "POST" else None, rows=rows, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = dict(rows)[data["row"]] if rows is not None else ""
        try:
            remark = open_remark(
                book=request.book,
                about=About(**{**about, "row": row}),
                kind=data["kind"],
                text=data["text"],
                due_on=data["due_on"],
                actor=request.user,
                at=timezone.now(),
            )
        except RemarkError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                _("%(remark)s dibuka. Bendahara melihatnya di Hari ini.") % {"remark": remark},
            )
            return redirect("ledger:remark", org=org, pk=remark.pk)
    return render(
        request,
        "ledger/remark_form.html",
        {"form": form, "about": about},
        status=422 if form.errors else 200,
    )


def _about(request: BookRequest) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
    """What the address asks to remark on, and the rows to choose from when it is a report."""
    if code := request.GET.get("bukti", ""):
        kind, _sep, rest = code.partition("-")
        year, _sep, number = rest.partition("-")
        if not (year.isdecimal() and number.isdecimal() and rest.isascii() and len(rest) < 16):
            raise Http404
        return {"voucher": find_voucher(request, kind, int(year), int(number))}, None
    if item := request.GET.get("butir", ""):
        if not (item.isascii() and item.isdecimal() and len(item) < 19):
            raise Http404
        items = SampleItem.objects.select_related("voucher", "sample")
        found = get_object_or_404(items, pk=int(item), sample__book=request.book)
        return {"voucher": found.voucher, "item": found}, None
    return _about_report(request)


def _about_report(request: BookRequest) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    try:
        entry = registry.report(request.GET.get("laporan", ""))
    except LookupError:
        raise Http404 from None
    if not is_remarkable(entry) or request.book.framework not in entry.frameworks:
        raise Http404
    if not request.user.has_perm(entry.permission, request.book):
        raise PermissionDenied
    days = {"start": request.GET.get("start", ""), "end": request.GET.get("end", "")}
    form = ReportForm(days, book=request.book, report=entry.name)
    if not form.is_valid():
        raise Http404
    table = entry.build(request.book, **form.options()).without_zero_rows()
    rows = [
        (str(place), " ".join(cell.text for cell in row.cells if cell.text))
        for place, row in enumerate(table.rows)
        if row.style != "heading"
    ]
    about = {
        "report": entry.name,
        "report_title": table.title,
        "start": table.start,
        "end": table.end,
    }
    return about, rows


@require_POST
@requires("ledger.answer_remark")
def answer(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The treasurer answers."""
    remark, form = find_remark(request, pk), AnswerForm(request.POST)
    return _said(
        request,
        remark,
        form,
        lambda: answer_remark(
            remark=remark,
            text=form.cleaned_data["text"],
            actor=request.user,
            at=timezone.now(),
        ),
        _("Jawaban dicatat. Pemeriksa melihatnya di Hari ini."),
    )


@require_POST
@requires("ledger.check_vouchers")
def decide(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The checker closes, sends back, or gives another day."""
    remark = find_remark(request, pk)
    form = DecisionForm(request.POST, state=remark.state)  # type: ignore[attr-defined]

    def act() -> object:
        data = form.cleaned_data
        by = {"actor": request.user, "at": timezone.now()}
        if data["act"] == CLOSE:
            return close_remark(remark=remark, text=data["text"], **by)
        change = move_due if data["act"] == MOVE else return_remark
        return change(remark=remark, text=data["text"], due_on=data["due_on"], **by)

    return _said(request, remark, form, act, _("Keputusan dicatat."))


def _said(
    request: BookRequest,
    remark: Remark,
    form: Any,
    act: Callable[[], object],
    success: str,
) -> HttpResponse:
    """Do one act on a remark; a refusal stands on its page with what was typed."""
    if form.is_valid():
        try:
            act()
        except RemarkError as error:
            add_refusal(form, error)
        else:
            messages.success(request, success)
            return redirect("ledger:remark", org=request.book.slug, pk=remark.pk)
    return _remark_page(request, remark, form, status=422)
