"""A ReportTable as JSON, text or CSV. (Screen: templates/components/statement_table.html.)"""

import csv
import io
import json
from collections.abc import Callable

from ledger.reports.table import ReportTable


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
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]

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
        parts.append(line(texts))
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


def period_text(table: ReportTable) -> str:
    """`per 31/12/2025` or `1/1/2025 – 31/12/2025`."""
    end = table.end.strftime("%d/%m/%Y")
    return f"per {end}" if table.is_at_date else f"{table.start:%d/%m/%Y} – {end}"


RENDERERS: dict[str, Callable[[ReportTable], str]] = {
    "json": to_json,
    "text": to_text,
    "csv": to_csv,
}
