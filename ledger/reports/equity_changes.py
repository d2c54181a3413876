"""Laporan perubahan ekuitas (yayasan: perubahan aset neto), a column per component."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.coa import layout
from ledger.models import Book, Framework
from ledger.reports.columns import unclosed_result
from ledger.reports.layout import CURRENT_RESULT, accounts_of_rows, label_of
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import movements, result_movements
from ledger.selectors.chart import chart_of
from ledger.selectors.equity import EquityChange
from ledger.selectors.equity import equity_changes as changes_of

STAGES = ("opening", "paid_in", "paid_out", "moved", "result", "closing")


def equity_changes(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Opening, paid in, paid out, moved without money, result, closing: per component."""
    moved = movements(book, start=start, end=end)
    changes = changes_of(book, start=start, end=end)
    chart = chart_of(book)
    opening_result = unclosed_result(chart, {k: m.opening for k, m in moved.items()})
    # Of periods 1 to 12 only: the closing of a year in between is no result with a minus.
    results = result_movements(book, start=start, end=end)
    result = unclosed_result(chart, {k: m.change for k, m in results.items()})
    of_column = accounts_of_rows(book, "equity_changes")
    heads = layout(book.framework, "equity_changes")
    amounts: dict[str, list[int]] = {stage: [] for stage in STAGES}
    for head in heads:
        ids = [account.pk for account in of_column[head.key]]
        parts = [changes.get(pk, EquityChange()) for pk in ids]
        takes_result = CURRENT_RESULT in head.accounts
        column = [
            -sum(moved[pk].opening for pk in ids if pk in moved)
            + (opening_result if takes_result else 0),
            sum(part.paid_in for part in parts),
            sum(part.paid_out for part in parts),
            sum(part.moved for part in parts),
            result if takes_result else 0,
        ]
        for stage, amount in zip(STAGES, [*column, sum(column)], strict=True):
            amounts[stage].append(amount)
    labels = {
        "opening": _("Saldo awal"),
        "paid_in": _("Setoran dan penerimaan"),
        "paid_out": _("Pengembalian dan pembayaran"),
        "moved": _("Pembagian dan pemindahan"),
        "result": _("Hasil usaha periode ini"),
        "closing": _("Saldo akhir"),
    }
    rows = tuple(
        Row(
            cells=(
                Cell(labels[stage]),
                *(Cell(amount) for amount in amounts[stage]),
                Cell(sum(amounts[stage])),
            ),
            style="total" if stage == "closing" else "line",
            data={
                "code": stage,
                "name": labels[stage],
                "amount": sum(amounts[stage]),
                **{h.key: amount for h, amount in zip(heads, amounts[stage], strict=True)},
            },
        )
        for stage in STAGES
    )
    is_foundation = book.framework == Framework.YAYASAN
    return report_table(
        book,
        "equity_changes",
        _("Laporan perubahan aset neto") if is_foundation else _("Laporan perubahan ekuitas"),
        start,
        end,
        columns=(
            Column("name", _("Uraian")),
            *(Column(head.key, label_of(head), True) for head in heads),
            Column("total", _("Jumlah"), True),
        ),
        rows=rows,
        totals={stage: sum(amounts[stage]) for stage in STAGES},
    )
