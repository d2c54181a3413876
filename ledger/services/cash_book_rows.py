"""A treasurer's monthly cash book as vouchers: each row moves the cash against one account.

Columns No, Tanggal, Uraian, Bukti, Debet (money in), Kredit (money out), Saldo; beside them the
counter-account that is chosen here.
"""

import hashlib
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, format_rupiah, parse_rupiah
from ledger.calculations.periods import OPENING, period_code, previous_day
from ledger.calculations.wording import likeness, normalised
from ledger.models import Account, AccountBalance, Book, ImportMemory
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow
from ledger.selectors.balances import balances
from ledger.services.journal_rows import Group, Lookup

COLUMNS = ("No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo")
CHOSEN = ("Akun", "Rekening Pembantu", "Unit")
TITLES = frozenset({"tanggal", "uraian", "debet", "kredit", "saldo"})
ALIASES = {
    "no.": "No",
    "nomor": "No",
    "no. bukti": "Bukti",
    "no bukti": "Bukti",
    "keterangan": "Uraian",
    "debit": "Debet",
}
ENOUGH_ALIKE = 0.6
_OPENING = re.compile(r"(saldo (awal|lalu|bulan lalu)|pindahan)\b", re.IGNORECASE)
_TOTAL = re.compile(r"(jumlah|total|saldo akhir)\b", re.IGNORECASE)


def known_rows(header: list[str], rows: list[SheetRow]) -> list[SheetRow]:
    """The rows with our words for columns, without totals at the foot.

    A blank date is that of the row above. Raises FileError when a column is missing.
    """
    known = {name.lower(): name for name in (*COLUMNS, *CHOSEN)} | ALIASES
    names = {title: known.get(title.strip().lower(), "") for title in header}
    missing = [n for n in COLUMNS if n not in names.values() and n not in ("No", "Bukti")]
    if missing:
        raise FileError(
            _("Kolom %(columns)s tidak ada. Pakai judul kolom seperti pada berkas contoh.")
            % {"columns": ", ".join(missing)}
        )
    found, day = [], ""
    for row in rows:
        cells = dict.fromkeys((*COLUMNS, *CHOSEN), "")
        cells |= {names[title]: text for title, text in row.cells.items() if names.get(title)}
        if _TOTAL.match(cells["Uraian"] or cells["No"]) or not any(cells.values()):
            continue
        day = cells["Tanggal"] or day
        cells["Tanggal"] = day
        found.append(SheetRow(row.number, cells))
    return found


def is_opening_row(cells: dict[str, str]) -> bool:
    """Whether a row only brings the balance forward."""
    return bool(_OPENING.match(cells["Uraian"]))


def suggest(book: Book, rows: Iterable[SheetRow]) -> set[int]:
    """Fill blank counter-accounts from what was chosen before; the numbers of the rows filled."""
    memories = {
        is_income: {m.words: m for m in book.import_memories.filter(is_income=is_income)}
        for is_income in (True, False)
    }
    filled = set()
    for row in rows:
        if row.cells["Akun"] or is_opening_row(row.cells):
            continue
        memory = _remembered(memories[is_income(row.cells)], normalised(row.cells["Uraian"]))
        if memory is not None:
            row.cells["Akun"] = memory.account
            row.cells["Rekening Pembantu"] = memory.subsidiary
            filled.add(row.number)
    return filled


def is_income(cells: dict[str, str]) -> bool:
    """Whether money comes in."""
    return cells["Debet"] not in ("", "0")


def _remembered(memories: dict[str, ImportMemory], words: str) -> ImportMemory | None:
    if words in memories:
        return memories[words]
    best = max(memories, key=lambda known: (likeness(known, words), known), default=None)
    return memories[best] if best and likeness(best, words) >= ENOUGH_ALIKE else None


def cash_book_groups(book: Book, cash: Account, rows: list[SheetRow], seed: str) -> list[Group]:
    """One voucher per row. Raises CellsError with every fault by row and column."""
    errors = saldo_faults(cash, rows)
    lookup, groups = Lookup(book), []
    for row in rows:
        if is_opening_row(row.cells):
            continue
        pair = _pair(cash, row, errors)
        if pair is None:
            continue
        before = len(errors)
        number = row.cells["Bukti"] or row.cells["No"] or f"{row.number}"
        key = hashlib.sha256(f"{seed} {row.number}".encode()).hexdigest()
        made = lookup.voucher(number, pair, key, errors)
        errors[before:] = list(dict.fromkeys(errors[before:]))
        groups.append(Group(pair, made))
    if errors:
        raise CellsError(sorted(errors, key=lambda error: error.row))
    if not groups:
        raise FileError(_("Berkas tidak memuat satu baris pun."))
    return groups


def _pair(cash: Account, row: SheetRow, errors: list[CellError]) -> list[SheetRow] | None:
    cells, before = row.cells, len(errors)
    amounts = {side: _amount(row, side, errors) for side in ("Debet", "Kredit")}
    if len(errors) > before:
        return None
    if (amounts["Debet"] > 0) == (amounts["Kredit"] > 0):
        message = _("isi tepat satu: Debet (uang masuk) atau Kredit (uang keluar).")
        errors.append(CellError(row.number, "Debet", message))
        return None
    code = cells["Akun"].split(" ")[0]
    if not code:
        errors.append(CellError(row.number, "Akun", _("pilih akun lawan.")))
        return None
    if code == cash.code:
        message = _("akun lawan tidak boleh kas yang sama.")
        errors.append(CellError(row.number, "Akun", message))
        return None
    shared = {
        "No. Bukti": cells["Bukti"] or cells["No"] or f"{row.number}",
        "Tanggal": cells["Tanggal"],
        "Uraian": cells["Uraian"],
        "Unit": cells.get("Unit", ""),
    }
    debit, credit = str(amounts["Debet"] or ""), str(amounts["Kredit"] or "")
    own = {"Akun": cash.code, "Debet": debit, "Kredit": credit}
    other = {
        "Akun": code,
        "Debet": credit,
        "Kredit": debit,
        "Rekening Pembantu": cells.get("Rekening Pembantu", "").split(" ")[0],
    }
    return [SheetRow(row.number, shared | own), SheetRow(row.number, shared | other)]


def _amount(row: SheetRow, side: str, errors: list[CellError]) -> int:
    text = row.cells[side]
    if text in ("", "-", "–", "0"):
        return 0
    try:
        return int(parse_rupiah(text))
    except AmountError:
        message = _("“%(text)s” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")
        errors.append(CellError(row.number, side, message % {"text": text[:40]}))
        return 0


def saldo_faults(cash: Account, rows: list[SheetRow]) -> list[CellError]:
    """Check the running balance row by row, and its beginning against the books."""
    faults: list[CellError] = []
    running: int | None = None
    for row in rows:
        ignored: list[CellError] = []  # amounts that cannot be read are reported elsewhere
        debit, credit = (_amount(row, side, ignored) for side in ("Debet", "Kredit"))
        if not row.cells["Saldo"] and not is_opening_row(row.cells):
            running = None if running is None else running + debit - credit
            continue
        stated = _amount(row, "Saldo", faults) if row.cells["Saldo"] else debit
        if is_opening_row(row.cells):
            debit = credit = 0
        if running is None:
            _compare_with_books(cash, row, stated - debit + credit, faults)
        elif running + debit - credit != stated:
            faults.append(
                CellError(
                    row.number,
                    "Saldo",
                    _("saldo %(stated)s, padahal hitungannya %(right)s.")
                    % {
                        "stated": format_rupiah(stated),
                        "right": format_rupiah(running + debit - credit),
                    },
                )
            )
        running = stated
    return faults


def _compare_with_books(
    cash: Account, row: SheetRow, brought: int, faults: list[CellError]
) -> None:
    try:
        day = parse_date(row.cells["Tanggal"])
    except DateError:
        return
    book = cash.book
    if day <= book.opened_on:
        opening = AccountBalance.objects.filter(
            account=cash, period=period_code(book.opened_on.year, OPENING)
        )
        held = sum(b.debit - b.credit for b in opening)
    else:
        held = balances(book, on=previous_day(day)).get(cash.pk, 0)
    if held != brought:
        faults.append(
            CellError(
                row.number,
                "Saldo",
                _(
                    "saldo awal %(stated)s, padahal menurut buku %(held)s sebelum %(day)s."
                    " Lengkapi dahulu saldo awal atau bukti sebelumnya."
                )
                % {
                    "stated": format_rupiah(brought),
                    "held": format_rupiah(held),
                    "day": day.strftime("%d/%m/%Y"),
                },
            )
        )
