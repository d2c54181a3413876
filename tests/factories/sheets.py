"""Journal files as people bring them, made in memory."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

HEADER = ("No. Bukti", "Tanggal", "Uraian", "Akun", "Debet", "Kredit")
FULL_HEADER = (*HEADER, "Rekening Pembantu", "Unit", "Pihak", "Dicatat", "Jenis")
SALE = (
    ("N-1", "2025-03-04", "Penjualan tunai", "1101", "250000", ""),
    ("N-1", "2025-03-04", "Penjualan tunai", "4101", "", "250000"),
)

Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows, header: Sequence[str] = HEADER, separator: str = ";") -> bytes:
    """A CSV file; cells are written as they are."""
    lines = [separator.join(str(cell) for cell in row) for row in (header, *rows)]
    return ("\n".join(lines) + "\n").encode()


def xlsx_file(
    rows: Rows,
    header: Sequence[str] = HEADER,
    *,
    change: Callable[[Any], None] = lambda sheet: None,
) -> bytes:
    """A workbook of one sheet; `change` may alter the sheet before it is saved."""
    workbook = openpyxl.Workbook()
    for row in (header, *rows):
        workbook.active.append(row)
    change(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def forged_sheet(sheet_data: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet holds XML that no spreadsheet program would write."""
    xml = (
        f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{sheet_data}</sheetData>{after}</worksheet>"
    )
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file(SALE))) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            target.writestr(name, xml if is_sheet else source.read(name))
    return file.getvalue()
