"""A report as PDF. Statements through xhtml2pdf, long ledgers through reportlab.

xhtml2pdf lays out 80 rows in some 0.2 s and thousands in minutes; reportlab's LongTable takes
10,000 rows in seconds. Both print the same head, foot, page x of y and signatures.
"""

import io
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ledger.reports.logo import logo_of
from ledger.reports.paper import Paper
from ledger.reports.table import Row

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"
LONG = 150
"""Rows from which a table is a long ledger."""
SECTION = 120
"""Rows of one table of a long ledger."""
HEAD_HEIGHT, HEAD_LINE = 14.0, 9.0
"""Points that the column heads take on each page, and each further line of them."""
BY_HAND = "(…………………………)"
"""A name to write by hand."""
PADDING = 12.0
"""Points of a column that stay empty at its two sides."""

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
    """Resolve a font by its file name; a picture lies in the page itself; all else is refused."""
    if uri.startswith("data:image/png;base64,"):
        return uri
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
    """Sections of a LongTable over as many pages as it takes, the column heads on each.

    One table of thousands of rows is copied whole at every page break; short ones that follow
    each other without a gap print the same in a time that grows with the rows only.
    """
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate, Spacer

    register_fonts()
    out = io.BytesIO()
    sheet = landscape(A4) if paper.is_wide else A4
    widths = _widths(paper, sheet[0] - 30 * mm)
    labels = _labels(paper, widths)
    head_height = HEAD_HEIGHT + HEAD_LINE * max(label.count("\n") for label in labels)
    document = SimpleDocTemplate(
        out,
        pagesize=sheet,
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=32 * mm + head_height,
        bottomMargin=18 * mm,
        title=paper.table.title,
        author=paper.letterhead.name,
    )
    rows = paper.table.rows
    story = [
        _section(paper, rows[at : at + SECTION], widths) for at in range(0, len(rows), SECTION)
    ]
    story += [Spacer(1, 8 * mm), *_signatures(paper, document.width)]
    heads = _heads(paper, labels, widths, head_height)

    def draw_heads(canvas: Any, doc: Any) -> None:
        heads.wrapOn(canvas, doc.width, head_height)
        heads.drawOn(canvas, doc.leftMargin, doc.pagesize[1] - doc.topMargin - 6)

    document.build(
        story, canvasmaker=_numbered(paper), onFirstPage=draw_heads, onLaterPages=draw_heads
    )
    return out.getvalue()


def _labels(paper: Paper, widths: list[float]) -> list[str]:
    """The column heads, folded where the table itself says how wide its columns are."""
    columns = paper.table.columns
    return [
        _folded(column.label, width - PADDING, 4.3, breaks=False) if column.width else column.label
        for column, width in zip(columns, widths, strict=True)
    ]


def _heads(paper: Paper, labels: list[str], widths: list[float], height: float) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Table

    style = [
        ("FONT", (0, 0), (-1, -1), "PlusJakartaSans-Bold", 7.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.8, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
    ]
    style += [("ALIGN", (i, 0), (i, 0), "RIGHT") for i in _amounts(paper)]
    return Table([labels], colWidths=widths, rowHeights=[height], style=style)


def _amounts(paper: Paper) -> list[int]:
    return [i for i, column in enumerate(paper.table.columns) if column.is_amount]


def _section(paper: Paper, rows: Sequence[Row], widths: list[float]) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, TableStyle

    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), "PlusJakartaSans-Regular", 7.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 6 if paper.table.has_room else 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7 if paper.table.has_room else 1.6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.2, colors.HexColor("#d8cfb8")),
    ]
    for i in _amounts(paper):
        style += [
            ("ALIGN", (i, 0), (i, -1), "RIGHT"),
            ("FONT", (i, 0), (i, -1), "InterTabular-Regular", 7.5),
        ]
    for number, row in enumerate(rows):
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
    columns = paper.table.columns
    rooms = [w - PADDING if c.width else w for c, w in zip(columns, widths, strict=True)]
    data = [_texts(row, rooms) for row in rows]
    return LongTable(data, colWidths=widths, style=TableStyle(style))


def _widths(paper: Paper, available: float) -> list[float]:
    """Amount columns get what an amount needs; the widest text column takes the rest."""
    if whole := sum(column.width for column in paper.table.columns):
        return [available * column.width / whole for column in paper.table.columns]
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
    if row.style == "heading":
        return [cell.text for cell in row.cells]
    return [
        cell.text if cell.is_amount else _folded(cell.text, width, 3.9)
        for cell, width in zip(row.cells, widths, strict=True)
    ]


def _folded(text: str, width: float, letter: float, *, breaks: bool = True) -> str:
    """The text in lines that fit a width, at so many points a letter; heads keep their words."""
    import textwrap

    if len(text) * letter < width:
        return text
    return "\n".join(textwrap.wrap(text, max(int(width / letter), 1), break_long_words=breaks))


def _signatures(paper: Paper, width: float) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import KeepTogether, Paragraph, Table

    signatories = paper.letterhead.signatories
    if not signatories:
        return []
    plain = ParagraphStyle("plain", fontName="PlusJakartaSans-Regular", fontSize=8, leading=11)
    columns = [
        [
            Paragraph("<br/>".join(filter(None, (signatory.act, signatory.office))), plain),
            Paragraph("<br/><br/><br/>", plain),
            Paragraph(f"<u>{signatory.name or BY_HAND}</u>", plain),
        ]
        for signatory in signatories
    ]
    table = Table([columns], colWidths=[width / len(columns)] * len(columns))
    return [KeepTogether([Paragraph(paper.place_and_day, plain), table])]


def _numbered(paper: Paper) -> Any:
    """A canvas that draws head and foot once the number of pages is known."""
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader, simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    mark = logo_of(paper.letterhead, most=10.5 * mm)

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
            left = 15 * mm
            if mark is not None:
                picture = ImageReader(io.BytesIO(mark.content))
                self.drawImage(picture, left, height - 20 * mm, mark.width, mark.height)
                left += mark.width + 3 * mm
            self.setFont("PlusJakartaSans-Bold", 11)
            self.drawString(left, height - 13 * mm, paper.letterhead.name)
            self.setFont("PlusJakartaSans-Regular", 7.5)
            text = " · ".join(paper.letterhead.lines)
            lines = simpleSplit(text, "PlusJakartaSans-Regular", 7.5, width - left - 15 * mm)[:2]
            for row, line in enumerate(lines):
                self.drawString(left, height - (17 + 3.2 * row) * mm, line)
            self.line(15 * mm, height - 21.5 * mm, width - 15 * mm, height - 21.5 * mm)
            self.setFont("PlusJakartaSans-Bold", 9.5)
            self.drawString(15 * mm, height - 26.5 * mm, paper.table.title)
            self.setFont("PlusJakartaSans-Regular", 8)
            self.drawRightString(width - 15 * mm, height - 26.5 * mm, paper.period)
            self.setFont("PlusJakartaSans-Regular", 6.5)
            self.drawString(15 * mm, 10 * mm, paper.foot)
            where = _("Halaman %(number)s dari %(count)s") % {"number": number, "count": count}
            self.drawRightString(width - 15 * mm, 10 * mm, where)

    return NumberedCanvas
