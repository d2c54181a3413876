"""Members from a sheet: upload, preview with every fault, enter all or nothing; the export."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.readers.sheet import CellsError, FileError
from ledger.reports.import_templates import ENDINGS
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import saved_file
from members.forms.register_import import MemberSheetForm
from members.models import MemberSheet
from members.reports.register_sheets import example_workbook, register_workbook
from members.services import register_import as services
from members.services.register_import import MemberSheetError

SHOWN = 100
"""Faults and rows of a preview."""


def _find(request: BookRequest, pk: int) -> MemberSheet:
    """A waiting sheet of this organization; Http404 for any other."""
    mine = MemberSheet.objects.filter(organization__book=request.book)
    return get_object_or_404(mine.select_related("organization__book"), pk=pk)


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def upload(request: BookRequest, org: str) -> HttpResponse:
    """Ask for the file; what can be read goes on to the preview."""
    is_sent = request.method == "POST"
    form = MemberSheetForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            services.check_members(
                organization=request.book.organization,
                content=content,
                file_name=file.name,
                today=timezone.localdate(),
            )
        except CellsError as refused:
            faults = [str(error) for error in refused.errors[:SHOWN]]
        except FileError as refused:
            form.add_error("file", str(refused))
        else:
            sheet = services.keep_sheet(
                organization=request.book.organization,
                content=content,
                file_name=file.name,
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("members:import_preview", org=org, pk=sheet.pk)
    elif is_sent:
        form = MemberSheetForm(request.POST, request.FILES)
        form.errors  # noqa: B018  an empty POST is a refused form too
    return render(
        request,
        "members/import.html",
        {
            "form": form,
            "faults": faults,
            "sheets": MemberSheet.objects.filter(organization__book=request.book),
        },
        status=422 if is_sent else 200,
    )


@require_GET
@requires("members.manage_register")
def example(request: BookRequest, org: str) -> HttpResponse:
    """An example to fill in."""
    return saved_file(example_workbook(), ENDINGS["xlsx"], "contoh-anggota.xlsx")


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def preview(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What the sheet would do, with every fault by row and column; a POST enters it."""
    sheet = _find(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            made = services.enter_members(
                sheet=sheet,
                doubts_are_checked="checked" in request.POST,
                actor=request.user,
                at=timezone.now(),
            )
        except MemberSheetError as error:
            refused = str(error)
        else:
            text = ngettext("%(count)s anggota dicatat.", "%(count)s anggota dicatat.", len(made))
            messages.success(request, text % {"count": len(made)})
            return redirect("members:register", org=org)
    checked = services.check_members(
        organization=sheet.organization,
        content=services.content_of(sheet),
        file_name=sheet.file_name,
        today=timezone.localdate(),
    )
    return render(
        request,
        "members/import_preview.html",
        {
            "sheet": sheet,
            "checked": checked,
            "faults": checked.faults[:SHOWN],
            "doubts": checked.doubts[:SHOWN],
            "rows": services.shown(checked.rows[:SHOWN]),
            "count": len(checked.rows),
            "refused": refused,
        },
        status=422 if refused else 200,
    )


@require_POST
@requires("members.manage_register")
def discard(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Put a sheet aside."""
    _find(request, pk).delete()
    messages.success(request, _("Berkas dibuang. Tidak ada yang dicatat."))
    return redirect("members:import_members", org=org)


@require_GET
@requires("members.view_personal_data")
def export(request: BookRequest, org: str) -> HttpResponse:
    """The register as a workbook; citizen numbers stay masked."""
    shows = may(request, "members.view_elements")
    content = register_workbook(request.book, shows_elements=shows)
    return saved_file(content, ENDINGS["xlsx"], f"anggota-{org}.xlsx")
