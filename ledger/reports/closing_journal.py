"""Jurnal penutup: the lines that moved the year's result into equity, in period 13."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, period_code
from ledger.models import Book, Line
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def closing_journal(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Every line of the closing vouchers of the years between two days."""
    lines = (
        Line.objects.filter(
            book=book,
            period__in=[period_code(year, CLOSING) for year in range(start.year, end.year + 1)],
            date__gte=start,
            date__lte=end,
        )
        .select_related("account", "voucher")
        .order_by("voucher__sequence", "position")
    )
    rows = [
        Row(
            cells=(
                Cell(line.date),
                Cell(line.voucher.code, ("voucher", line.voucher.code)),
                Cell(str(line.account), ("account", line.account.code)),
                Cell(line.debit),
                Cell(line.credit),
            ),
            data={
                "date": line.date.isoformat(),
                "voucher": line.voucher.code,
                "code": line.account.code,
                "debit": line.debit,
                "credit": line.credit,
            },
        )
        for line in lines
    ]
    debit = sum(line.debit for line in lines)
    credit = sum(line.credit for line in lines)
    if rows:
        total = (Cell(""), Cell(""), Cell(_("Jumlah")), Cell(debit), Cell(credit))
        rows.append(Row(cells=total, style="total"))
    return report_table(
        book,
        "closing_journal",
        _("Jurnal penutup"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal")),
            Column("voucher", _("Bukti")),
            Column("name", _("Akun")),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
        ),
        rows=tuple(rows),
        totals={"debit": debit, "credit": credit},
        notes=() if rows else (_("Tahun buku ini belum ditutup."),),
    )
