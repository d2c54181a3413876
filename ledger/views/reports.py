"""Statements on screen and as files, each figure leading to its vouchers."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse as url_of
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger import registry
from ledger.calculations.periods import year_start
from ledger.forms.report import ReportForm, account_choices
from ledger.models import Book
from ledger.reports.paper import paper_of
from ledger.reports.renderers import FORMATS
from ledger.reports.table import ReportTable, period_text
from ledger.views.access import BookRequest, requires
from ledger.views.files import saved_file
from ledger.views.vouchers import voucher_url


@require_GET
@requires("ledger.view_statements")
def report_list(request: BookRequest, org: str) -> HttpResponse:
    """The reports this reader may open."""
    book = request.book
    reports = [
        r for r in registry.reports(book.framework) if request.user.has_perm(r.permission, book)
    ]
    return render(request, "ledger/report_list.html", {"reports": reports})


@require_GET
@requires("ledger.view_statements")
def report(request: BookRequest, org: str, name: str) -> HttpResponse:
    """One report for a range of days; `?format=pdf|xlsx|csv|json|text` gives it as a file."""
    book = request.book
    entry = _find(request, name)
    form = ReportForm(_with_defaults(request, book, name), book=book, report=name)
    if not form.is_valid():
        return render(request, "ledger/report.html", {"form": form, "report": entry}, status=422)
    table = entry.build(book, **form.options())
    if form.cleaned_data.get("hide_zero"):
        table = table.without_zero_rows()
    if request.GET.get("format", "") in FORMATS:
        return report_file(book, table, request.GET["format"])
    if request.user.has_perm("ledger.view_vouchers", book):
        table = table.linked(_links(org, form.cleaned_data))
    query = request.GET.copy()
    query.pop("format", None)
    return render(
        request,
        "ledger/report.html",
        {
            "form": form,
            "report": entry,
            "table": table,
            "period_text": period_text(table),
            "query": query.urlencode(),
            "can_remark": is_remarkable(entry)
            and request.user.has_perm("ledger.check_vouchers", book),
        },
    )


def is_remarkable(report: registry.Report) -> bool:
    """Whether a remark can name a row of it: a statement, not the long book of one account."""
    return "account" not in report.options and report.name != "remarks"


def _find(request: BookRequest, name: str) -> registry.Report:
    try:
        entry = registry.report(name)
    except LookupError:
        raise Http404 from None
    if request.book.framework not in entry.frameworks:
        raise Http404
    if not request.user.has_perm(entry.permission, request.book):
        raise PermissionDenied
    return entry


def report_file(book: Book, table: ReportTable, name: str) -> HttpResponse:
    """A table as a file of one of `FORMATS`."""
    wanted = FORMATS[name]
    file_name = f"{book.slug}-{table.name}-{table.end.isoformat()}.{wanted.ending}"
    content = wanted.render(paper_of(book, table, at=timezone.now()))
    return saved_file(content, wanted.content_type, file_name)


def _with_defaults(request: BookRequest, book: Book, name: str) -> dict[str, Any]:
    """The reader's choices; without any, the year of the newest voucher."""
    if "end" in request.GET:
        return request.GET.dict()
    newest = book.vouchers.order_by("-date").values_list("date", flat=True).first()
    end = date(newest.year, 12, 31) if newest else timezone.localdate()
    data: dict[str, Any] = {"start": year_start(end), "end": end, "hide_zero": "on"}
    if accounts := account_choices(book, name):
        data["account"] = accounts[0][0]
    return data | request.GET.dict()


def _links(org: str, data: dict[str, Any]) -> Callable[[str, str], str]:
    days = {"start": data["start"].isoformat(), "end": data["end"].isoformat()}

    def ledger_url(name: str, **choices: str) -> str:
        url = url_of("ledger:report", kwargs={"org": org, "name": name})
        return f"{url}?{urlencode({**days, **choices})}"

    def url_for(kind: str, key: str) -> str:
        if kind == "voucher":
            return voucher_url(org, key)
        if kind == "report":
            return ledger_url(key)
        if kind == "subsidiary":
            account, _sep, code = key.partition(":")
            return ledger_url("subsidiary_ledger", account=account, subsidiary=code)
        return ledger_url("general_ledger", account=key)

    return url_for
