"""Laporan posisi keuangan, compared, by unit, with the unclosed result as its own line."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book, Unit
from ledger.reports.columns import (
    AmountColumn,
    Options,
    by_unit,
    day_label,
    layout_table,
    position_column,
    units_of,
)
from ledger.reports.table import Cell, ReportTable, Row, report_table


def balance_sheet(book: Book, *, start: date, end: date, **options: Any) -> ReportTable:
    """Laporan posisi keuangan at a day; the unclosed result is its own computed line.

    A unit's own sheet rarely balances by itself: what one unit owes another shows as a
    computed row, and the rows of all units add up to nothing.
    """
    asked = Options.of(options)
    closing = asked.after_closing

    def column(key: str, label: str, units: list[Unit] | None) -> AmountColumn:
        return position_column(book, key, label, end, units, after_closing=closing)

    label = day_label(start, end, at_date=True)
    main = column("amount", _("Jumlah (Rp)"), units_of(book, asked))
    columns = [main]
    if asked.by_unit:
        columns = by_unit(book, main, column)
    elif asked.compare:
        before = asked.compare[1]
        other = position_column(
            book,
            "compare",
            day_label(before, before, at_date=True),
            before,
            units_of(book, asked),
            after_closing=closing,
        )
        columns = [replace(main, label=label), other]
        main = columns[0]
    heads, rows = layout_table(columns, main=main)
    if asked.unit or asked.by_unit:
        rows = (*rows, _between_units(columns))
    return report_table(
        book,
        "balance_sheet",
        _("Laporan posisi keuangan"),
        start,
        end,
        columns=heads,
        rows=rows,
        totals={key: main.amount(key) for key in ("assets", "liabilities", "equity")},
        is_at_date=True,
    )


def _between_units(columns: list[AmountColumn]) -> Row:
    gaps = [c.amount("assets") - c.amount("liabilities_and_equity") for c in columns]
    label = _("Hubungan antar unit (dihitung)")
    return Row(
        cells=(Cell(label), *(Cell(gap) for gap in gaps)),
        data={"code": "between_units", "name": label, "amount": gaps[-1]},
    )
