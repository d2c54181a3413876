"""Import in the browser: upload, correct in place, post all or nothing, undo the whole batch."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse as url_of
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.imports import UndoForm, UploadForm, changed_cells
from ledger.models import ImportSheet, SheetKind, SheetState
from ledger.readers.sheet import CellsError, FileError
from ledger.reports.import_templates import ENDINGS, example_file
from ledger.selectors.import_sheets import batches, sheet_page, waiting_sheets
from ledger.services import import_sheets
from ledger.services.import_sheets import SheetError
from ledger.services.import_undo import undo_batch
from ledger.services.journal import PostingError, VouchersRefusedError
from ledger.views.access import BookRequest, requires
from ledger.views.files import saved_file

SHOWN = 50


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def import_page(request: BookRequest, org: str) -> HttpResponse:
    """Upload a file; what waits and what was imported."""
    form = UploadForm(request.POST or None, request.FILES or None, book=request.book)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = import_sheets.upload_sheet(
                book=request.book,
                content=file.read(),
                file_name=file.name,
                kind=form.cleaned_data["kind"],
                cash_account=form.chosen(),
                actor=request.user,
                at=timezone.now(),
            )
        except CellsError as refused:
            faults = [str(error) for error in refused.errors[:SHOWN]]
        except FileError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("ledger:import_sheet", org=org, pk=sheet.pk)
    elif request.method == "POST":
        form.errors  # noqa: B018  an empty POST is a refused form too
    is_refused = request.method == "POST"
    return render(
        request,
        "ledger/import_list.html",
        {
            "form": form,
            "faults": faults,
            "sheets": waiting_sheets(request.book),
            "batches": batches(request.book)[:SHOWN],
        },
        status=422 if is_refused else 200,
    )


@require_GET
@requires("ledger.record_voucher")
def import_example(request: BookRequest, org: str, kind: str, ending: str) -> HttpResponse:
    """An example file."""
    kind = kind.replace("-", "_")
    if kind not in SheetKind.values or ending not in ENDINGS:
        raise Http404
    content = example_file(request.book, kind, ending)
    return saved_file(content, ENDINGS[ending], f"contoh-{kind}.{ending}")


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def import_sheet(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The rows of a file, fifty at a time, each cell to be corrected, faults at their cells."""
    sheet = _sheet(request, pk)
    number, only = request.GET.get("page", "1"), request.GET.get("faults", "") == "1"
    if request.method == "POST":
        try:
            import_sheets.correct_rows(
                sheet=sheet,
                changes=changed_cells(request.POST, sheet.columns),
                actor=request.user,
                at=timezone.now(),
            )
        except SheetError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Disimpan dan diperiksa lagi."))
        target = url_of("ledger:import_sheet", kwargs={"org": org, "pk": pk})
        query = request.GET.urlencode()
        return redirect(f"{target}?{query}" if query else target)
    page, rows = sheet_page(sheet, number=number, only_faults=only)
    return render(
        request,
        "ledger/import_sheet.html",
        {
            "sheet": sheet,
            "page": page,
            "rows": rows,
            "only_faults": only,
            "loose_faults": [fault[2] for fault in sheet.faults if fault[0] == 0],
            "fault_rows": len({fault[0] for fault in sheet.faults if fault[0]}),
            "is_waiting": sheet.state == SheetState.WAITING,
            "accounts": request.book.accounts.filter(is_heading=False, is_active=True),
            "subsidiaries": request.book.subsidiaries.filter(is_active=True).select_related(
                "account"
            ),
        },
    )


@require_POST
@requires("ledger.record_voucher")
def post_import(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Post the whole sheet as one batch."""
    sheet = _sheet(request, pk)
    try:
        batch = import_sheets.post_sheet(sheet=sheet, actor=request.user, at=timezone.now())
    except (CellsError, FileError, SheetError) as error:
        if not isinstance(error, SheetError):  # it still waits: keep what was found in it
            import_sheets.check_sheet(sheet=sheet, actor=request.user, at=timezone.now())
        messages.error(
            request, _("Belum ada yang dibukukan: %(fault)s") % {"fault": str(error)[:300]}
        )
        return redirect("ledger:import_sheet", org=org, pk=pk)
    count = batch.vouchers.count() if batch else 0
    messages.success(
        request,
        ngettext("%(count)s bukti dibukukan.", "%(count)s bukti dibukukan.", count)
        % {"count": count},
    )
    return redirect("ledger:imports", org=org)


@require_POST
@requires("ledger.record_voucher")
def discard_import(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Put a sheet aside."""
    try:
        import_sheets.discard_sheet(
            sheet=_sheet(request, pk), actor=request.user, at=timezone.now()
        )
    except SheetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Berkas dibuang. Tidak ada yang dibukukan."))
    return redirect("ledger:imports", org=org)


@require_http_methods(["GET", "POST"])
@requires("ledger.reverse_voucher")
def undo_import(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Show what undoing a batch books, ask for the reason, and reverse all of it."""
    batch = get_object_or_404(batches(request.book), pk=pk)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reversals = undo_batch(
                batch=batch,
                reason=form.cleaned_data["reason"],
                on=form.cleaned_data["date"],
                actor=request.user,
                at=timezone.now(),
            )
        except (SheetError, PostingError, VouchersRefusedError) as error:
            form.add_error(None, str(error)[:500])
        else:
            count = len(reversals)
            messages.success(
                request,
                ngettext("%(count)s bukti dibalik.", "%(count)s bukti dibalik.", count)
                % {"count": count},
            )
            return redirect("ledger:imports", org=org)
    return render(
        request,
        "ledger/import_undo.html",
        {"batch": batch, "form": form},
        status=422 if form.errors else 200,
    )


def _sheet(request: BookRequest, pk: int) -> ImportSheet:
    sheets = ImportSheet.objects.select_related("book", "cash_account__book", "batch")
    return get_object_or_404(sheets, book=request.book, pk=pk)
