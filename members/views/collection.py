"""The collection sheet of a meeting: type, keep, take out and in, post."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.calculations.dates import DateError, parse_date
from ledger.models import Account
from ledger.readers.sheet import CellsError, FileError
from ledger.reports.import_templates import ENDINGS
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires, sent_text
from ledger.views.files import pdf_file, saved_file
from ledger.views.vouchers import submitted
from members.forms.collection import SheetFileForm
from members.models import CollectionSheet, Organization
from members.queued_acts import SHEET
from members.reports.collection_paper import sheet_pdf, sheet_xlsx
from members.selectors.collection import (
    draft_of,
    members_on,
    posted_sheets,
    sheet_grid,
    sheet_products,
)
from members.selectors.loan_dues import loan_dues
from members.services.collection import (
    SheetChangedError,
    SheetError,
    save_sheet,
    version_of,
)
from members.services.collection_file import import_sheet

SHOWN = 50
"""Faults of a file that are shown at once."""


def _typed(request: BookRequest, organization: Organization, day: date) -> dict[str, Any]:
    """What was typed, by membership; empty rows are left out."""
    said = partial(sent_text, request.POST)
    codes = [product.code for product in sheet_products(organization)]
    loans = loan_dues(organization, day)
    content: dict[str, Any] = {}
    for member in members_on(organization, day):
        pk = member.pk
        amounts = {code: text for code in codes if (text := said(f"s-{pk}-{code}", 40))}
        paid = {
            str(due.loan.pk): text
            for due in loans.get(pk, ())
            if (text := said(f"a-{pk}-{due.loan.pk}", 40))
        }
        remark, present = said(f"r-{pk}", 200), f"h-{pk}" in request.POST
        if amounts or paid or remark or present:
            content[str(pk)] = {
                "amounts": amounts,
                "loans": paid,
                "remark": remark,
                "present": present,
            }
    return content


@dataclass
class _Sheet:
    """What one request knows of the sheet of a day."""

    organization: Organization
    day: date
    cash_accounts: list[Account]
    fault: str = ""
    file_faults: list[str] = field(default_factory=list)
    faults: dict[tuple[int, str], str] = field(default_factory=dict)
    status: int = 200

    def refuse(self, text: str, status: int = 422) -> None:
        self.fault, self.status = text, status

    def page(self, request: BookRequest, content: dict[str, Any] | None = None) -> HttpResponse:
        """The grid with what was typed, or with the draft of the day."""
        draft = draft_of(self.organization, self.day)
        if content is None:
            content = draft.content if draft else {}
        grid = sheet_grid(self.organization, self.day, content, self.faults)
        return render(
            request,
            "members/collection.html",
            {
                "day": self.day,
                "grid": grid,
                "products": grid.products,
                "cash_accounts": self.cash_accounts,
                "fault": self.fault,
                "file_faults": self.file_faults,
                "draft": draft,
                "version": version_of(draft),
                "posted": posted_sheets(self.organization),
            },
            status=self.status,
        )


def _opened(request: BookRequest) -> _Sheet:
    """The sheet of the day that the address or the form names; today when it names none."""
    words = request.POST if request.method == "POST" else request.GET
    sheet = _Sheet(
        request.book.organization,
        timezone.localdate(),
        [a for a in request.book.accounts.filter(is_heading=False) if a.is_cash],
    )
    try:
        if words.get("tanggal"):
            sheet.day = parse_date(words["tanggal"])
    except DateError:
        sheet.refuse(_("Tanggal itu tidak ada di kalender. Tulis seperti 2025-12-31."))
    return sheet


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def collection_sheet(request: BookRequest, org: str) -> HttpResponse:
    """One grid for a meeting. What was typed stays when something in it is refused."""
    sheet = _opened(request)
    is_quiet = "autosave" in request.POST
    if request.method != "POST" or sheet.fault:
        return _told(sheet.fault, 422) if is_quiet else sheet.page(request)
    content = _typed(request, sheet.organization, sheet.day)
    try:
        draft = save_sheet(
            organization=sheet.organization,
            held_on=sheet.day,
            content=content,
            actor=request.user,
            at=timezone.now(),
            base=request.POST.get("versi"),
        )
    except SheetChangedError as error:
        if is_quiet:
            return _told(str(error), 409)
        sheet.refuse(str(error), 409)
        return sheet.page(request, content)
    if is_quiet:
        clock = timezone.localtime(draft.changed_at).strftime("%H:%M:%S")
        said = _("Tersimpan pukul %(clock)s; belum dibukukan.") % {"clock": clock}
        return JsonResponse({"version": version_of(draft), "text": said})
    if "post" not in request.POST:
        messages.success(request, _("Lembar setoran disimpan; belum dibukukan."))
        return redirect(f"{request.path}?tanggal={sheet.day.isoformat()}")
    return _post(request, org, sheet, draft, content)


def _told(text: str, status: int) -> JsonResponse:
    return JsonResponse({"text": text}, status=status)


def _post(
    request: BookRequest, org: str, sheet: _Sheet, draft: CollectionSheet, content: dict[str, Any]
) -> HttpResponse:
    cash = next((a for a in sheet.cash_accounts if a.code == request.POST.get("kas")), None)
    try:
        if cash is None:
            raise SheetError(_("Pilih akun kas atau bank."))
        handed_in = hand_in(
            book=request.book,
            act=SHEET,
            arguments={"sheet": draft.pk, "cash": cash.pk},
            actor=request.user,
            at=timezone.now(),
        )
    except (SheetError, PostingError) as error:
        sheet.refuse(str(error))
        sheet.faults = {(pk, code): text for pk, code, text in getattr(error, "faults", [])}
        return sheet.page(request, content)
    if handed_in.voucher is None:
        return submitted(request, org, handed_in)
    messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
    return redirect("members:collection", org=org)


@require_POST
@requires("members.record_savings")
def upload_collection(request: BookRequest, org: str) -> HttpResponse:
    """Put a filled workbook into the day's draft, all of it or nothing."""
    sheet = _opened(request)
    if sheet.fault:
        return sheet.page(request)
    form = SheetFileForm(request.POST, request.FILES)
    if not form.is_valid():
        sheet.refuse(str(next(iter(form.errors.values()))[0]))
        return sheet.page(request)
    file = form.cleaned_data["file"]
    try:
        import_sheet(
            organization=sheet.organization,
            held_on=sheet.day,
            content=file.read(),
            file_name=file.name,
            actor=request.user,
            at=timezone.now(),
        )
    except CellsError as refused:
        sheet.refuse(_("Berkas ini perlu dibetulkan; lembar setoran tidak berubah."))
        sheet.file_faults = [str(error) for error in refused.errors[:SHOWN]]
        return sheet.page(request)
    except FileError as refused:
        sheet.refuse(str(refused))
        return sheet.page(request)
    messages.success(request, _("Isi berkas masuk ke lembar setoran; periksa, lalu bukukan."))
    page = redirect("members:collection", org=org)
    page["Location"] += f"?tanggal={sheet.day.isoformat()}"
    return page


@require_GET
@requires("members.record_savings")
def print_collection(request: BookRequest, org: str) -> HttpResponse:
    """The sheet on paper: empty, or with the draft in it (`?isi=1`)."""
    sheet = _opened(request)
    draft = draft_of(sheet.organization, sheet.day) if request.GET.get("isi") == "1" else None
    grid = sheet_grid(sheet.organization, sheet.day, draft.content if draft else {})
    return pdf_file(
        sheet_pdf(request.book, grid, sheet.day, at=timezone.now()),
        f"setoran-{sheet.day.isoformat()}",
    )


@require_GET
@requires("members.record_savings")
def collection_workbook(request: BookRequest, org: str) -> HttpResponse:
    """The sheet as a workbook to fill in elsewhere, with what the draft holds."""
    sheet = _opened(request)
    draft = draft_of(sheet.organization, sheet.day)
    grid = sheet_grid(sheet.organization, sheet.day, draft.content if draft else {})
    content = sheet_xlsx(request.book, grid, sheet.day)
    return saved_file(content, ENDINGS["xlsx"], f"setoran-{sheet.day.isoformat()}.xlsx")
