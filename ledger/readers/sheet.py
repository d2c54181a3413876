"""Read a spreadsheet or CSV file into rows of text, refusing what could mean two things."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_ROWS = 60_000
BROKEN_CSV = gettext_noop("Berkas CSV rusak. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.")


class FileError(ValueError):
    """The file as a whole cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class CellError:
    """A fault at a row (1 is the first row of the file) and column of the file."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.column:
            return _("Baris %(row)s: %(message)s") % {"row": self.row, "message": self.message}
        return _("Baris %(row)s, kolom %(column)s: %(message)s") % {
            "row": self.row,
            "column": self.column,
            "message": self.message,
        }


class CellsError(ValueError):
    """Faults at cells; nothing of the file was stored."""

    def __init__(self, errors: list[CellError]) -> None:
        super().__init__("; ".join(str(error) for error in errors[:5]))
        self.errors = errors


@dataclass(frozen=True)
class SheetRow:
    """A row with its number in the file; cells by the header's words."""

    number: int
    cells: dict[str, str]


def read_rows(content: bytes, file_name: str) -> tuple[list[str], list[SheetRow]]:
    """Return header and rows of an .xlsx or .csv file.

    Raises FileError for a file that is too large, of another type, empty or damaged, and
    CellsError for formulas and merged cells.
    """
    if len(content) > MAX_FILE:
        raise FileError(_("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas."))
    if not content:
        raise FileError(_("Berkas kosong."))
    name = file_name.lower()
    if name.endswith(".xlsx"):
        table = _xlsx(content)
    elif name.endswith(".csv"):
        table = _csv(content)
    else:
        raise FileError(_("Pakai berkas .xlsx atau .csv; jenis lain tidak dapat dibaca."))
    header: list[str] = []
    rows: list[SheetRow] = []
    for number, cells in table:
        if not any(cells):
            continue
        if not header:
            header = cells
            continue
        if len(rows) >= MAX_ROWS:
            raise FileError(
                _("Berkas memuat lebih dari %(limit)s baris. Pecah menjadi beberapa berkas.")
                % {"limit": MAX_ROWS}
            )
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(SheetRow(number, dict(zip(header, padded, strict=False))))
    if not header:
        raise FileError(_("Berkas tidak memuat satu baris pun."))
    if not rows:
        raise FileError(_("Berkas hanya memuat judul kolom; isi sedikitnya satu baris."))
    return header, rows


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(
            _("Berkas CSV tidak memakai UTF-8. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.")
        ) from None
    if "\0" in text:
        raise FileError(_(BROKEN_CSV))
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise FileError(
            _("Berkas CSV rusak. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.")
        ) from None


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _refuse_bomb(content)
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    except Exception:  # noqa: BLE001  a damaged file fails in many ways deep inside the library
        raise FileError(_("Berkas .xlsx rusak. Buka dan simpan ulang, lalu coba lagi.")) from None
    if not workbook.worksheets:
        raise FileError(_("Berkas tidak memuat satu baris pun."))
    sheet = workbook.worksheets[0]
    errors = [
        CellError(
            area.min_row,
            openpyxl.utils.get_column_letter(area.min_col),
            _("sel digabung (%(area)s); pisahkan sel ini.") % {"area": area.coord},
        )
        for area in sheet.merged_cells.ranges
    ]
    if sheet.max_row > MAX_ROWS * 2:
        raise FileError(
            _("Berkas memuat lebih dari %(limit)s baris. Pecah menjadi beberapa berkas.")
            % {"limit": MAX_ROWS}
        )
    table = []
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            if cell.data_type == "f":
                errors.append(
                    CellError(
                        cell.row,
                        cell.column_letter,
                        _("sel memuat rumus; salin sebagai nilai lebih dahulu."),
                    )
                )
            elif cell.data_type == "e":
                errors.append(
                    CellError(
                        cell.row,
                        cell.column_letter,
                        _("sel memuat kesalahan %(value)s.") % {"value": cell.value},
                    )
                )
            cells.append(_text(cell.value))
        table.append((row[0].row, cells))
    if errors:
        raise CellsError(errors)
    yield from table


def _refuse_bomb(content: bytes) -> None:
    """A small file that unpacks into gigabytes is refused before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        raise FileError(_("Berkas .xlsx rusak. Buka dan simpan ulang, lalu coba lagi.")) from None
    if unpacked > MAX_UNPACKED:
        raise FileError(_("Isi berkas .xlsx terlalu besar setelah dibuka; berkas ditolak."))


def _text(value: Any) -> str:
    """A cell as text; dates as ISO, whole floats without `.0`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not value.time().replace(microsecond=0).hour else str(value)
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value).strip()
