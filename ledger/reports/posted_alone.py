"""What was posted without a second pair of eyes: the digest for the pengawas (koperasi.md §2)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors import approvals


def posted_alone(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Each voucher that its maker posted alone, with the reason he gave."""
    found = approvals.posted_alone(book, start, end)
    rows = [
        Row(
            cells=(
                Cell(one.day),
                Cell(one.code, ("voucher", one.code)),
                Cell(one.narration),
                Cell(one.maker),
                Cell(one.reason),
                Cell(one.amount),
            )
        )
        for one in found
    ]
    total = sum(one.amount for one in found)
    blank = [Cell("")] * 4
    rows.append(Row(cells=(Cell(_("Jumlah")), *blank, Cell(total)), style="total"))
    return report_table(
        book,
        "posted_alone",
        _("Bukti tanpa persetujuan"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal")),
            Column("voucher", _("Nomor")),
            Column("narration", _("Uraian")),
            Column("maker", _("Dicatat oleh")),
            Column("reason", _("Alasan")),
            Column("amount", _("Jumlah"), True),
        ),
        rows=tuple(rows),
        totals={"amount": total},
    )
