"""Import a journal file: rows grouped by No. Bukti, all of them or none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, parse_rupiah
from ledger.models import Account, Book, ImportBatch, Origin, Subsidiary, Unit, Voucher
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow, read_rows
from ledger.services import events, journal
from ledger.services.journal import LineInput, PostingError, VoucherInput

REQUIRED = ("No. Bukti", "Tanggal", "Uraian", "Akun", "Debet", "Kredit")
OPTIONAL = ("Rekening Pembantu", "Unit", "Pihak", "Dicatat", "Jenis")
ALIASES = {"recorded_on": "Dicatat", "no bukti": "No. Bukti", "debit": "Debet"}
OPENING_WORDS = {"pembukaan", "saldo awal", "opening"}
COLUMN_OF_FIELD = {
    "date": "Tanggal",
    "narration": "Uraian",
    "account": "Akun",
    "debit": "Debet",
    "credit": "Kredit",
    "subsidiary": "Rekening Pembantu",
    "unit": "Unit",
}


@dataclass(frozen=True)
class ImportResult:
    """What an import stored, or would store in a trial run (`vouchers` is empty then)."""

    rows: int
    count: int
    vouchers: tuple[Voucher, ...]


@dataclass
class _Group:
    rows: list[SheetRow]
    input: VoucherInput | None = None


def import_journal(
    *,
    book: Book,
    content: bytes,
    file_name: str,
    actor: Any,
    at: datetime,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Import an .xlsx or .csv file into a book, or only check it.

    Columns: see REQUIRED and OPTIONAL. Vouchers are posted in date order. Raises FileError for
    the file, CellsError with every fault by row and column; nothing is stored then.
    """
    header, rows = read_rows(content, file_name)
    rows = _with_known_columns(header, rows)
    groups = _groups(rows)
    lookup = _Lookup(book)
    errors: list[CellError] = []
    file_hash = hashlib.sha256(content).hexdigest()
    for number, group in groups.items():
        key = hashlib.sha256(f"{file_hash} {number}".encode()).hexdigest()
        group.input = lookup.voucher(number, group.rows, key, errors)
    if errors:
        raise CellsError(sorted(errors, key=lambda e: e.row))
    ordered = sorted(
        groups.values(),
        key=lambda g: (not g.input.is_opening, g.input.date),  # type: ignore[union-attr]
    )
    try:
        with transaction.atomic():
            result = _store(book, ordered, rows, file_hash, file_name, actor, at, progress)
            if dry_run:
                transaction.set_rollback(True)
                return ImportResult(rows=result.rows, count=result.count, vouchers=())
    except journal.VouchersRefusedError as refused:
        raise CellsError(
            sorted((_cell_error(e, ordered) for e in refused.errors), key=lambda e: e.row)
        ) from None
    except PostingError as refused:
        raise CellsError([_cell_error(refused, ordered)]) from None
    return result


def _store(
    book: Book,
    ordered: list[_Group],
    rows: list[SheetRow],
    file_hash: str,
    file_name: str,
    actor: Any,
    at: datetime,
    progress: Callable[[int, int], None] | None,
) -> ImportResult:
    earlier = ImportBatch.objects.filter(book=book, file_hash=file_hash).first()
    if earlier is not None:
        raise FileError(
            _("Berkas ini sudah diimpor pada %(day)s; tidak ada yang diimpor lagi.")
            % {"day": earlier.imported_at.strftime("%d/%m/%Y")}
        )
    batch = ImportBatch.objects.create(
        book=book,
        file_name=file_name[-200:],
        file_hash=file_hash,
        rows=len(rows),
        imported_by=actor,
        imported_at=at,
    )
    vouchers = journal.post_many(
        book=book,
        vouchers=[group.input for group in ordered if group.input is not None],
        actor=actor,
        at=at,
        batch=batch,
        progress=progress,
    )
    events.log(
        act="import_journal",
        subject=batch.file_name,
        actor=actor,
        at=at,
        book=book,
        rows=len(rows),
        vouchers=len(vouchers),
    )
    return ImportResult(rows=len(rows), count=len(vouchers), vouchers=tuple(vouchers))


def _with_known_columns(header: list[str], rows: list[SheetRow]) -> list[SheetRow]:
    known = {name.lower(): name for name in (*REQUIRED, *OPTIONAL)} | ALIASES
    names = {title: known.get(title.strip().lower(), title) for title in header}
    missing = [name for name in REQUIRED if name not in names.values()]
    if missing:
        raise FileError(
            _("Kolom %(columns)s tidak ada. Pakai judul kolom seperti pada berkas contoh.")
            % {"columns": ", ".join(missing)}
        )
    return [
        SheetRow(row.number, {names[title]: cell for title, cell in row.cells.items() if title})
        for row in rows
    ]


def _groups(rows: list[SheetRow]) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    errors = []
    for row in rows:
        number = row.cells["No. Bukti"]
        if not number:
            errors.append(CellError(row.number, "No. Bukti", _("isi nomor bukti.")))
            continue
        groups.setdefault(number, _Group([])).rows.append(row)
    if errors:
        raise CellsError(errors)
    return groups


class _Lookup:
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
        other_day = _("tanggal berbeda dari baris pertama bukti %(number)s.") % {"number": number}
        errors += [
            CellError(row.number, "Tanggal", other_day)
            for row in rows[1:]
            if row.cells["Tanggal"] not in ("", first.cells["Tanggal"])
        ]
        lines = [line for row in rows if (line := self._line(row, errors)) is not None]
        if len(number) > 60:
            errors.append(CellError(first.number, "No. Bukti", _("paling panjang 60 huruf.")))
        if len(errors) > before or day is None:
            return None
        return VoucherInput(
            date=day,
            narration=first.cells["Uraian"],
            lines=lines,
            reference=number,
            party=_first(rows, "Pihak")[:120],
            key=key,
            origin=Origin.IMPORT,
            is_opening=first.cells.get("Jenis", "").strip().lower() in OPENING_WORDS,
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
            errors.append(
                CellError(
                    row.number,
                    column,
                    _("“%(text)s” bukan tanggal. Tulis seperti 31/12/2025.") % {"text": text},
                )
            )
            return None

    def _line(self, row: SheetRow, errors: list[CellError]) -> LineInput | None:
        def fault(column: str, message: str) -> None:
            errors.append(CellError(row.number, column, message))

        code = row.cells["Akun"].split(" ")[0]
        account = self.accounts.get(code)
        if account is None:
            fault("Akun", _("akun “%(code)s” tidak ada dalam buku ini.") % {"code": code})
        amounts = {}
        for column in ("Debet", "Kredit"):
            text = row.cells[column]
            try:
                amounts[column] = parse_rupiah(text) if text and text != "0" else 0
            except AmountError:
                fault(
                    column,
                    _("“%(text)s” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")
                    % {"text": text},
                )
        unit = None
        if unit_code := row.cells.get("Unit", ""):
            unit = self.units.get(unit_code)
            if unit is None:
                fault("Unit", _("unit “%(code)s” tidak ada.") % {"code": unit_code})
        subsidiary = None
        if account is not None and (sub_code := row.cells.get("Rekening Pembantu", "")):
            subsidiary = self.subsidiaries.get((account.pk, sub_code))
            if subsidiary is None:
                fault(
                    "Rekening Pembantu",
                    _("rekening pembantu “%(code)s” tidak ada pada akun %(account)s.")
                    % {"code": sub_code, "account": account.code},
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


def _first(rows: list[SheetRow], column: str) -> str:
    return next((row.cells[column] for row in rows if row.cells.get(column)), "")


def _cell_error(error: PostingError, groups: list[_Group]) -> CellError:
    """Place a refusal of the gate at the row of the file it came from."""
    rows = groups[error.voucher_index].rows
    row = rows[error.line] if error.line is not None else rows[0]
    return CellError(row.number, COLUMN_OF_FIELD.get(error.field, ""), str(error))
