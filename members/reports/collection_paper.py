"""The collection sheet on paper, empty or as typed, and as a workbook that can come back."""

import io
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.models import Book
from ledger.reports.pdf import register_fonts
from members.selectors.collection import Grid, SheetRow
from members.services.collection_file import titles

LINE, BOLD = "PlusJakartaSans-Regular", "PlusJakartaSans-Bold"


def sheet_pdf(book: Book, grid: Grid, day: date, *, at: datetime) -> bytes:
    """The sheet on A4 lying on its side, with room to write by hand."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    register_fonts()
    head = registry.letterhead(book, day)
    size = landscape(A4)
    out = io.BytesIO()
    title = _("Lembar setoran anggota, %(day)s") % {"day": formats.date_format(day, "DATE_FORMAT")}
    document = SimpleDocTemplate(
        out, pagesize=size, leftMargin=12 * mm, rightMargin=12 * mm, topMargin=24 * mm,
        bottomMargin=16 * mm, title=title, author=head.name,
    )  # fmt: skip

    def furniture(canvas: Any, _doc: Any) -> None:
        canvas.setFont(BOLD, 11)
        canvas.drawString(12 * mm, size[1] - 12 * mm, head.name)
        canvas.setFont(LINE, 9)
        canvas.drawString(12 * mm, size[1] - 18 * mm, title)
        canvas.setFont(LINE, 7)
        printed = timezone.localtime(at).strftime("%d/%m/%Y %H:%M")
        canvas.drawString(12 * mm, 9 * mm, _("dicetak %(at)s") % {"at": printed})
        page = _("Halaman %(number)s") % {"number": canvas.getPageNumber()}
        canvas.drawRightString(size[0] - 12 * mm, 9 * mm, page)

    story = [_table(grid, document.width), Spacer(1, 6 * mm), _signed(head, document.width)]
    if not grid.rows:
        story = [Paragraph(_("Belum ada anggota pada tanggal ini."))]
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def _table(grid: Grid, width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph

    loans = max(grid.loan_columns, 1)
    bold = ParagraphStyle("head", fontName=BOLD, fontSize=7, leading=8.5)
    labels = [_("No."), _("No. anggota"), _("Nama"), _("Hadir"), *(p.label for p in grid.products)]
    labels += [_("Angsuran")] * loans + [_("Jumlah"), _("Keterangan"), _("Paraf")]
    amounts = len(grid.products) + loans + 1
    fixed = [8 * mm, 19 * mm, 40 * mm, 11 * mm]
    rest = (width - sum(fixed) - 30 * mm - 16 * mm) / amounts
    plain = ParagraphStyle("cell", fontName=LINE, fontSize=7.5, leading=8.5)
    name = ParagraphStyle("name", parent=plain, splitLongWords=True)
    data: list[list[Any]] = [[Paragraph(_plain(label), bold) for label in labels]]
    for number, row in enumerate(grid.rows, start=1):
        data.append(
            [
                str(number),
                row.membership.number,
                Paragraph(_plain(row.membership.person.name), name),
                "v" if row.is_present else "",
                *(cell.value for cell in row.cells),
                *_loan_texts(row, loans),
                "",
                Paragraph(_plain(row.remark), plain),
                "",
            ]
        )
    data.append(["", "", _("Jumlah"), *[""] * (len(labels) - 3)])
    style = [
        ("FONT", (0, 0), (-1, -1), LINE, 7.5),
        ("FONT", (3, 1), (3 + amounts - 1, -1), "InterTabular-Regular", 7.5),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#8a8064")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (4, 1), (4 + amounts - 1, -1), "RIGHT"),
        ("ALIGN", (3, 1), (3, -1), "CENTER"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("LINEABOVE", (0, -1), (-1, -1), 1.0, colors.black),
    ]
    heights = [10 * mm, *[7.4 * mm] * (len(data) - 1)]
    widths = [*fixed, *[rest] * amounts, 30 * mm, 16 * mm]
    return LongTable(data, colWidths=widths, rowHeights=heights, style=style, repeatRows=1)


def _loan_texts(row: SheetRow, columns: int) -> list[str]:
    texts = [cell.value for cell in row.loans]
    return texts + [""] * (columns - len(texts))


def _plain(text: Any) -> str:
    """A text that a Paragraph takes as it stands."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _signed(head: registry.Letterhead, width: float) -> Any:
    from reportlab.platypus import KeepTogether, Table

    boxes = [_("Yang menerima"), _("Yang memeriksa"), _("Mengetahui")]
    names = [head.holder("bendahara"), "", head.holder("ketua", "kepala")]
    rows = [boxes, ["", "", ""], [name or "………………………" for name in names]]
    style = [("FONT", (0, 0), (-1, -1), LINE, 8)]
    return KeepTogether(
        [Table(rows, colWidths=[width / 3] * 3, rowHeights=[14, 40, 14], style=style)]
    )


def sheet_xlsx(book: Book, grid: Grid, day: date) -> bytes:
    """The sheet as a workbook with what is typed in it; `services/collection_file.py` reads it."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    sheet = workbook.add_worksheet("setoran")
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"num_format": "@"})
    amount = workbook.add_format({"num_format": "#,##0"})
    sheet.write_string(0, 0, f"{book.name} · setoran {day.isoformat()}")
    columns = titles(grid)
    for place, title in enumerate(columns):
        sheet.write_string(2, place, title, bold)
    sheet.set_column(0, 0, 12, text)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 7)
    sheet.set_column(3, len(columns) - 2, 15, amount)
    sheet.set_column(len(columns) - 1, len(columns) - 1, 36)
    sheet.freeze_panes(3, 2)
    for number, row in enumerate(grid.rows, start=3):
        sheet.write_string(number, 0, row.membership.number, text)
        sheet.write_string(number, 1, row.membership.person.name)
        sheet.write_string(number, 2, "x" if row.is_present else "")
        for place, value in enumerate(
            (*(cell.value for cell in row.cells), *_loan_texts(row, grid.loan_columns)), start=3
        ):
            plain = value.replace(".", "")
            if plain.isascii() and plain.isdigit() and len(plain) < 16:
                sheet.write_number(number, place, int(plain), amount)
            else:
                sheet.write_string(number, place, value)
        sheet.write_string(number, len(columns) - 1, row.remark)
    workbook.close()
    return out.getvalue()
