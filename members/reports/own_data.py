"""One's own data as a file: JSON for programs and a workbook for people, in one archive."""

import io
import json
import zipfile
from typing import Any


def own_data_zip(tables: dict[str, list[dict[str, Any]]]) -> bytes:
    """The archive: `data.json` and `data.xlsx` with a sheet for each table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(tables, ensure_ascii=False, indent=1))
        archive.writestr("data.xlsx", _workbook(tables))
    return out.getvalue()


def _workbook(tables: dict[str, list[dict[str, Any]]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for name, rows in tables.items():
        sheet = workbook.add_worksheet(name[:31])
        heads = list(rows[0]) if rows else ["(kosong)"]
        sheet.set_column(0, len(heads) - 1, 20)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row.values()):
                if isinstance(value, int):
                    sheet.write_number(number, place, value)
                else:
                    sheet.write_string(number, place, str(value))
    workbook.close()
    return out.getvalue()
