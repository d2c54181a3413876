"""A collection sheet as a workbook that comes back: read all of it, or nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledger.calculations.money import AmountError, parse_rupiah
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow, read_rows
from members.models import CollectionSheet, Organization
from members.selectors.collection import Grid, sheet_grid
from members.selectors.collection import SheetRow as GridRow
from members.services.collection import save_sheet

NUMBER, NAME, PRESENT, REMARK = "No. anggota", "Nama", "Hadir", "Keterangan"
YES = frozenset({"x", "v", "ya", "y", "1", "hadir", "✓", "√"})
NO = frozenset({"", "0", "-", "–", "tidak"})
WRONG_AMOUNT = gettext_noop("tulis jumlah rupiah bulat, mis. 20.000; jangan pakai koma.")


def loan_title(place: int) -> str:
    """The heading of the instalment of a member's first, second … loan; the file's own words."""
    return "Angsuran" if place == 1 else f"Angsuran {place}"


def product_titles(grid: Grid) -> dict[str, str]:
    """Product code → heading: the name, with the code where two products share a name."""
    names = [product.name for product in grid.products]
    return {
        product.code: product.name
        if names.count(product.name) == 1
        else f"{product.name} ({product.code})"
        for product in grid.products
    }


def titles(grid: Grid) -> list[str]:
    """The headings of the file. They are not translated: a file must come back anywhere."""
    loans = [loan_title(place) for place in range(1, grid.loan_columns + 1)]
    return [NUMBER, NAME, PRESENT, *product_titles(grid).values(), *loans, REMARK]


@dataclass
class _Reading:
    """Faults and content while a file is read."""

    grid: Grid
    seen: dict[str, int] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_number = {row.membership.number: row for row in self.grid.rows}

    def row(self, line: SheetRow) -> None:
        cells, number = line.cells, line.cells.get(NUMBER, "").strip()
        found = self.by_number.get(number)
        if found is None:
            text = _("%(number)s bukan nomor anggota pada tanggal lembar ini.")
            self._fault(line, NUMBER, text % {"number": number or "…"})
            return
        if number in self.seen:
            text = _("anggota %(number)s sudah ada pada baris %(row)s.")
            self._fault(line, NUMBER, text % {"number": number, "row": self.seen[number]})
            return
        self.seen[number] = line.number
        self._same_name(line, found)
        present = cells.get(PRESENT, "").strip().lower()
        if present not in YES | NO:
            self._fault(line, PRESENT, _("tulis x untuk yang hadir, atau kosongkan."))
        amounts = {
            code: text
            for code, title in product_titles(self.grid).items()
            if (text := self._amount(line, title))
        }
        loans = self._loans(line, found)
        remark = cells.get(REMARK, "").replace("\0", "").strip()[:200]
        if amounts or loans or remark or present in YES:
            self.content[str(found.membership.pk)] = {
                "present": present in YES,
                "amounts": amounts,
                "loans": loans,
                "remark": remark,
            }

    def _same_name(self, line: SheetRow, found: GridRow) -> None:
        name, real = line.cells.get(NAME, "").strip(), found.membership.person.name
        if name and name.casefold() != real.casefold():
            text = _("nomor %(number)s adalah %(real)s, bukan %(name)s.")
            words = {"number": found.membership.number, "real": real, "name": name}
            self._fault(line, NAME, text % words)

    def _loans(self, line: SheetRow, found: GridRow) -> dict[str, str]:
        paid = {}
        for place in range(1, self.grid.loan_columns + 1):
            text = self._amount(line, loan_title(place))
            if text and place > len(found.loans):
                self._fault(
                    line, loan_title(place), _("anggota ini tidak mempunyai pinjaman sebanyak itu.")
                )
            elif text:
                paid[str(found.loans[place - 1].due.loan.pk)] = text
        return paid

    def _amount(self, line: SheetRow, column: str) -> str:
        text = line.cells.get(column, "").strip()
        if text in ("", "0", "-", "–"):
            return ""
        try:
            parse_rupiah(text)
        except AmountError:
            self._fault(line, column, _(WRONG_AMOUNT))
        return text

    def _fault(self, line: SheetRow, column: str, message: str) -> None:
        self.errors.append(CellError(line.number, column, message))


def import_sheet(
    *,
    organization: Organization,
    held_on: date,
    content: bytes,
    file_name: str,
    actor: Any,
    at: datetime,
) -> CollectionSheet:
    """Put the rows of a file into the day's draft in place of what stands there.

    Raises FileError for a file that is no such sheet, and CellsError with every fault by row and
    column; the draft stays as it was then. Posting judges the amounts themselves.
    """
    grid = sheet_grid(organization, held_on, {})
    header, rows = read_rows(content, file_name, titles=frozenset({NUMBER.lower()}))
    wanted = titles(grid)
    known = {title.lower(): title for title in wanted}
    strange = [title for title in header if title.strip() and title.strip().lower() not in known]
    doubled = len({title.strip().lower() for title in header}) < len(header)
    if strange or doubled:
        raise FileError(
            _("Kolom %(strange)s tidak dikenal. Pakai judul lembar ini: %(titles)s.")
            % {"strange": ", ".join(strange) or "…", "titles": ", ".join(wanted)}
        )
    reading = _Reading(grid)
    for line in rows:
        cells = {known[k.strip().lower()]: v for k, v in line.cells.items() if k.strip()}
        reading.row(SheetRow(line.number, cells))
    if reading.errors:
        raise CellsError(reading.errors)
    return save_sheet(
        organization=organization, held_on=held_on, content=reading.content, actor=actor, at=at
    )
