"""The package of a range of days for an auditor, taken out by a button and entered in the log."""

from datetime import date
from functools import partial
from typing import Any

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledger.forms.audit_package import PackageForm
from ledger.models import Book
from ledger.reports.audit_package import audit_package
from ledger.services import events
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("ledger.export_book")
def export_package(request: BookRequest, org: str) -> Any:
    """Choose the days; the button gives the zip."""
    sent = request.POST if request.method == "POST" else None
    form = PackageForm(sent, initial=_newest_year(request.book))
    if request.method == "POST" and form.is_valid():
        return _package(request, form.cleaned_data["start"], form.cleaned_data["end"])
    return render(
        request, "ledger/audit_package.html", {"form": form}, status=422 if form.errors else 200
    )


def _newest_year(book: Book) -> dict[str, Any]:
    newest = book.vouchers.order_by("-date").values_list("date", flat=True).first()
    year = (newest or timezone.localdate()).year
    return {"start": date(year, 1, 1), "end": date(year, 12, 31)}


def _package(request: BookRequest, start: date, end: date) -> FileResponse:
    book, now = request.book, timezone.now()
    may = partial(request.user.has_perm, obj=book)
    package = audit_package(book, start=start, end=end, may=may, at=now)
    events.log(
        act="export_package",
        subject=f"{start:%d/%m/%Y} – {end:%d/%m/%Y}",
        actor=request.user,
        at=now,
        book=book,
    )
    name = f"{book.slug}-{start.isoformat()}-{end.isoformat()}.zip"
    return FileResponse(package, as_attachment=True, filename=name, content_type="application/zip")
