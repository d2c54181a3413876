"""A report as PDF. Statements through xhtml2pdf, long ledgers through reportlab.

xhtml2pdf lays out 80 rows in some 0.2 s and thousands in minutes; reportlab's LongTable takes
10,000 rows in seconds. Both print the same head, foot, page x of y and signatures.
"""

import io
import threading
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ledger.reports.paper import Paper
from ledger.reports.table import Row

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"
LONG = 150
"""Rows from which a table is a long ledger."""

_lock = threading.Lock()


def to_pdf(paper: Paper) -> bytes:
    """Return the PDF of a report. Renders one at a time: both libraries keep global state."""
    if len(paper.table.rows) > LONG:
        with _lock:
            return _long(paper)
    return html_to_pdf(render_to_string("ledger/paper/statement.html", {"paper": paper}))


def html_to_pdf(html: str) -> bytes:
    """Return the PDF of a page of our own templates, one page of html at a time.

    Nothing outside the fonts is fetched.
    """
    from xhtml2pdf import pisa

    out = io.BytesIO()
    with _lock:
        status = pisa.CreatePDF(
            html, dest=out, path=str(FONTS / "paper.html"), link_callback=_only_fonts
        )
    if status.err:
        raise RuntimeError(f"xhtml2pdf reported {status.err} errors")
    return out.getvalue()


def _only_fonts(uri: str, _rel: str) -> str:
    """Resolve a font by its file name; any other address is refused."""
    path = FONTS / Path(uri).name
    if not path.is_file():
        raise ValueError(f"{uri!r} is not a vendored font")
    return str(path)


@cache
def register_fonts() -> None:
    """Make our typefaces known to reportlab, once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("PlusJakartaSans-Regular", "PlusJakartaSans-Bold", "InterTabular-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    pdfmetrics.registerFont(
        TTFont("InterTabular-SemiBold", str(FONTS / "InterTabular-SemiBold.ttf"))
    )


def _long(paper: Paper) -> bytes:
    """A LongTable over as many pages as it takes, the head repeated on each."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, SimpleDocTemplate, Spacer, TableStyle

    register_fonts()
    size = landscape(A4) if paper.is_wide else A4
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=32 * mm,
        bottomMargin=18 * mm,
        title=paper.table.title,
        author=paper.letterhead.name,
    )
    widths = _widths(paper, document.width)
    style = [
        ("FONT", (0, 0), (-1, 0), "PlusJakartaSans-Bold", 7.5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
        ("FONT", (0, 1), (-1, -1), "PlusJakartaSans-Regular", 7.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
        ("LINEBELOW", (0, 1), (-1, -1), 0.2, colors.HexColor("#d8cfb8")),
    ]
    for i, column in enumerate(paper.table.columns):
        if column.is_amount:
            style += [
                ("ALIGN", (i, 0), (i, -1), "RIGHT"),
                ("FONT", (i, 1), (i, -1), "InterTabular-Regular", 7.5),
            ]
    data = [[column.label for column in paper.table.columns]]
    for number, row in enumerate(paper.table.rows, start=1):
        data.append(_texts(row, widths))
        if row.style == "heading":
            style += [
                ("SPAN", (0, number), (-1, number)),
                ("FONT", (0, number), (-1, number), "PlusJakartaSans-Bold", 8),
                ("TOPPADDING", (0, number), (-1, number), 7),
            ]
        elif row.style in ("subtotal", "total"):
            style += [
                ("LINEABOVE", (0, number), (-1, number), 0.6, colors.black),
                ("FONT", (0, number), (-1, number), "InterTabular-SemiBold", 7.5),
            ]
    table = LongTable(data, colWidths=widths, repeatRows=1, style=TableStyle(style))
    story = [table, Spacer(1, 8 * mm), *_signatures(paper, document.width)]
    document.build(story, canvasmaker=_numbered(paper))
    return out.getvalue()


def _widths(paper: Paper, available: float) -> list[float]:
    """Amount columns get what an amount needs; the widest text column takes the rest."""
    amount = 66.0
    texts = [c for c in paper.table.columns if not c.is_amount]
    fixed = {"date": 52.0, "voucher": 86.0, "code": 70.0}
    rest = available - amount * (len(paper.table.columns) - len(texts))
    rest -= sum(fixed.get(c.key, 0) for c in texts)
    open_columns = max(sum(1 for c in texts if c.key not in fixed), 1)
    return [
        amount if c.is_amount else fixed.get(c.key, rest / open_columns)
        for c in paper.table.columns
    ]


def _texts(row: Row, widths: list[float]) -> list[str]:
    """Cell texts, long ones folded to the width of their column (about 4 points a letter)."""
    import textwrap

    if row.style == "heading":
        return [cell.text for cell in row.cells]
    return [
        cell.text
        if cell.is_amount or len(cell.text) * 3.9 < width
        else "\n".join(textwrap.wrap(cell.text, int(width / 3.9)))
        for cell, width in zip(row.cells, widths, strict=True)
    ]


def _signatures(paper: Paper, width: float) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import KeepTogether, Paragraph, Table

    signatories = paper.letterhead.signatories
    if not signatories:
        return []
    plain = ParagraphStyle("plain", fontName="PlusJakartaSans-Regular", fontSize=8, leading=11)
    columns = [
        [
            Paragraph(signatory.office, plain),
            Paragraph("<br/><br/><br/>", plain),
            Paragraph(f"<u>{signatory.name}</u>", plain),
        ]
        for signatory in signatories
    ]
    table = Table([columns], colWidths=[width / len(columns)] * len(columns))
    return [KeepTogether([Paragraph(paper.place_and_day, plain), table])]


def _numbered(paper: Paper) -> Any:
    """A canvas that draws head and foot once the number of pages is known."""
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    class NumberedCanvas(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802  the library's name
            self.pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.pages, start=1):
                self.__dict__.update(state)
                self._furniture(number, len(self.pages))
                super().showPage()
            super().save()

        def _furniture(self, number: int, count: int) -> None:
            width, height = self._pagesize
            self.setFont("PlusJakartaSans-Bold", 11)
            self.drawString(15 * mm, height - 14 * mm, paper.letterhead.name)
            self.setFont("PlusJakartaSans-Regular", 8)
            self.drawString(15 * mm, height - 18.5 * mm, " · ".join(paper.letterhead.lines))
            self.line(15 * mm, height - 20.5 * mm, width - 15 * mm, height - 20.5 * mm)
            self.setFont("PlusJakartaSans-Bold", 9.5)
            self.drawString(15 * mm, height - 26 * mm, paper.table.title)
            self.setFont("PlusJakartaSans-Regular", 8)
            self.drawRightString(width - 15 * mm, height - 26 * mm, paper.period)
            self.setFont("PlusJakartaSans-Regular", 6.5)
            self.drawString(15 * mm, 10 * mm, paper.foot)
            where = _("Halaman %(number)s dari %(count)s") % {"number": number, "count": count}
            self.drawRightString(width - 15 * mm, 10 * mm, where)

    return NumberedCanvas
