"""Vouchers that ought to have a paper and have none, with their amounts."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.paper_rules import paper_rules
from ledger.selectors.papers import lacking_paper


def vouchers_without_paper(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Each voucher of the days that lacks its paper, from the book's amount on (whole rupiah)."""
    found: list[Any] = list(
        lacking_paper(book, start=start, end=end).select_related("made_by__person")
    )
    rows = [
        Row(
            cells=(
                Cell(voucher.date),
                Cell(voucher.code, ("voucher", voucher.code)),
                Cell(voucher.narration),
                Cell(voucher.made_by.get_full_name()),
                Cell(int(voucher.amount)),
            ),
            data={
                "date": voucher.date.isoformat(),
                "voucher": voucher.code,
                "narration": voucher.narration,
                "amount": int(voucher.amount),
            },
        )
        for voucher in found
    ]
    total = sum(int(voucher.amount) for voucher in found)
    label = _("Jumlah %(count)s bukti") % {"count": len(found)}
    rows.append(Row(cells=(Cell(label), *[Cell("")] * 3, Cell(total)), style="total"))
    return report_table(
        book,
        "without_paper",
        _("Bukti tanpa lampiran"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal")),
            Column("voucher", _("Nomor")),
            Column("narration", _("Uraian")),
            Column("maker", _("Dicatat oleh")),
            Column("amount", _("Jumlah"), True),
        ),
        rows=tuple(rows),
        totals={"amount": total},
        notes=(_rule(book),),
    )


def _rule(book: Book) -> str:
    least = paper_rules(book).paper_from
    if not least:
        return _("Aturan buku ini: setiap bukti berlampiran.")
    return _("Aturan buku ini: bukti mulai Rp%(amount)s berlampiran.") % {
        "amount": format_rupiah(least)
    }
