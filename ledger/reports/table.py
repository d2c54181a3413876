"""The one table that screen, paper, file and text are rendered from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Book

EN_DASH = "–"


@dataclass(frozen=True)
class Column:
    """A column; amounts stand right-aligned.

    `width` is its part of a sheet, in any unit; a table sets it on every column or on none.
    """

    key: str
    label: str
    is_amount: bool = False
    width: int = 0


@dataclass(frozen=True)
class Cell:
    """A value. `target` says what it drills down to: ("account"|"voucher", key)."""

    value: str | int | date | None = None
    target: tuple[str, str] | None = None
    url: str = ""

    @property
    def is_amount(self) -> bool:
        """Whether it is a sum of whole rupiah."""
        return isinstance(self.value, int)

    @property
    def text(self) -> str:
        """As people read it: `1.250.000`, `(500)`, an en dash for zero, `31/12/2025`."""
        if self.value is None:
            return ""
        if isinstance(self.value, int):
            return format_rupiah(self.value) if self.value else EN_DASH
        if isinstance(self.value, date):
            return self.value.strftime("%d/%m/%Y")
        return self.value


@dataclass(frozen=True)
class Row:
    """One row: what people see (`cells`) and what programs read (`data`)."""

    cells: tuple[Cell, ...]
    style: str = "line"
    level: int = 0
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ReportTable:
    """A finished report of one book. Nothing computes after this."""

    name: str
    title: str
    organization: str
    organization_name: str
    start: date
    end: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_at_date: bool = False
    has_room: bool = False
    """Rows high enough to write in by hand: lists to sign, blank forms."""

    @property
    def has_amounts(self) -> bool:
        """Whether any column holds money: a register of people is not “in rupiah”."""
        return any(column.is_amount for column in self.columns)

    def linked(self, url_for: Callable[[str, str], str]) -> "ReportTable":
        """The same table with an address on each cell that drills down."""
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, url=url_for(*cell.target)) if cell.target else cell
                    for cell in row.cells
                ),
            )
            for row in self.rows
        )
        return replace(self, rows=rows)

    def without_zero_rows(self) -> "ReportTable":
        """The same table without lines whose amounts are all zero."""
        kept = tuple(
            row
            for row in self.rows
            if row.style != "line" or any(cell.value for cell in row.cells if cell.is_amount)
        )
        return replace(self, rows=kept)


def report_table(
    book: Book, name: str, title: str, start: date, end: date, **rest: Any
) -> ReportTable:
    """A table headed with the book it is about."""
    return ReportTable(
        name=name,
        title=title,
        organization=book.slug,
        organization_name=book.name,
        start=start,
        end=end,
        **rest,
    )


def period_text(table: ReportTable) -> str:
    """`per 31/12/2025` or `1/1/2025 – 31/12/2025`."""
    end = table.end.strftime("%d/%m/%Y")
    if table.is_at_date:
        return _("per %(day)s") % {"day": end}
    return f"{table.start:%d/%m/%Y} – {end}"
