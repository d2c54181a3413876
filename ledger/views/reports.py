"""Statements on screen and as files, each figure leading to its vouchers."""

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
from ledger.forms.report import ReportForm
from ledger.models import Book
from ledger.reports.renderers import RENDERERS, period_text
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import voucher_url

CONTENT_TYPES = {
    "json": ("application/json", "json"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "text": ("text/plain; charset=utf-8", "txt"),
}
OF_ACCOUNTS = ("general_ledger", "cash_book")
WITH_CLOSING = ("trial_balance", "balance_sheet")


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
    """One report for a range of days; `?format=csv|json|text` gives it as a file."""
    book = request.book
    try:
        entry = registry.report(name)
    except LookupError:
        raise Http404 from None
    if book.framework not in entry.frameworks:
        raise Http404
    if not request.user.has_perm(entry.permission, book):
        raise PermissionDenied
    accounts = _account_choices(book, name) if name in OF_ACCOUNTS else None
    form = ReportForm(
        _with_defaults(request, book, accounts),
        accounts=accounts,
        closing=name in WITH_CLOSING,
    )
    if not form.is_valid():
        return render(request, "ledger/report.html", {"form": form, "report": entry}, status=422)
    table = entry.build(book, **_options(form.cleaned_data))
    if form.cleaned_data.get("hide_zero"):
        table = table.without_zero_rows()
    file_format = request.GET.get("format", "")
    if file_format in RENDERERS:
        content_type, ending = CONTENT_TYPES[file_format]
        file_name = f"{book.slug}-{name}-{table.end.isoformat()}.{ending}"
        return HttpResponse(
            RENDERERS[file_format](table),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
        )
    sees_vouchers = request.user.has_perm("ledger.view_vouchers", book)
    return render(
        request,
        "ledger/report.html",
        {
            "form": form,
            "report": entry,
            "table": table.linked(_links(org, form.cleaned_data)) if sees_vouchers else table,
            "period_text": period_text(table),
            "query": request.GET.urlencode(),
        },
    )


def _with_defaults(
    request: BookRequest, book: Book, accounts: list[tuple[str, str]] | None
) -> dict[str, Any]:
    """The reader's choices; without any, the year of the newest voucher."""
    if "end" in request.GET:
        return request.GET.dict()
    newest = book.vouchers.order_by("-date").values_list("date", flat=True).first()
    end = date(newest.year, 12, 31) if newest else timezone.localdate()
    data: dict[str, Any] = {"start": year_start(end), "end": end, "hide_zero": "on"}
    if accounts:
        data["account"] = accounts[0][0]
    return data | request.GET.dict()


def _account_choices(book: Book, name: str) -> list[tuple[str, str]]:
    accounts = book.accounts.filter(is_heading=False).order_by("code")
    if name == "cash_book":
        accounts = accounts.filter(cash_flow="cash")
    return [(a.code, str(a)) for a in accounts]


def _options(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "start": data["start"],
        "end": data["end"],
        "account": data.get("account") or None,
        "after_closing": data.get("after_closing", False),
    }


def _links(org: str, data: dict[str, Any]) -> Any:
    days = {"start": data["start"].isoformat(), "end": data["end"].isoformat()}

    def url_for(kind: str, key: str) -> str:
        if kind == "voucher":
            return voucher_url(org, key)
        ledger = url_of("ledger:report", kwargs={"org": org, "name": "general_ledger"})
        return f"{ledger}?{urlencode({**days, 'account': key})}"

    return url_for
