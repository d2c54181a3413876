"""What suppliers are owed on a day, by how late it is."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.reports.sources import BUSINESS
from enterprises.selectors.payables import ageing
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table

KEYS = ("not_due", "to_30", "to_60", "to_90", "over_90")


def supplier_ageing(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Umur utang pemasok: a row for each supplier who is owed something at the end of the day."""
    aged = ageing(book, on=end)
    rows = [
        Row(
            cells=(
                Cell(
                    a.supplier.name, ("subsidiary", f"{a.supplier.account.code}:{a.supplier.code}")
                ),
                *(Cell(amount) for amount in a.bands),
                Cell(a.total),
            ),
            data={
                "code": a.supplier.code,
                "name": a.supplier.name,
                **dict(zip(KEYS, a.bands, strict=True)),
                "amount": a.total,
            },
        )
        for a in aged
    ]
    sums = [sum(a.bands[place] for a in aged) for place in range(len(KEYS))]
    total = sum(sums)
    rows.append(
        Row(
            cells=(Cell(_("Jumlah")), *(Cell(amount) for amount in sums), Cell(total)),
            style="total",
        )
    )
    return report_table(
        book,
        "supplier_ageing",
        _("Umur utang pemasok"),
        start,
        end,
        columns=(
            Column("name", _("Pemasok"), width=28),
            Column("not_due", _("Belum jatuh tempo"), True, width=12),
            Column("to_30", _("1–30 hari"), True, width=12),
            Column("to_60", _("31–60 hari"), True, width=12),
            Column("to_90", _("61–90 hari"), True, width=12),
            Column("over_90", _("Lebih dari 90"), True, width=12),
            Column("amount", _("Jumlah"), True, width=12),
        ),
        rows=tuple(rows),
        totals={"total": total},
        is_at_date=True,
    )


def register_all() -> None:
    """Offer it to who sees purchases: it names single suppliers."""
    register_report(
        Report(
            name="supplier_ageing",
            title=gettext_lazy("Umur utang pemasok"),
            build=supplier_ageing,
            permission="enterprises.view_stock",
            frameworks=BUSINESS,
        )
    )
