"""Read a spreadsheet or CSV file into rows of text, refusing what could mean two things."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_TAGS = 8_000_000
"""XML tags of a whole .xlsx file: 60.000 full rows need about five million."""
MAX_ROWS = 60_000
MAX_COLUMNS = 60
LOSSY = 10**15
"""A spreadsheet keeps fifteen digits of a number: the sixteenth of a citizen number is gone."""
BROKEN_CSV = gettext_noop("Berkas CSV rusak. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.")
BROKEN_XLSX = gettext_noop("Berkas .xlsx rusak. Buka dan simpan ulang, lalu coba lagi.")
TOO_MANY_ROWS = gettext_noop(
    "Berkas memuat lebih dari %(limit)s baris. Pecah menjadi beberapa berkas."
)
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')


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


def read_rows(
    content: bytes,
    file_name: str,
    *,
    titles: frozenset[str] = frozenset(),
    keeps_digits: bool = False,
) -> tuple[list[str], list[SheetRow]]:
    """Return header and rows of an .xlsx or .csv file.

    `titles` are words (lower case) of which the header has all: what stands above it, such as
    the merged name of the book, is passed over. Without any the first row is the header.
    `keeps_digits` refuses numbers so long that a spreadsheet has changed them: a register's.

    Raises FileError for a file that is too large, of another type, empty or damaged, and
    CellsError for formulas, merged cells, and cells beyond the last column of the header.
    """
    if len(content) > MAX_FILE:
        raise FileError(_("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas."))
    if not content:
        raise FileError(_("Berkas kosong."))
    name = file_name.lower()
    if name.endswith(".xlsx"):
        table = _xlsx(content, titles, keeps_digits)
    elif name.endswith(".csv"):
        table = _csv(content)
    else:
        raise FileError(_("Pakai berkas .xlsx atau .csv; jenis lain tidak dapat dibaca."))
    filled = ((number, cells) for number, cells in table if any(cells))
    _number, header = next((row for row in filled if _is_header(row[1], titles)), (0, []))
    if not header and titles:
        raise FileError(
            _("Tidak ada baris judul dengan kolom %(columns)s. Pakai judul seperti berkas contoh.")
            % {"columns": ", ".join(sorted(title.capitalize() for title in titles))}
        )
    if not header:
        raise FileError(_("Berkas tidak memuat satu baris pun."))
    rows, errors = _under(header, filled)
    if errors:
        raise CellsError(errors)
    if not rows:
        raise FileError(_("Berkas hanya memuat judul kolom; isi sedikitnya satu baris."))
    return header, rows


def _is_header(cells: list[str], titles: frozenset[str]) -> bool:
    return titles <= {cell.strip().lower() for cell in cells}


def _under(
    header: list[str], table: Iterator[tuple[int, list[str]]]
) -> tuple[list[SheetRow], list[CellError]]:
    rows: list[SheetRow] = []
    errors: list[CellError] = []
    for number, cells in table:
        if len(rows) >= MAX_ROWS:
            raise FileError(_(TOO_MANY_ROWS) % {"limit": MAX_ROWS})
        if any(cells[len(header) :]):
            message = _("ada isi di luar kolom yang berjudul; periksa pemisah dan tanda kutip.")
            errors.append(CellError(number, "", message))
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(SheetRow(number, dict(zip(header, padded, strict=False))))
    return rows, errors


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(
            _("Berkas CSV tidak memakai UTF-8. Simpan ulang sebagai “CSV UTF-8” atau .xlsx.")
        ) from None
    if "\0" in text:
        raise FileError(_(BROKEN_CSV))
    first = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [_unguarded(cell.strip()) for cell in cells]
    except csv.Error:
        raise FileError(_(BROKEN_CSV)) from None


def _unguarded(text: str) -> str:
    """Take off the apostrophe by which exports keep a text from running as a formula."""
    return text[1:] if text.startswith("'") and text[1:2] in ("=", "+", "-", "@") else text


def _xlsx(
    content: bytes, titles: frozenset[str], keeps_digits: bool
) -> Iterator[tuple[int, list[str]]]:
    _refuse_bomb(content)
    try:
        table, errors = _cells(content, keeps_digits)
    except FileError:
        raise
    except Exception:  # noqa: BLE001  a damaged file fails in many ways deep inside the library
        raise FileError(_(BROKEN_XLSX)) from None
    if titles:  # faults above the header are about the title of the paper
        top = next((number for number, cells in table if _is_header(cells, titles)), 0)
        errors = [error for error in errors if error.row >= top]
    if errors:
        raise CellsError(errors)
    yield from table


def _cells(
    content: bytes, keeps_digits: bool
) -> tuple[list[tuple[int, list[str]]], list[CellError]]:
    """Read the first sheet row by row: openpyxl's other way fills every gap of a sheet."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    if not workbook.worksheets:
        return [], []
    sheet = workbook.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its size need not be true
    table = []
    errors = _merged(content, sheet._worksheet_path)  # noqa: SLF001
    rows = sheet.iter_rows(max_col=MAX_COLUMNS)
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS * 2:
            raise FileError(_(TOO_MANY_ROWS) % {"limit": MAX_ROWS})
        cells = []
        for position, cell in enumerate(row, start=1):
            message = ""
            if cell.data_type == "f":
                message = _("sel memuat rumus; salin sebagai nilai lebih dahulu.")
            elif cell.data_type == "e":
                message = _("sel memuat kesalahan %(value)s.") % {"value": cell.value}
            elif keeps_digits and _is_lossy(cell.value):
                message = _(
                    "angka sepanjang ini kehilangan digit terakhirnya; jadikan kolomnya teks, lalu"
                    " ketik lagi."
                )
            if message:
                column = openpyxl.utils.get_column_letter(position)
                errors.append(CellError(number, column, message))
            cells.append(_text(cell.value))
        while cells and not cells[-1]:
            cells.pop()
        table.append((number, cells))
    return table, sorted(errors, key=lambda error: error.row)


def _is_lossy(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) >= LOSSY


def _merged(content: bytes, path: str) -> list[CellError]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        areas = [area.decode() for area in _MERGE.findall(archive.read(path))]
    errors = []
    for area in areas:
        corner = re.fullmatch(r"([A-Z]+)(\d+)(?::.*)?", area)
        if corner is not None:
            message = _("sel digabung (%(area)s); pisahkan sel ini.") % {"area": area}
            errors.append(CellError(int(corner[2]), corner[1], message))
    return errors


def _refuse_bomb(content: bytes) -> None:
    """Refuse a small file that unpacks into gigabytes, or into millions of empty elements."""
    too_large = _("Isi berkas .xlsx terlalu besar setelah dibuka; berkas ditolak.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise FileError(too_large)
            # zipfile reads no more than the size it was told, so this is bounded too
            tags = sum(archive.read(info).count(b"<") for info in archive.infolist())
    except FileError:
        raise
    except Exception:  # noqa: BLE001  zipfile raises a dozen kinds for what is not a whole archive
        raise FileError(_(BROKEN_XLSX)) from None
    if tags > MAX_TAGS:
        raise FileError(too_large)


def _text(value: Any) -> str:
    """A cell as text; dates as ISO, whole floats without `.0`, others with a decimal comma.

    A comma, because 12.345 written with a point would read as twelve thousand.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 10**15
        return str(int(value)) if whole else str(value).replace(".", ",")
    return str(value).strip()
