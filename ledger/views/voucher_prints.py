"""Vouchers and kuitansi as PDF, on A5, A4 or a roll of 58 or 80 mm."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger.reports.thermal import ROLLS, receipt_roll, voucher_roll
from ledger.reports.voucher_paper import (
    SIZES,
    NoCashError,
    receipt_paper,
    receipt_pdf,
    voucher_paper,
    voucher_pdf,
)
from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import find_voucher


@require_GET
@requires("ledger.view_vouchers")
def voucher_print(
    request: BookRequest, org: str, kind: str, year: int, number: int
) -> HttpResponse:
    """The voucher on paper; `?size=a5|a4|58|80`, A5 when nothing is said."""
    size = size_of(request)
    paper = voucher_paper(find_voucher(request, kind, year, number), at=timezone.now())
    print_on = voucher_roll if size in ROLLS else voucher_pdf
    return pdf_file(print_on(paper, size=size), paper.code)


@require_GET
@requires("ledger.view_vouchers")
def receipt_print(
    request: BookRequest, org: str, kind: str, year: int, number: int
) -> HttpResponse:
    """The kuitansi of a voucher; there is none (404) where no money moved."""
    size = size_of(request)
    try:
        paper = receipt_paper(find_voucher(request, kind, year, number), at=timezone.now())
    except NoCashError:
        raise Http404 from None
    print_on = receipt_roll if size in ROLLS else receipt_pdf
    return pdf_file(print_on(paper, size=size), f"kuitansi-{paper.code}")


def size_of(request: BookRequest) -> str:
    """The sheet or roll that was asked for; Http404 for an unknown one."""
    size = request.GET.get("size", "a5")
    if size not in SIZES and size not in ROLLS:
        raise Http404
    return size
