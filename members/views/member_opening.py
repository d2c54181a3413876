"""The opening balances of members: sheets in, differences shown, live at zero."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.models import OpeningDraft
from ledger.readers.sheet import CellsError, FileError
from ledger.reports.import_templates import ENDINGS
from ledger.services.journal import PostingError
from ledger.services.opening import OpeningError, totals
from ledger.views.access import BookRequest, requires
from ledger.views.files import saved_file
from ledger.views.vouchers import voucher_url
from members.forms.member_opening import ControlsForm, DetailsForm
from members.reports.member_opening import SHEETS
from members.selectors.member_opening import (
    control_rows,
    loan_products,
    opening_is_posted,
    opening_of,
    savings_products,
)
from members.services import member_opening as services
from members.services import member_opening_live
from members.services.member_opening import MemberOpeningError
from members.services.savings_products import add_default_products

SHOWN = 100


def _page(
    request: BookRequest,
    *,
    controls: ControlsForm | None = None,
    details: DetailsForm | None = None,
    faults: list[str] | None = None,
    refused: str = "",
) -> HttpResponse:
    organization = request.book.organization
    opening = opening_of(organization)
    rows = control_rows(organization, opening)
    controls = controls or ControlsForm(rows=rows)
    details = details or DetailsForm()
    typed = OpeningDraft.objects.filter(book=request.book).first()
    debit, credit = totals(typed.rows) if typed else (0, 0)
    for row in rows:
        if row.account.kind == "asset":
            debit += row.details
        else:
            credit += row.details
    is_refused = bool(refused or faults or controls.errors or details.errors)
    return render(
        request,
        "members/opening.html",
        {
            "opening": opening,
            "rows": [(row, controls[f"c-{row.account.code}"]) for row in rows],
            "controls": controls,
            "details": details,
            "faults": faults,
            "refused": refused,
            "debit": debit,
            "credit": credit,
            "gap": debit - credit,
            "is_even": bool(rows) and all(row.is_even for row in rows) and debit == credit,
            "is_posted": opening_is_posted(organization),
            "has_savings": savings_products(organization).exists(),
            "has_loans": loan_products(organization).exists(),
            "count_savings": len(opening.savings) if opening else 0,
            "count_loans": len(opening.loans) if opening else 0,
            "opened_on": request.book.opened_on,
        },
        status=422 if is_refused else 200,
    )


def _by(request: BookRequest) -> dict[str, Any]:
    return {
        "organization": request.book.organization,
        "actor": request.user,
        "at": timezone.now(),
    }


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def opening_page(request: BookRequest, org: str) -> HttpResponse:
    """What is there and what differs; a POST says what the balance sheet shows."""
    if request.method == "GET":
        return _page(request)
    organization = request.book.organization
    form = ControlsForm(request.POST, rows=control_rows(organization, opening_of(organization)))
    if not form.is_valid():
        return _page(request, controls=form)
    try:
        services.set_controls(controls=form.controls(), **_by(request))
    except MemberOpeningError as error:
        return _page(request, refused=str(error))
    messages.success(request, _("Angka neraca awal disimpan. Belum masuk pembukuan."))
    return redirect("members:opening", org=org)


@require_GET
@requires("ledger.record_voucher")
def opening_sheet(request: BookRequest, org: str, kind: str) -> HttpResponse:
    """A sheet to fill in, with the members of the register in it."""
    build = SHEETS.get(kind)
    if build is None:
        raise Http404
    content = build(request.book.organization)
    return saved_file(content, ENDINGS["xlsx"], f"saldo-awal-{kind}.xlsx")


@require_POST
@requires("ledger.record_voucher")
def upload_opening(request: BookRequest, org: str) -> HttpResponse:
    """Read one sheet in place of the one before."""
    form = DetailsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, details=form)
    file = form.cleaned_data["file"]
    try:
        services.keep_details(
            kind=form.cleaned_data["kind"],
            content=file.read(),
            file_name=file.name,
            **_by(request),
        )
    except MemberOpeningError as error:
        told = [str(fault) for fault in error.faults[:SHOWN]]
        return _page(request, faults=told, refused="" if told else str(error))
    except CellsError as error:
        return _page(request, faults=[str(fault) for fault in error.errors[:SHOWN]])
    except FileError as error:
        form.add_error("file", str(error))
        return _page(request, details=form)
    messages.success(request, _("Rincian disimpan. Belum masuk pembukuan."))
    return redirect("members:opening", org=org)


@require_POST
@requires("ledger.record_voucher")
def default_products(request: BookRequest, org: str) -> HttpResponse:
    """Begin with the usual savings products of the framework."""
    add_default_products(**_by(request))
    messages.success(request, _("Produk simpanan yang lazim ditambahkan."))
    return redirect("members:opening", org=org)


@require_POST
@requires("ledger.record_voucher")
def go_live(request: BookRequest, org: str) -> HttpResponse:
    """Post the whole opening, members' details in it."""
    try:
        voucher = member_opening_live.go_live(**_by(request))
    except (MemberOpeningError, OpeningError, PostingError) as error:
        return _page(request, refused=str(error))
    messages.success(request, _("Saldo awal dibukukan dengan %(code)s.") % {"code": voucher.code})
    return redirect(voucher_url(org, voucher.code))
