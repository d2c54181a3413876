"""Laba rugi, PHU, penghasilan komprehensif or realisasi: the result between two days."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book, Unit
from ledger.reports.columns import (
    AmountColumn,
    Options,
    budget_column,
    by_unit,
    day_label,
    layout_table,
    result_column,
    units_of,
)
from ledger.reports.table import ReportTable, report_table
from ledger.selectors.chart import chart_of


def income_title(framework: str) -> str:
    """The statement's name under a framework."""
    return {
        "kube": _("Laporan laba rugi"),
        "koperasi": _("Perhitungan hasil usaha"),
        "yayasan": _("Laporan penghasilan komprehensif"),
        "panti": _("Realisasi penerimaan dan belanja"),
    }[framework]


def income_statement(book: Book, *, start: date, end: date, **options: Any) -> ReportTable:
    """Result between two days, periods 1 to 12: the closing voucher never empties it."""
    asked = Options.of(options)

    def column(key: str, label: str, units: list[Unit] | None) -> AmountColumn:
        return result_column(book, key, label, start, end, units)

    units = units_of(book, asked)
    main = column("amount", _("Jumlah (Rp)"), units)
    columns, budget = [main], None
    if asked.budget:
        budget = budget_column(book, start, end, units)
    elif asked.by_unit:
        columns = by_unit(book, main, column)
    elif asked.compare:
        other_label = day_label(*asked.compare, at_date=False)
        other = result_column(book, "compare", other_label, *asked.compare, units)
        main = replace(main, label=day_label(start, end, at_date=False))
        columns = [main, other]
    heads, rows = layout_table(columns, main=main, budget=budget)
    chart = main.chart or chart_of(book)
    revenue = -sum(net for pk, net in main.nets.items() if pk in chart.revenue)
    expense = sum(net for pk, net in main.nets.items() if pk in chart.expense)
    return report_table(
        book,
        "income_statement",
        income_title(book.framework),
        start,
        end,
        columns=heads,
        rows=rows,
        totals={"revenue": revenue, "expense": expense, "net": main.amount("net")},
    )
