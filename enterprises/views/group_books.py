"""Buku KUBE: the fourteen books on screen, on paper, as workbooks, blank, all as one."""

import io
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from enterprises.reports.group_books import BOOKS, GroupBook, blank_table, book_table
from ledger import registry
from ledger.models import Framework
from ledger.reports.paper import paper_of
from ledger.reports.pdf import to_pdf
from ledger.reports.xlsx import to_xlsx
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file, saved_file

VIEW = "enterprises.view_books"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _year(request: BookRequest) -> int:
    """The year asked for, else that of the newest voucher."""
    text = request.GET.get("tahun", "")[:4]
    if text.isdecimal() and 2000 <= int(text) <= 2100:
        return int(text)
    newest = request.book.vouchers.order_by("-date").values_list("date", flat=True).first()
    return newest.year if newest else timezone.localdate().year


def _name(request: BookRequest, number: int) -> str:
    """The report of a book that the reader may open; 404 and 403 otherwise."""
    found = next((book for book in BOOKS if book.number == number), None)
    if found is None or request.book.framework != Framework.KUBE:
        raise Http404
    if not _may_open(request, found):
        raise PermissionDenied
    return found.reports[0]


def _may_open(request: BookRequest, found: GroupBook) -> bool:
    return may(request, registry.report(found.reports[0]).permission)


@require_GET
@requires(VIEW)
def books(request: BookRequest, org: str) -> HttpResponse:
    """All fourteen with what can be done with each."""
    if request.book.framework != Framework.KUBE:
        raise Http404
    year = _year(request)
    return render(
        request,
        "enterprises/books.html",
        {
            "year": year,
            "years": range(request.book.opened_on.year, max(timezone.localdate().year, year) + 1),
            "rows": [(book, book.reports[0], _may_open(request, book)) for book in BOOKS],
            "can_keep": may(request, "enterprises.keep_books"),
        },
    )


@require_GET
@requires(VIEW)
def book_pdf(request: BookRequest, org: str, number: int) -> HttpResponse:
    """One book of a year on A4, with columns to sign."""
    name, year = _name(request, number), _year(request)
    table = book_table(request.book, name, start=date(year, 1, 1), end=date(year, 12, 31))
    content = to_pdf(paper_of(request.book, table, at=timezone.now()))
    return pdf_file(content, f"{request.book.slug}-{name}-{year}")


@require_GET
@requires(VIEW)
def book_xlsx(request: BookRequest, org: str, number: int) -> HttpResponse:
    """One book of a year as a workbook."""
    name, year = _name(request, number), _year(request)
    table = book_table(request.book, name, start=date(year, 1, 1), end=date(year, 12, 31))
    content = to_xlsx(paper_of(request.book, table, at=timezone.now()))
    return saved_file(content, XLSX, f"{request.book.slug}-{name}-{year}.xlsx")


@require_GET
@requires(VIEW)
def book_blank(request: BookRequest, org: str, number: int) -> HttpResponse:
    """The empty form of a book, to be filled in by hand."""
    name = _name(request, number)
    table = blank_table(request.book, name, on=timezone.localdate())
    return pdf_file(to_pdf(paper_of(request.book, table, at=timezone.now())), f"{name}-kosong")


@require_GET
@requires(VIEW)
def all_books(request: BookRequest, org: str) -> HttpResponse:
    """Every book of a year that the reader may open, one after the other in one PDF."""
    from pypdf import PdfWriter

    if request.book.framework != Framework.KUBE:
        raise Http404
    year, at = _year(request), timezone.now()
    writer = PdfWriter()
    for book in BOOKS:
        if not _may_open(request, book):
            continue
        table = book_table(
            request.book, book.reports[0], start=date(year, 1, 1), end=date(year, 12, 31)
        )
        part = to_pdf(paper_of(request.book, table, at=at))
        writer.append(
            io.BytesIO(part), outline_item=f"{book.number}. {book.title}", import_outline=False
        )
    out = io.BytesIO()
    writer.write(out)
    return pdf_file(out.getvalue(), f"{request.book.slug}-buku-{year}")
