"""Rows of a journal file as vouchers to post; every fault by row and column of the file."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, parse_rupiah
from ledger.models import Account, Book, Kind, Origin, Subsidiary, Unit
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow
from ledger.services.journal import LineInput, VoucherInput

REQUIRED = ("No. Bukti", "Tanggal", "Uraian", "Akun", "Debet", "Kredit")
OPTIONAL = ("Rekening Pembantu", "Unit", "Pihak", "Dicatat", "Jenis")
ALIASES = {"recorded_on": "Dicatat", "no bukti": "No. Bukti", "debit": "Debet"}
OPENING_WORDS = {"pembukaan", "saldo awal", "opening"}
CLOSING_WORDS = {"penutup", "jurnal penutup", "closing"}


@dataclass
class Group:
    """The rows of one *No. Bukti*, and the voucher they make when nothing is wrong."""

    rows: list[SheetRow]
    input: VoucherInput | None = None


def with_known_columns(header: list[str], rows: list[SheetRow]) -> list[SheetRow]:
    """Return the rows with our words for columns. Raises FileError for one missing or twice."""
    known = {name.lower(): name for name in (*REQUIRED, *OPTIONAL)} | ALIASES
    names = {title: known.get(title.strip().lower(), title) for title in header}
    missing = [name for name in REQUIRED if name not in names.values()]
    if missing:
        raise FileError(
            _("Kolom %(columns)s tidak ada. Pakai judul kolom seperti pada berkas contoh.")
            % {"columns": ", ".join(missing)}
        )
    if twice := [
        name for name, count in Counter(names[t] for t in header if t).items() if count > 1
    ]:
        raise FileError(
            _("Kolom %(columns)s ada dua kali. Sisakan satu.") % {"columns": ", ".join(twice)}
        )
    return [
        SheetRow(row.number, {names[title]: cell for title, cell in row.cells.items() if title})
        for row in rows
    ]


def groups_of(rows: list[SheetRow]) -> dict[str, Group]:
    """Return No. Bukti → its rows. Raises CellsError where the number is blank."""
    groups: dict[str, Group] = {}
    errors = []
    for row in rows:
        number = row.cells["No. Bukti"]
        if not number:
            errors.append(CellError(row.number, "No. Bukti", _("isi nomor bukti.")))
            continue
        groups.setdefault(number, Group([])).rows.append(row)
    if errors:
        raise CellsError(errors)
    return groups


class Lookup:
    """Finds accounts, subsidiary accounts and units by code; collects faults by cell."""

    def __init__(self, book: Book) -> None:
        self.accounts: dict[str, Account] = {a.code: a for a in book.accounts.all()}
        self.units: dict[str, Unit] = {u.code: u for u in book.units.all()}
        self.subsidiaries: dict[tuple[int, str], Subsidiary] = {
            (s.account_id, s.code): s for s in book.subsidiaries.all()
        }

    def voucher(
        self, number: str, rows: list[SheetRow], key: str, errors: list[CellError]
    ) -> VoucherInput | None:
        """Build one voucher, adding what is wrong with its rows to `errors`."""
        before = len(errors)
        first = rows[0]
        day = self._date(first, "Tanggal", errors)
        recorded = self._date(first, "Dicatat", errors, required=False)
        for row in rows[1:]:
            other = self._date(row, "Tanggal", errors, required=False)
            if other is not None and day is not None and other != day:
                message = _("tanggal berbeda dari baris pertama bukti %(number)s.")
                errors.append(CellError(row.number, "Tanggal", message % {"number": number}))
        lines = [line for row in rows if (line := self._line(row, errors)) is not None]
        if len(number) > 60:
            errors.append(CellError(first.number, "No. Bukti", _("paling panjang 60 huruf.")))
        word = _first(rows, "Jenis").lower()
        if word and word not in OPENING_WORDS | CLOSING_WORDS:
            message = _("“%(text)s” tidak dikenal. Tulis pembukaan, penutup, atau kosongkan.")
            errors.append(CellError(first.number, "Jenis", message % {"text": _shown(word)}))
        if len(errors) > before or day is None:
            return None
        if word in CLOSING_WORDS and (fault := _closing_fault(day, lines)):
            errors.append(CellError(first.number, "Jenis", fault))
            return None
        return VoucherInput(
            date=day,
            narration=first.cells["Uraian"],
            lines=lines,
            reference=number,
            party=_first(rows, "Pihak")[:120],
            key=key,
            origin=Origin.IMPORT,
            is_opening=word in OPENING_WORDS,
            is_closing=word in CLOSING_WORDS,
            recorded_on=recorded,
        )

    def _date(
        self, row: SheetRow, column: str, errors: list[CellError], *, required: bool = True
    ) -> date | None:
        text = row.cells.get(column, "")
        if not text and not required:
            return None
        try:
            return parse_date(text)
        except DateError:
            message = _("isi tanggal, misalnya 31/12/2025.")
            if text:
                message = _("“%(text)s” bukan tanggal. Tulis seperti 31/12/2025.")
            errors.append(CellError(row.number, column, message % {"text": _shown(text)}))
            return None

    def _line(self, row: SheetRow, errors: list[CellError]) -> LineInput | None:
        def fault(column: str, message: str) -> None:
            errors.append(CellError(row.number, column, message))

        code = row.cells["Akun"].split(" ")[0]
        account = self.accounts.get(code)
        if account is None:
            message = _("akun “%(code)s” tidak ada dalam buku ini.") % {"code": _shown(code)}
            fault("Akun", message if code else _("isi kode akun."))
        amounts = {}
        for column in ("Debet", "Kredit"):
            text = row.cells[column]
            try:
                amounts[column] = parse_rupiah(text) if text and text != "0" else 0
            except AmountError:
                fault(
                    column,
                    _(
                        "“%(text)s” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya pemisah"
                        " ribuan, misalnya 12.500."
                    )
                    % {"text": _shown(text)},
                )
        unit = None
        if unit_code := row.cells.get("Unit", ""):
            unit = self.units.get(unit_code)
            if unit is None:
                fault("Unit", _("unit “%(code)s” tidak ada.") % {"code": _shown(unit_code)})
        subsidiary = None
        if account is not None and (sub_code := row.cells.get("Rekening Pembantu", "")):
            subsidiary = self.subsidiaries.get((account.pk, sub_code))
            if subsidiary is None:
                fault(
                    "Rekening Pembantu",
                    _("rekening pembantu “%(code)s” tidak ada pada akun %(account)s.")
                    % {"code": _shown(sub_code), "account": account.code},
                )
        if account is None or len(amounts) < 2:
            return None
        return LineInput(
            account=account,
            debit=amounts["Debet"],
            credit=amounts["Kredit"],
            subsidiary=subsidiary,
            unit=unit,
        )


def _closing_fault(day: date, lines: list[LineInput]) -> str:
    """Why these lines are no year-end closing: in period 13 they would be hidden from results."""
    if (day.month, day.day) != (12, 31):
        return _("jurnal penutup bertanggal 31 Desember.")
    for line in lines:
        account = line.account
        if account.kind not in (Kind.REVENUE, Kind.EXPENSE) and account.purpose != "current_result":
            return _("jurnal penutup tidak memuat akun %(account)s.") % {"account": account}
    return ""


def _first(rows: list[SheetRow], column: str) -> str:
    return next((row.cells[column] for row in rows if row.cells.get(column)), "")


def _shown(text: str) -> str:
    """A cell as a message quotes it."""
    return text if len(text) <= 40 else f"{text[:40]}…"
