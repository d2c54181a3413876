"""A report as an Excel workbook: amounts are numbers, texts can never become formulas."""

import io

from ledger.reports.paper import Paper

AMOUNT_FORMAT = '#,##0;(#,##0);"–"'


def to_xlsx(paper: Paper) -> bytes:
    """Return the workbook of a report, written row by row with constant memory."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "in_memory": True},
    )  # fmt: skip
    bold = {"bold": True}
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "head": workbook.add_format({**bold, "bottom": 1, "text_wrap": True}),
        "line": workbook.add_format({}),
        "line_amount": workbook.add_format({"num_format": AMOUNT_FORMAT}),
        "heading": workbook.add_format(bold),
        "total": workbook.add_format({**bold, "top": 1}),
        "total_amount": workbook.add_format({**bold, "top": 1, "num_format": AMOUNT_FORMAT}),
    }
    sheet = workbook.add_worksheet(paper.table.name[:31])
    sheet.set_landscape() if paper.is_wide else sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(5, 0)
    for i, column in enumerate(paper.table.columns):
        sheet.set_column(i, i, 18 if column.is_amount else 44 if column.key == "name" else 22)
    sheet.write_string(0, 0, paper.letterhead.name, formats["title"])
    sheet.write_string(1, 0, paper.table.title, formats["heading"])
    sheet.write_string(2, 0, paper.period)
    for i, column in enumerate(paper.table.columns):
        sheet.write_string(4, i, column.label, formats["head"])
    for number, row in enumerate(paper.table.rows, start=5):
        style = "total" if row.style in ("subtotal", "total") else row.style
        for i, cell in enumerate(row.cells):
            if cell.is_amount:
                sheet.write_number(
                    number, i, cell.value, formats.get(f"{style}_amount", formats["line_amount"])
                )
            else:
                text = ("   " * row.level if i == 0 else "") + cell.text
                sheet.write_string(number, i, text, formats.get(style, formats["line"]))
    sheet.write_string(len(paper.table.rows) + 6, 0, paper.foot)
    workbook.close()
    return out.getvalue()
