"""Statements of banks as files: CSV by the titles of columns, OFX, MT940 and QIF."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from enterprises.calculations.bank import StatedLine, broken_balance, oldest_first
from ledger.readers.sheet import CellError, CellsError, FileError

MAX_FILE = 5 * 1024 * 1024
MAX_ROWS = 20_000
OUT = {"db", "d", "debit", "debet", "dr", "k-"}
IN = {"cr", "c", "k", "kredit", "credit"}
_AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<digits>[\d.,]+)")
_SUFFIX = re.compile(r"\s*(DB|CR|DR|D|C|K)\s*$", re.IGNORECASE)


def read_statement(
    content: bytes, file_name: str, *, layout: Mapping[str, str] | None = None
) -> list[StatedLine]:
    """Return the lines of a statement, oldest first; `layout` names the columns of a CSV.

    Raises FileError for a file that is no statement, and CellsError with the number of each row
    that cannot be read, or whose balance does not follow from the row before.
    """
    if not content.strip():
        raise FileError(_("Berkas kosong."))
    if len(content) > MAX_FILE:
        raise FileError(_("Berkas lebih besar dari 5 MB. Unduh rekening koran per bulan."))
    ending = file_name.lower().rpartition(".")[2]
    if ending in {"ofx", "qfx"}:
        lines = _ofx(content)
    elif ending in {"sta", "mt940", "940"}:
        lines = _mt940(content)
    elif ending == "qif":
        lines = _qif(_text(content))
    elif ending in {"csv", "txt"} and layout is not None:
        lines = _csv(_text(content), layout)
    else:
        raise FileError(_("Unggah berkas .csv, .ofx, .sta (MT940), atau .qif dari bank."))
    if not lines:
        raise FileError(_("Tidak ada transaksi dalam berkas ini."))
    lines = oldest_first(lines)
    place = broken_balance(lines)
    if place is not None:
        row = lines[place].row
        words = _("saldonya tidak menyambung dari baris sebelumnya; ada baris yang hilang.")
        raise CellsError([CellError(row, "", words)])
    return lines


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise FileError(_("Huruf dalam berkas tidak terbaca. Simpan ulang sebagai CSV UTF-8."))


def _csv(text: str, layout: Mapping[str, str]) -> list[StatedLine]:
    """Rows below the first row that has all the titles; titles may stand in any order."""
    sample = text[:4000]
    delimiter = max(";,\t|", key=sample.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FileError(_("Berkas CSV rusak. Unduh ulang dari bank, lalu coba lagi.")) from error
    if len(rows) > MAX_ROWS:
        raise FileError(_("Berkas terlalu panjang. Unduh rekening koran per bulan."))
    titles = [t for key in COLUMNS for t in layout[key].split("|") if t]
    place, header = _header(rows, titles)
    lines, faults = [], []
    for number, cells in enumerate(rows[place + 1 :], start=place + 2):
        row = {title: cells[at].strip() for title, at in header.items() if at < len(cells)}
        if not any(row.values()):
            continue
        try:
            line = _csv_line(number, row, layout)
        except CellsError as error:
            faults += error.errors
        else:
            lines += [line] if line else []
    if faults:
        raise CellsError(faults)
    return lines


COLUMNS = (
    *("date_column", "text_columns", "debit_column", "credit_column"),
    *("amount_column", "mark_column", "balance_column"),
)


def _header(rows: list[list[str]], titles: list[str]) -> tuple[int, dict[str, int]]:
    wanted = [title.casefold() for title in titles]
    for place, cells in enumerate(rows[:40]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            found.setdefault(cell.strip().casefold(), at)
        if all(title in found for title in wanted):
            return place, {title: found[title] for title in wanted}
    raise FileError(
        _("Judul kolom %(titles)s tidak ditemukan. Pilih susunan lain, atau ubah susunannya.")
        % {"titles": ", ".join(titles)}
    )


def _csv_line(number: int, row: dict[str, str], layout: Mapping[str, str]) -> StatedLine | None:
    def cell(key: str) -> str:
        return row.get(layout[key].casefold(), "")

    def amount(key: str) -> Decimal:
        return _amount(cell(key), layout["decimal"], number, layout[key])

    moves = [cell(key) for key in ("debit_column", "credit_column", "amount_column") if layout[key]]
    if not any(letter.isdigit() for letter in cell("date_column")) and not any(moves):
        return None  # what banks print below the lines
    day = _day(cell("date_column"), layout["date_order"], number, layout["date_column"])
    if layout["amount_column"]:
        text = cell("amount_column")
        suffix = _SUFFIX.search(text)
        mark = (cell("mark_column") or (suffix.group(1) if suffix else "")).casefold()
        moved = _amount(_SUFFIX.sub("", text), layout["decimal"], number, layout["amount_column"])
        if mark and mark not in OUT | IN:
            words = _("“%(text)s” bukan DB atau CR.") % {"text": mark[:20]}
            raise CellsError([CellError(number, layout["mark_column"], words)])
        moved = -abs(moved) if mark in OUT else moved
    else:
        moved = amount("credit_column") - amount("debit_column")
    if not moved:
        words = _("tidak ada uang yang masuk atau keluar.")
        raise CellsError([CellError(number, "", words)])
    texts = [row.get(title.casefold(), "") for title in layout["text_columns"].split("|")]
    stated = layout["balance_column"] and cell("balance_column")
    return StatedLine(
        row=number,
        day=day,
        amount=moved,
        text=" ".join(" ".join(texts).split())[:255],
        balance=amount("balance_column") if stated else None,
    )


def _day(text: str, order: str, row: int, column: str) -> date:
    """A date in the bank's order; a time behind it, and two-digit years, are understood."""
    parts = re.split(r"[-/. ]", text.partition(" ")[0] if ":" in text else text)
    try:
        numbers = [int(part) for part in parts[:3]]
        day, month, year = (numbers[order.index(letter)] for letter in "dmy")
        return date(year + 2000 if year < 100 else year, month, day)
    except (ValueError, IndexError):
        words = _("“%(text)s” bukan tanggal.") % {"text": text[:20]}
        raise CellsError([CellError(row, column, words)]) from None


def _amount(text: str, decimal: str, row: int, column: str) -> Decimal:
    """`1,250,000.00`, `(500)`, `-500`; empty is zero. The mark of thousands must stand right."""
    text = text.replace("Rp", "").replace("IDR", "").replace(" ", "")
    if text in {"", "-"}:
        return Decimal(0)
    is_out = text.startswith("(") and text.endswith(")")
    found = _AMOUNT.fullmatch(text.strip("()"))
    thousands = "," if decimal == "." else "."
    fault = CellsError(
        [CellError(row, column, _("“%(text)s” bukan jumlah uang.") % {"text": text[:30]})]
    )
    if found is None:
        raise fault
    whole, _mark, part = found["digits"].partition(decimal)
    groups = whole.split(thousands)
    right = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    if not right or len(part) > 2 or (part and not part.isdigit()):
        raise fault
    try:
        value = Decimal(f"{''.join(groups)}.{part or 0}")
    except InvalidOperation:
        raise fault from None
    return -value if is_out or found["sign"] == "-" else value


def _ofx(content: bytes) -> list[StatedLine]:
    from ofxtools.Parser import OFXTree

    tree: Any = OFXTree()
    try:
        tree.parse(io.BytesIO(content))
        statements = tree.convert().statements
    except Exception as error:  # the library raises what it likes at a broken file
        raise FileError(_("Berkas OFX rusak. Unduh ulang dari bank.")) from error
    if len(statements) != 1:
        raise FileError(_("Berkas OFX ini memuat lebih dari satu rekening. Unduh satu per satu."))
    found = statements[0].transactions or []
    return [
        StatedLine(
            row=number,
            day=_posted(item.dtposted),
            amount=Decimal(item.trnamt),
            text=" ".join(f"{item.name or ''} {item.memo or ''}".split())[:255],
        )
        for number, item in enumerate(found, start=1)
        if item.trnamt
    ]


def _posted(moment: Any) -> date:
    """The bank's own day: ofxtools gives UTC, and banks write the date alone."""
    return moment.date() if isinstance(moment, datetime) else moment


def _mt940(content: bytes) -> list[StatedLine]:
    import mt940

    try:
        statement: Any = mt940.parse(_text(content))
        found = [item.data for item in statement if item.data.get("amount") is not None]
        opening = statement.data.get("final_opening_balance")
    except Exception as error:
        raise FileError(_("Berkas MT940 rusak. Unduh ulang dari bank.")) from error
    if not found and ":61:" not in _text(content):
        raise FileError(_("Berkas ini bukan MT940. Unduh ulang dari bank."))
    running = Decimal(opening.amount.amount) if opening is not None else None
    lines = []
    for number, data in enumerate(found, start=1):
        amount = Decimal(data["amount"].amount)
        running = running + amount if running is not None else None
        text = f"{data.get('transaction_details') or ''} {data.get('extra_details') or ''}"
        day = data["date"]
        lines.append(
            StatedLine(
                row=number,
                day=date(day.year, day.month, day.day),
                amount=amount,
                text=" ".join(text.split())[:255],
                balance=running,
            )
        )
    closing = statement.data.get("final_closing_balance")
    if closing is not None and running is not None and Decimal(closing.amount.amount) != running:
        words = _("saldo akhir tidak sama dengan saldo awal dan semua barisnya.")
        raise CellsError([CellError(lines[-1].row if lines else 1, "", words)])
    return lines


def _qif(text: str) -> list[StatedLine]:
    """Records end with `^`; D is the day, T the amount, P and M words."""
    lines, faults = [], []
    held: dict[str, str] = {}
    start = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        entry = raw.strip()
        if not entry or entry.startswith("!"):
            continue
        if entry != "^":
            start = start if held else number
            held[entry[0]] = entry[1:].strip()
            continue
        try:
            amount = _amount(held.get("T", held.get("U", "")), ".", start, "T")
            day = _day(held.get("D", "").replace("'", "/"), "dmy", start, "D")
            words = " ".join(f"{held.get('P', '')} {held.get('M', '')}".split())
            lines += [StatedLine(start, day, amount, words[:255])] if amount else []
        except CellsError as error:
            faults += error.errors
        held = {}
    if faults:
        raise CellsError(faults)
    return lines
