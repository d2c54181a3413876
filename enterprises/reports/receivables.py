"""The age of what customers owe."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enterprises.reports.sources import BUSINESS
from enterprises.selectors.data import rows
from enterprises.selectors.receivables import ageing
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def receivable_ageing_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Umur piutang at a day, customer by customer; the total is that of the books."""
    label = "label_en" if get_language() == "en" else "label"
    buckets = [row[label] for row in rows("ageing.csv", book.framework)]
    aged = ageing(book, on=end)
    body = [
        Row(
            cells=(Cell(a.customer.name), *(Cell(part) for part in a.buckets), Cell(a.total)),
            data={
                "code": a.customer.code,
                "name": a.customer.name,
                "buckets": list(a.buckets),
                "amount": a.total,
            },
        )
        for a in aged
    ]
    sums = [sum(a.buckets[place] for a in aged) for place in range(len(buckets))]
    total = (Cell(_("Jumlah")), *(Cell(part) for part in sums), Cell(sum(sums)))
    body.append(Row(cells=total, style="total"))
    return report_table(
        book,
        "receivable_ageing",
        _("Umur piutang"),
        start,
        end,
        columns=(
            Column("name", _("Pelanggan")),
            *(Column(f"bucket_{n}", name, True) for n, name in enumerate(buckets)),
            Column("amount", _("Jumlah (Rp)"), True),
        ),
        rows=tuple(body),
        totals={"total": sum(sums)},
        is_at_date=True,
    )


def register_all() -> None:
    """Offer the list under `statement` and on the reports page."""
    register_report(
        Report(
            name="receivable_ageing",
            title=gettext_lazy("Umur piutang"),
            build=receivable_ageing_report,
            permission="ledger.view_vouchers",
            frameworks=BUSINESS,
        )
    )
