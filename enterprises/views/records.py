"""Every kind of record through one list and one form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.records import RecordForm, VoidForm
from enterprises.reports.group_books import BOOKS
from enterprises.reports.records import report_name
from enterprises.selectors.record_kinds import (
    RecordKind,
    due_records,
    kind_of,
    kinds_of,
    records_of,
)
from enterprises.services.records import RecordError, keep_record, void_record
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires

VIEW, KEEP = "enterprises.view_books", "enterprises.keep_books"
SHOWN = 50


def _kind(request: BookRequest, slug: str) -> RecordKind:
    kind = kind_of(slug)
    if kind is None or request.book.framework not in kind.frameworks:
        raise Http404
    return kind


def _back(kind: RecordKind) -> str:
    return "enterprises:books" if kind.group == "buku" else "enterprises:market"


@require_GET
@requires(VIEW)
def market(request: BookRequest, org: str) -> HttpResponse:
    """Market and technology: each list with its newest entry, and what is due."""
    book, today = request.book, timezone.localdate()
    kinds = kinds_of(book, "pasar")
    if not kinds:
        raise Http404
    rows = [
        (kind, records_of(kind, book).count(), records_of(kind, book).first()) for kind in kinds
    ]
    return render(
        request,
        "enterprises/market.html",
        {"rows": rows, "due": due_records(book, today), "can_keep": may(request, KEEP)},
    )


@require_GET
@requires(VIEW)
def records(request: BookRequest, org: str, kind: str) -> HttpResponse:
    """The newest entries of a kind."""
    found = _kind(request, kind)
    shown = list(records_of(found, request.book)[:SHOWN])
    number = next((b.number for b in BOOKS if b.page == found.slug), None)
    return render(
        request,
        "enterprises/records.html",
        {
            "kind": found,
            "heads": [(found.label(column), column) for column in found.columns[1:]],
            "rows": [
                (one, [(found.label(c), found.text(one, c), c) for c in found.columns])
                for one in shown
            ],
            "report": report_name(found),
            "number": number,
            "back": _back(found),
            "can_keep": may(request, KEEP),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(KEEP)
def record(request: BookRequest, org: str, kind: str, pk: int | None = None) -> HttpResponse:
    """A new entry, or one to be changed; what was typed stays when it is refused."""
    found = _kind(request, kind)
    standing = (
        get_object_or_404(found.model, book=request.book, void_reason="", pk=pk) if pk else None
    )
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        kind=found,
        book=request.book,
        initial=_initial(found, standing),
    )
    if request.method == "POST" and form.is_valid():
        try:
            keep_record(
                kind=found,
                book=request.book,
                values=form.values(),
                vouchers=form.cleaned_data.get("voucher_codes", ()),
                record=standing,
                actor=request.user,
                at=timezone.now(),
            )
        except RecordError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Catatan disimpan."))
            return redirect("enterprises:records", org=org, kind=kind)
    return render(
        request,
        "enterprises/record_form.html",
        {"kind": found, "form": form, "record": standing, "void_form": VoidForm()},
        status=422 if form.errors else 200,
    )


def _initial(kind: RecordKind, standing: Any) -> dict[str, Any]:
    if standing is None:
        return {kind.day: timezone.localdate(), "quantity": 1}
    values = {name: getattr(standing, name) for name in kind.form_fields}
    return values | ({"voucher_codes": standing.voucher_codes} if kind.is_costed else {})


@require_http_methods(["POST"])
@requires(KEEP)
def void(request: BookRequest, org: str, kind: str, pk: int) -> HttpResponse:
    """Take an entry out of lists and prints, with the reason."""
    found = _kind(request, kind)
    standing = get_object_or_404(found.model, book=request.book, void_reason="", pk=pk)
    form = VoidForm(request.POST)
    if form.is_valid():
        void_record(
            kind=found,
            record=standing,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Catatan dibatalkan; tidak tampil lagi di buku."))
        return redirect("enterprises:records", org=org, kind=kind)
    return render(
        request,
        "enterprises/record_form.html",
        {
            "kind": found,
            "form": RecordForm(kind=found, book=request.book, initial=_initial(found, standing)),
            "record": standing,
            "void_form": form,
        },
        status=422,
    )
