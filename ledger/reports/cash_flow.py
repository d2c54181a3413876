"""Laporan arus kas, direct method, from the counter-accounts of cash."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book
from ledger.reports.columns import AmountColumn, layout_table
from ledger.reports.layout import compute, net_reader
from ledger.reports.table import Cell, ReportTable, Row, report_table
from ledger.selectors.balances import movements
from ledger.selectors.cash_flow import counter_movements
from ledger.selectors.chart import chart_of


def cash_flow(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Laporan arus kas, direct method: each cash movement has the class of its counter-account."""
    counter = counter_movements(book, start=start, end=end)
    moved = movements(book, start=start, end=end)
    cash = [a for a in chart_of(book).accounts if a.is_cash]
    opening = sum(moved[a.pk].opening for a in cash if a.pk in moved)
    closing = sum(moved[a.pk].balance for a in cash if a.pk in moved)
    computed = compute(book, "cash_flow", net_reader(counter))
    main = AmountColumn("amount", _("Jumlah (Rp)"), computed, counter)
    heads, layout_rows = layout_table([main], main=main)
    totals = {key: main.amount(key) for key in ("operating", "investing", "financing", "net")}
    ends = (
        ("opening", _("Kas dan bank awal"), opening),
        ("closing", _("Kas dan bank akhir"), closing),
    )
    rows = list(layout_rows)
    for key, label, amount in ends:
        rows.append(
            Row(
                cells=(Cell(label), Cell(amount)),
                style="total" if key == "closing" else "subtotal",
                data={"code": key, "key": key, "name": label, "amount": amount, "style": "total"},
            )
        )
    return report_table(
        book,
        "cash_flow",
        _("Laporan arus kas"),
        start,
        end,
        columns=heads,
        rows=tuple(rows),
        totals={**totals, "opening": opening, "closing": closing},
    )
