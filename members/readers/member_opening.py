"""Sheets of members' opening balances: savings (a column per product) and loans (a row each)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, format_rupiah, parse_rupiah
from ledger.readers.sheet import CellError, FileError, SheetRow, read_rows

NUMBER, NAME = "No. anggota", "Nama"
LOAN_COLUMNS = (
    NUMBER,
    NAME,
    "Produk",
    "No. pinjaman",
    "Pokok pinjaman",
    "Sisa pokok",
    "Jangka (bulan)",
    "Tanggal cair",
)
MAX_MONTHS = 600


@dataclass(frozen=True)
class SavingsCell:
    """What one member had in one product; whole rupiah above zero."""

    member: str
    product: str
    amount: int


@dataclass(frozen=True)
class LoanRow:
    """One loan as it stood: what was lent, what is left, its terms."""

    member: str
    product: str
    number: str
    principal: int
    balance: int
    months: int
    disbursed_on: date


class _Faults:
    def __init__(self) -> None:
        self.found: list[CellError] = []

    def amount(self, row: SheetRow, column: str) -> int:
        text = row.cells.get(column, "").strip()
        if not text or text == "-":
            return 0
        try:
            return int(parse_rupiah(text))
        except AmountError:
            message = _("“%(text)s” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000.")
            self.add(row, column, message % {"text": text[:40]})
            return 0

    def add(self, row: SheetRow, column: str, message: str) -> None:
        self.found.append(CellError(row.number, column, message))


def _rows(content: bytes, file_name: str, wanted: tuple[str, ...]) -> list[SheetRow]:
    header, rows = read_rows(content, file_name)
    missing = [name for name in wanted if name not in header]
    if missing:
        raise FileError(
            _("Kolom %(columns)s tidak ada. Pakai judul kolom seperti berkas contoh.")
            % {"columns": ", ".join(missing)}
        )
    return [row for row in rows if any(text.strip() for text in row.cells.values())]


def _member(row: SheetRow, members: Mapping[str, int], faults: _Faults) -> str:
    number = row.cells[NUMBER].strip()
    if number not in members:
        message = _("“%(number)s” tidak ada di daftar anggota.") % {"number": number[:20]}
        faults.add(row, NUMBER, message if number else _("wajib diisi."))
        return ""
    return number


def read_savings(
    content: bytes, file_name: str, *, members: Mapping[str, int], products: Mapping[str, str]
) -> tuple[list[SavingsCell], list[CellError]]:
    """Return the balances and every fault. `products`: column title → product code.

    Raises FileError for a sheet without members or with an unknown column, CellsError as reading.
    """
    rows = _rows(content, file_name, (NUMBER,))
    titles = [title for title in rows[0].cells if title.strip()] if rows else []
    unknown = [t for t in titles if t not in (NUMBER, NAME) and t not in products]
    if unknown:
        raise FileError(
            _("Kolom “%(column)s” bukan produk simpanan lembaga ini. Pakai berkas contoh.")
            % {"column": unknown[0][:40]}
        )
    faults, cells, seen = _Faults(), [], dict[str, int]()
    for row in rows:
        number = _member(row, members, faults)
        first = seen.setdefault(number, row.number)
        if number and first != row.number:
            faults.add(row, NUMBER, _("sama dengan baris %(row)s; satu anggota satu baris.")
                       % {"row": first})  # fmt: skip
        for title, product in products.items():
            if title in row.cells and (amount := faults.amount(row, title)) and number:
                cells.append(SavingsCell(number, product, amount))
    return cells, faults.found


def read_loans(
    content: bytes,
    file_name: str,
    *,
    members: Mapping[str, int],
    products: Mapping[str, str],
    until: date,
) -> tuple[list[LoanRow], list[CellError]]:
    """Return the loans and every fault. `products`: code or name in small letters → code.

    `until` is the first day of the book: no loan was paid out after it.
    """
    wanted = tuple(name for name in LOAN_COLUMNS if name != NAME)
    faults, loans, seen = _Faults(), [], dict[tuple[str, str], int]()
    for row in _rows(content, file_name, wanted):
        before = len(faults.found)
        loan = _loan(row, members, products, until, faults)
        if len(faults.found) > before:
            continue
        first = seen.setdefault((loan.product, loan.number), row.number)
        if first != row.number:
            faults.add(row, "No. pinjaman", _("sama dengan baris %(row)s.") % {"row": first})
        loans.append(loan)
    return loans, faults.found


def _loan(
    row: SheetRow,
    members: Mapping[str, int],
    products: Mapping[str, str],
    until: date,
    faults: _Faults,
) -> LoanRow:
    cell = {name: row.cells[name].strip() for name in LOAN_COLUMNS if name in row.cells}
    product = products.get(cell["Produk"].lower(), "")
    if not product:
        faults.add(row, "Produk", _("bukan produk pinjaman lembaga ini."))
    if not cell["No. pinjaman"] or len(cell["No. pinjaman"]) > 20:
        faults.add(row, "No. pinjaman", _("isi nomor paling panjang 20 huruf."))
    principal, balance = faults.amount(row, "Pokok pinjaman"), faults.amount(row, "Sisa pokok")
    if not principal and cell["Pokok pinjaman"] in ("", "-", "0"):
        faults.add(row, "Pokok pinjaman", _("wajib diisi."))
    if balance > principal > 0:
        message = _("lebih besar dari pokok pinjaman, %(amount)s.")
        faults.add(row, "Sisa pokok", message % {"amount": format_rupiah(principal)})
    elif not balance and cell["Sisa pokok"] in ("", "-", "0"):
        faults.add(row, "Sisa pokok", _("wajib diisi; pinjaman yang lunas tidak perlu ditulis."))
    months = int(cell["Jangka (bulan)"]) if cell["Jangka (bulan)"].isdecimal() else 0
    if not 1 <= months <= MAX_MONTHS:
        faults.add(row, "Jangka (bulan)", _("tulis bilangan bulat 1 sampai 600."))
    return LoanRow(
        member=_member(row, members, faults),
        product=product,
        number=cell["No. pinjaman"],
        principal=principal,
        balance=balance,
        months=months,
        disbursed_on=_day(row, cell["Tanggal cair"], until, faults),
    )


def _day(row: SheetRow, text: str, until: date, faults: _Faults) -> date:
    try:
        day = parse_date(text)
    except DateError:
        message = _("“%(text)s” bukan tanggal. Tulis seperti 31/12/2025.")
        faults.add(row, "Tanggal cair", message % {"text": text[:40]})
        return until
    if day > until or day.year < 1950:
        message = _("paling lambat %(day)s, hari pertama buku.")
        faults.add(row, "Tanggal cair", message % {"day": until.strftime("%d/%m/%Y")})
    return day
