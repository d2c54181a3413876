"""A report as JSON, text, CSV, PDF or workbook.

Screen: templates/components/statement_table.html. Paper: pdf.py and xlsx.py.
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from ledger.reports.paper import Paper
from ledger.reports.pdf import to_pdf
from ledger.reports.table import ReportTable, period_text
from ledger.reports.xlsx import to_xlsx


def to_json(table: ReportTable) -> str:
    """The contract of `statement --format json`: integer rupiah, ISO dates."""
    return json.dumps(
        {
            "organization": table.organization,
            "organization_name": table.organization_name,
            "report": table.name,
            "from": table.start.isoformat(),
            "to": table.end.isoformat(),
            "rows": [dict(row.data) for row in table.rows if row.data is not None],
            "totals": dict(table.totals),
        },
        ensure_ascii=False,
        indent=1,
    )


def to_text(table: ReportTable) -> str:
    """Aligned columns for a terminal."""
    head = [column.label for column in table.columns]
    body = [["  " * row.level + row.cells[0].text, *[c.text for c in row.cells[1:]]]
            for row in table.rows]  # fmt: skip
    wide = [texts for row, texts in zip(table.rows, body, strict=True) if row.style != "heading"]
    widths = [max(len(texts[i]) for texts in [head, *wide]) for i in range(len(head))]

    def line(texts: list[str]) -> str:
        return "  ".join(
            text.rjust(width) if column.is_amount else text.ljust(width)
            for text, width, column in zip(texts, widths, table.columns, strict=True)
        ).rstrip()

    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    parts = [table.organization_name, table.title, period_text(table), "", line(head), rule]
    for row, texts in zip(table.rows, body, strict=True):
        if row.style in ("subtotal", "total"):
            parts.append(rule)
        parts.append(texts[0] if row.style == "heading" else line(texts))
    parts += ["", *table.notes] if table.notes else []
    return "\n".join(parts) + "\n"


def to_csv(table: ReportTable) -> str:
    """Semicolons and a byte-order mark, as Indonesian Excel expects; plain integers."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [cell.value if cell.is_amount else safe_text(cell.text) for cell in row.cells]
        )
    return out.getvalue()


def safe_text(text: str) -> str:
    """A text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is made, named and declared."""

    ending: str
    content_type: str
    render: Callable[[Paper], bytes]


FORMATS: dict[str, Format] = {
    "json": Format("json", "application/json", lambda paper: to_json(paper.table).encode()),
    "text": Format("txt", "text/plain; charset=utf-8", lambda paper: to_text(paper.table).encode()),
    "csv": Format("csv", "text/csv; charset=utf-8", lambda paper: to_csv(paper.table).encode()),
    "pdf": Format("pdf", "application/pdf", to_pdf),
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx
    ),
}
