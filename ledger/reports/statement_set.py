"""The whole set of statements as one PDF: cover, contents, statements, notes, page numbers.

Each part is laid out by itself (a wide statement lies on its side), then put together; the foot
with page x of y and the seal is drawn over the finished pages. Until the year is closed every
page says that it is a draft.
"""

import io
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.periods import CLOSING, year_start
from ledger.models import Book, PeriodState
from ledger.reports.paper import Paper, paper_of
from ledger.reports.pdf import html_to_pdf, register_fonts
from ledger.selectors.notes import Figures, notes_of, reopened

STATEMENTS = ("balance_sheet", "income_statement", "equity_changes", "cash_flow", "trial_balance")
COMPARED = ("balance_sheet", "income_statement")


@dataclass(frozen=True)
class Part:
    """One part of the set: its title in the contents, and its pages."""

    title: str
    pdf: bytes


def is_final(book: Book, end: date) -> bool:
    """Whether the set of a whole year stands: its period 13 is closed."""
    if (end.month, end.day) != (12, 31):
        return False
    closing = book.periods.filter(year=end.year, month=CLOSING, state=PeriodState.CLOSED)
    return closing.exists()


def statement_set(book: Book, *, end: date, at: datetime) -> bytes:
    """The set of the year so far, up to a month end; `at` is the moment of printing."""
    from pypdf import PdfReader, PdfWriter

    start = max(year_start(end), book.opened_on)
    parts = [*_statements(book, start, end, at), _notes(book, end)]
    if is_final(book, end):
        parts.append(_statement(book, "closing_journal", start, end, at))
    first, contents = 3, []
    for part in parts:
        contents.append((part.title, first))
        first += len(PdfReader(io.BytesIO(part.pdf)).pages)
    paper = paper_of(
        book, registry.report("balance_sheet").build(book, start=start, end=end), at=at
    )
    final = is_final(book, end)
    head = {
        "paper": paper,
        "contents": contents,
        "is_final": final,
        "period": _("Untuk masa yang berakhir pada %(day)s")
        % {"day": formats.date_format(end, "DATE_FORMAT")},
        "printed": timezone.localtime(at).strftime("%d/%m/%Y %H:%M"),
    }
    writer = PdfWriter()
    writer.append(io.BytesIO(html_to_pdf(render_to_string("ledger/paper/set_cover.html", head))))
    for part in parts:
        writer.append(io.BytesIO(part.pdf), outline_item=part.title)
    _stamp(writer, paper, final=final)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _statements(book: Book, start: date, end: date, at: datetime) -> list[Part]:
    return [_statement(book, name, start, end, at) for name in STATEMENTS]


def _statement(book: Book, name: str, start: date, end: date, at: datetime) -> Part:
    options: dict[str, Any] = {}
    if name in COMPARED and book.opened_on.year < end.year:
        before = (start.replace(year=start.year - 1), _year_before(end))
        options["compare"] = before
    table = registry.report(name).build(book, start=start, end=end, **options)
    paper: Paper = replace(paper_of(book, table.without_zero_rows(), at=at), in_set=True)
    html = render_to_string("ledger/paper/statement.html", {"paper": paper})
    return Part(table.title, html_to_pdf(html))


def _year_before(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1).replace(year=day.year - 1) - (
        date(2000, 1, 2) - date(2000, 1, 1)
    )


def _notes(book: Book, end: date) -> Part:
    figures = Figures(book, end)
    title = _("Catatan atas laporan keuangan")
    sections = [
        (note.section.label, figures.fill(note.text).split("\n"))
        for note in notes_of(book, end.year)
    ]
    requests = reopened(book, end.year)
    html = render_to_string(
        "ledger/paper/set_notes.html",
        {
            "letterhead": registry.letterhead(book, end),
            "title": title,
            "period": formats.date_format(end, "DATE_FORMAT"),
            "sections": sections,
            "reopened": requests,
        },
    )
    return Part(title, html_to_pdf(html))


def _stamp(writer: Any, paper: Paper, *, final: bool) -> None:
    """Draw foot, page numbers and, on a draft, the word over every page but the cover."""
    from pypdf import PdfReader
    from reportlab.lib.colors import Color
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    count = len(writer.pages)
    for number, page in enumerate(writer.pages, start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(width, height))
        if not final:
            canvas.saveState()
            canvas.setFont("PlusJakartaSans-Bold", 90)
            canvas.setFillColor(Color(0.56, 0.11, 0.08, alpha=0.10))
            canvas.translate(width / 2, height / 2)
            canvas.rotate(40)
            canvas.drawCentredString(0, 0, _("DRAF"))
            canvas.restoreState()
        if number > 1:
            canvas.setFont("PlusJakartaSans-Regular", 6.5)
            canvas.drawString(16 * mm, 9 * mm, paper.foot)
            where = _("Halaman %(number)s dari %(count)s") % {"number": number, "count": count}
            canvas.drawRightString(width - 16 * mm, 9 * mm, where)
        canvas.showPage()
        canvas.save()
        page.merge_page(PdfReader(out).pages[0])
