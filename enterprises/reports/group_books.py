"""The fourteen books of a KUBE (kube.md §2.3): which report is which book, and the blank forms."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import registry
from ledger.models import Book
from ledger.reports.table import Cell, Column, ReportTable, Row

BLANK_ROWS = 14
SIGNED = frozenset({"sign", "signature", "initials"})


@dataclass(frozen=True)
class GroupBook:
    """One book: its number, name, and the reports that it is made of."""

    number: int
    title: Any
    reports: tuple[str, ...]
    page: str = ""
    """Where its entries are typed, below `usaha/catatan/`."""


BOOKS: tuple[GroupBook, ...] = (
    GroupBook(1, gettext_lazy("Buku anggota"), ("members_book",)),
    GroupBook(2, gettext_lazy("Buku pengurus"), ("board_book",)),
    GroupBook(3, gettext_lazy("Buku kas dan bank"), ("cash_book",)),
    GroupBook(4, gettext_lazy("Buku simpanan"), ("savings_book",)),
    GroupBook(5, gettext_lazy("Buku IKS"), ("fund_register",)),
    GroupBook(6, gettext_lazy("Buku pinjaman"), ("loans_book",)),
    GroupBook(7, gettext_lazy("Buku produksi"), ("record_produksi",), "produksi"),
    GroupBook(8, gettext_lazy("Buku penjualan"), ("sales_book",)),
    GroupBook(9, gettext_lazy("Buku pembelian"), ("purchases_book",)),
    GroupBook(10, gettext_lazy("Buku inventaris"), ("record_inventaris",), "inventaris"),
    GroupBook(11, gettext_lazy("Buku tamu"), ("record_tamu",), "tamu"),
    GroupBook(12, gettext_lazy("Buku notulen"), ("minutes_book",)),
    GroupBook(13, gettext_lazy("Buku bagi hasil"), ("profit_book",)),
    GroupBook(
        14, gettext_lazy("Buku kegiatan, surat, dan anjuran"), ("record_kegiatan",), "kegiatan"
    ),
)


def book_table(book: Book, name: str, *, start: date, end: date) -> ReportTable:
    """One of the books with a column for initials, where it has none to sign."""
    table: ReportTable = registry.report(name).build(book, start=start, end=end)
    return signed(table)


def signed(table: ReportTable) -> ReportTable:
    """The same table with a narrow column to be initialled by hand."""
    if any(column.key in SIGNED for column in table.columns):
        return table
    whole = sum(column.width for column in table.columns)
    column = Column("initials", _("Paraf"), width=max(whole // 12, 1) if whole else 0)
    rows = tuple(
        row if row.style == "heading" else replace(row, cells=(*row.cells, Cell("")))
        for row in table.rows
    )
    return replace(table, columns=(*table.columns, column), rows=rows)


def blank_table(book: Book, name: str, *, on: date) -> ReportTable:
    """The form of a book to be filled in by hand."""
    table = book_table(book, name, start=on, end=on)
    empty = tuple(Cell("\u00a0") for _column in table.columns)  # an empty one has no height
    rows = tuple(Row(cells=empty) for _n in range(BLANK_ROWS))
    return replace(table, rows=rows, notes=(), totals={}, has_room=True, is_at_date=True)
