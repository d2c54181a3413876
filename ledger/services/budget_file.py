"""A year's budget as a workbook: read whole, shown as what would change, replaced whole."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import dates
from django.utils.translation import gettext as _

from ledger.calculations.money import AmountError, parse_rupiah
from ledger.calculations.periods import MONTHS, period_code
from ledger.models import Account, Book, Budget, Kind, Unit
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow, read_rows
from ledger.services import events
from ledger.services.budget import BudgetError, set_budget
from ledger.services.periods import lock_book

ACCOUNT, NAME, UNIT = "Akun", "Nama", "Unit"
MONTH_TITLES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
TITLES = (ACCOUNT, NAME, UNIT, *MONTH_TITLES)
"""The headings of the file. They are not translated: a file must come back anywhere."""


@dataclass(frozen=True)
class BudgetRow:
    """Twelve months of one account in one unit, whole rupiah; an empty cell is no budget."""

    account: Account
    unit: Unit
    months: tuple[int, ...]


@dataclass(frozen=True)
class BudgetChange:
    """A month that another amount would replace; whole rupiah."""

    account: Account
    unit: Unit
    month: int
    before: int
    after: int

    @property
    def month_label(self) -> str:
        """The month in the reader's language."""
        return str(dates.MONTHS[self.month])


@dataclass(frozen=True)
class BudgetPlan:
    """What a file holds for a year, and `base`: what the book held when it was read."""

    year: int
    file_name: str
    rows: tuple[BudgetRow, ...]
    base: str


def budget_accounts(book: Book) -> list[Account]:
    """The accounts that a budget is about, in code order."""
    found = book.accounts.filter(
        kind__in=[Kind.REVENUE, Kind.EXPENSE], is_heading=False, is_active=True
    )
    return list(found.order_by("code"))


def held(book: Book, year: int) -> dict[tuple[int, int, int], int]:
    """(account, unit, month) → what is planned in a year."""
    rows = Budget.objects.filter(
        book=book, period__gt=period_code(year, 0), period__lte=period_code(year, 12)
    )
    return {
        (account, unit, period % 100): amount
        for account, unit, period, amount in rows.values_list(
            "account_id", "unit_id", "period", "amount"
        )
    }


def _mark(planned: Mapping[tuple[int, int, int], int]) -> str:
    """Tells whether a year's budget is still the one that a preview was made from."""
    return hashlib.sha256(repr(sorted(planned.items())).encode()).hexdigest()[:16]


@dataclass
class _Reading:
    """Rows and faults while a file is read."""

    book: Book
    rows: list[BudgetRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.accounts = {account.code: account for account in budget_accounts(self.book)}
        units = self.book.units.filter(is_active=True)
        self.units = {unit.code.upper(): unit for unit in units}

    def row(self, line: SheetRow) -> None:
        code, name = line.cells.get(ACCOUNT, "").strip(), line.cells.get(UNIT, "").strip()
        account = self.accounts.get(code)
        unit = self.units.get(name.upper() or Unit.DEFAULT_CODE)
        if account is None:
            words = _("%(code)s bukan akun pendapatan atau beban yang dipakai.")
            self._fault(line, ACCOUNT, words % {"code": code or "…"})
        if unit is None:
            words = _("unit %(name)s tidak ada; pakai %(names)s.")
            names = ", ".join(sorted(self.units))
            self._fault(line, UNIT, words % {"name": name, "names": names})
        months = tuple(self._amount(line, title) for title in MONTH_TITLES)
        if account is None or unit is None:
            return
        first = self.seen.setdefault((account.pk, unit.pk), line.number)
        if first != line.number:
            words = _("akun dan unit ini sudah ada pada baris %(row)s.")
            self._fault(line, ACCOUNT, words % {"row": first})
        self.rows.append(BudgetRow(account, unit, months))

    def _amount(self, line: SheetRow, title: str) -> int:
        text = line.cells.get(title, "").strip()
        if text in {"", "-", "–"}:
            return 0
        try:
            return int(parse_rupiah(text))
        except AmountError:
            words = _("tulis jumlah rupiah bulat, nol atau lebih; jangan pakai koma.")
            self._fault(line, title, words)
            return 0

    def _fault(self, line: SheetRow, column: str, message: str) -> None:
        self.errors.append(CellError(line.number, column, message))


def read_budget(*, book: Book, year: int, content: bytes, file_name: str) -> BudgetPlan:
    """Read a filled workbook (or CSV) of a year; nothing is stored.

    Raises FileError for the file as a whole and CellsError with every fault by row and column.
    """
    asked = frozenset(title.lower() for title in (ACCOUNT, *MONTH_TITLES))
    header, rows = read_rows(content, file_name, titles=asked)
    known = {title.lower(): title for title in TITLES}
    strange = [title for title in header if title and title.strip().lower() not in known]
    doubled = len({title.strip().lower() for title in header if title}) < sum(map(bool, header))
    if strange or doubled:
        raise FileError(
            _("Kolom %(strange)s tidak dikenal atau ganda. Pakai judul berkas contoh: %(titles)s.")
            % {"strange": ", ".join(strange) or "…", "titles": ", ".join(TITLES)}
        )
    reading = _Reading(book)
    for line in rows:
        cells = {known[k.strip().lower()]: v for k, v in line.cells.items() if k.strip()}
        reading.row(SheetRow(line.number, cells))
    if reading.errors:
        raise CellsError(reading.errors)
    return BudgetPlan(year, file_name, tuple(reading.rows), _mark(held(book, year)))


def changes_of(book: Book, plan: BudgetPlan) -> list[BudgetChange]:
    """Every month that the plan would change, in the order of the file."""
    before = held(book, plan.year)
    found = []
    for row in plan.rows:
        for month, amount in zip(MONTHS, row.months, strict=True):
            now = before.get((row.account.pk, row.unit.pk, month), 0)
            if now != amount:
                found.append(BudgetChange(row.account, row.unit, month, now, amount))
    return found


@transaction.atomic
def replace_budget(*, book: Book, plan: BudgetPlan, actor: Any, at: datetime) -> list[BudgetChange]:
    """Put the plan in place of what stands, all of it, and return what changed.

    Accounts and units that the file does not name keep what they have. Raises BudgetError when
    somebody else has changed the year's budget since the file was read.
    """
    lock_book(book)
    if _mark(held(book, plan.year)) != plan.base:
        raise BudgetError(_("Anggaran ini berubah sejak berkas diperiksa. Unggah lagi berkasnya."))
    changes = changes_of(book, plan)
    months: dict[tuple[Account, Unit], dict[int, int]] = {}
    for change in changes:
        months.setdefault((change.account, change.unit), {})[change.month] = change.after
    for (account, unit), amounts in months.items():
        by: dict[str, Any] = {"actor": actor, "at": at}
        set_budget(book=book, account=account, unit=unit, year=plan.year, months=amounts, **by)
    events.log(
        act="import_budget",
        subject=f"{plan.year} {plan.file_name}",
        actor=actor,
        at=at,
        book=book,
        changes=len(changes),
    )
    return changes
