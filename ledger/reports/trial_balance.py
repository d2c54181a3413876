"""Neraca saldo: every account with its balance on its side, before or after closing."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import movements
from ledger.selectors.chart import chart_of
from ledger.selectors.periods import unclosed_years


def trial_balance(
    book: Book, *, start: date, end: date, after_closing: bool = False, **_options: Any
) -> ReportTable:
    """Neraca saldo: every account that moved, with its balance on its side."""
    moved = movements(book, start=start, end=end, after_closing=after_closing)
    rows, debit_total, credit_total = [], 0, 0
    moved_debit = moved_credit = 0
    for account in chart_of(book).accounts:
        movement = moved.get(account.id)
        if movement is None or not (movement.opening or movement.debit or movement.credit):
            continue
        debit, credit = max(movement.balance, 0), max(-movement.balance, 0)
        debit_total, credit_total = debit_total + debit, credit_total + credit
        moved_debit, moved_credit = moved_debit + movement.debit, moved_credit + movement.credit
        target, label = ("account", account.code), account.label
        rows.append(
            Row(
                cells=(
                    Cell(account.code, target),
                    Cell(label, target),
                    Cell(movement.opening),
                    Cell(movement.debit),
                    Cell(movement.credit),
                    Cell(debit, target),
                    Cell(credit, target),
                ),
                data={
                    "code": account.code,
                    "name": label,
                    "debit": debit,
                    "credit": credit,
                    "balance": movement.balance,
                    "opening": movement.opening,
                    "movement_debit": movement.debit,
                    "movement_credit": movement.credit,
                },
            )
        )
    rows.append(
        Row(
            cells=(
                Cell(""),
                Cell(_("Jumlah")),
                Cell(None),
                Cell(moved_debit),
                Cell(moved_credit),
                Cell(debit_total),
                Cell(credit_total),
            ),
            style="total",
        )
    )
    title = _("Neraca saldo setelah penutupan") if after_closing else _("Neraca saldo")
    return report_table(
        book,
        "trial_balance",
        title,
        start,
        end,
        columns=(
            Column("code", _("Kode")),
            Column("name", _("Akun")),
            Column("opening", _("Saldo awal"), True),
            Column("movement_debit", _("Mutasi debet"), True),
            Column("movement_credit", _("Mutasi kredit"), True),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
        ),
        rows=tuple(rows),
        totals={"debit": debit_total, "credit": credit_total},
        notes=tuple(
            _("Tahun buku %(year)s belum ditutup; hasilnya masih di akun pendapatan dan beban.")
            % {"year": year}
            for year in unclosed_years(book, before=end.year)
        ),
    )
