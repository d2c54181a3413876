"""Attach a paper to a voucher that stands, and show papers to those who may see vouchers."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ledger.forms.paper import LatePapersForm
from ledger.models import Paper
from ledger.readers.paper import PaperError
from ledger.services.papers import attach
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import find_voucher, voucher_url


@require_GET
@requires("ledger.view_vouchers")
def paper(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One stored file. It is shown, never run: no sniffing, no scripts, nothing from outside."""
    found = get_object_or_404(Paper, book=request.book, pk=pk)
    try:
        with default_storage.open(found.stored) as file:
            content = file.read()  # small: `LUMBUNG_PAPER_BYTES` bounds it
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type=found.content_type)
    wanted = content_disposition_header(as_attachment="unduh" in request.GET, filename=found.name)
    response.headers["Content-Disposition"] = wanted or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@requires("ledger.record_voucher")
def attach_late(request: BookRequest, org: str, kind: str, year: int, number: int) -> HttpResponse:
    """Add papers to a voucher in the books: the voucher stays, the paper is chained beside it."""
    voucher = find_voucher(request, kind, year, number)
    form = LatePapersForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return redirect(voucher_url(org, voucher.code))
    try:
        kept = attach(
            book=request.book,
            voucher=voucher,
            papers=form.cleaned_data["papers"],
            actor=request.user,
            at=timezone.now(),
        )
    except PaperError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)s lampiran disimpan.") % {"count": len(kept)})
    return redirect(voucher_url(org, voucher.code))
