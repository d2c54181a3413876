"""Laporan perubahan ekuitas (yayasan: perubahan aset neto), a column per component."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.coa import layout
from ledger.models import Book, Framework
from ledger.reports.columns import unclosed_result
from ledger.reports.layout import accounts_of_rows
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import movements


def equity_changes(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Laporan perubahan ekuitas: opening, additions, reductions, result, closing per column."""
    moved = movements(book, start=start, end=end)
    accounts = list(book.accounts.all())
    columns = accounts_of_rows(book, "equity_changes")
    opening_result = unclosed_result(accounts, {k: m.opening for k, m in moved.items()})
    result = unclosed_result(accounts, {k: m.change for k, m in moved.items()})
    stages: dict[str, tuple[str, list[int]]] = {
        "opening": (_("Saldo awal"), []),
        "additions": (_("Penambahan"), []),
        "reductions": (_("Pengurangan"), []),
        "result": (_("Hasil usaha periode ini"), []),
        "closing": (_("Saldo akhir"), []),
    }
    heads = []
    for row in layout(book.framework, "equity_changes"):
        heads.append(row)
        of_column = [moved[a.pk] for a in columns[row.key] if a.pk in moved]
        takes_result = "@current_result" in row.accounts
        opening = -sum(m.opening for m in of_column) + (opening_result if takes_result else 0)
        additions = sum(m.credit for m in of_column)
        reductions = -sum(m.debit for m in of_column)
        own_result = result if takes_result else 0
        for key, amount in zip(
            stages,
            (
                opening,
                additions,
                reductions,
                own_result,
                opening + additions + reductions + own_result,
            ),
            strict=True,
        ):
            stages[key][1].append(amount)
    rows = [
        Row(
            cells=(Cell(label), *(Cell(a) for a in amounts), Cell(sum(amounts))),
            style="total" if key == "closing" else "line",
            data={
                "code": key,
                "name": label,
                "amount": sum(amounts),
                **{head.key: amount for head, amount in zip(heads, amounts, strict=True)},
            },
        )
        for key, (label, amounts) in stages.items()
    ]
    return report_table(
        book,
        "equity_changes",
        _("Laporan perubahan aset neto")
        if book.framework == Framework.YAYASAN
        else _("Laporan perubahan ekuitas"),
        start,
        end,
        columns=(
            Column("name", _("Uraian")),
            *(Column(head.key, head.label, True) for head in heads),
            Column("total", _("Jumlah"), True),
        ),
        rows=tuple(rows),
        totals={key: sum(amounts) for key, (_label, amounts) in stages.items()},
    )
