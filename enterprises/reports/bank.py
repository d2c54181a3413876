"""Rekonsiliasi bank: from the bank's balance to the books', at a day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import BankAccount, BankLine
from enterprises.selectors.bank import Reconciliation, bank_accounts, net, reconciliation
from ledger.models import Book, Line
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def bank_reconciliation_report(
    book: Book, *, start: date, end: date, account: str | None = None, **_options: Any
) -> ReportTable:
    """Every bank account of the book, or the one asked for; `start` has no part in it."""
    banks = [b for b in bank_accounts(book) if account in (None, b.account.code)]
    rows: list[Row] = []
    differences = 0
    for bank in banks:
        found = reconciliation(bank, on=end)
        differences += found.difference
        rows += _rows(bank, found)
    return report_table(
        book,
        "bank_reconciliation",
        _("Rekonsiliasi bank"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=14),
            Column("text", _("Uraian"), width=60),
            Column("amount", _("Jumlah (Rp)"), True, width=26),
        ),
        rows=tuple(rows),
        totals={"difference": differences},
        notes=() if banks else (_("Belum ada rekening bank yang dicatat."),),
        is_at_date=True,
    )


def _rows(bank: BankAccount, found: Reconciliation) -> list[Row]:
    rows = [
        _row("", f"{bank} ({bank.account.code}), {bank.holder}", None, style="heading"),
        _row("", _("Saldo menurut bank"), found.bank_balance, data="bank_balance"),
    ]
    rows += _part(_("Ditambah: setoran dalam perjalanan"), found.in_transit)
    rows += _part(_("Dikurangi: pembayaran yang belum lewat bank"), found.outstanding)
    rows += _part(_("Dikurangi: mutasi bank yang belum dibukukan"), found.unrecorded)
    return [
        *rows,
        _row("", _("Saldo yang seharusnya di buku"), found.expected, style="subtotal"),
        _row("", _("Saldo menurut buku"), found.book_balance, data="book_balance"),
        _row("", _("Selisih"), found.difference, style="total", data="difference"),
    ]


def _part(title: str, lines: Any) -> list[Row]:
    """A heading with its lines, signed as they lead from the bank to the books; none when empty."""
    if not lines:
        return []
    return [_row("", title, None, style="heading"), *(_line(item) for item in lines)]


def _line(item: Line | BankLine) -> Row:
    if isinstance(item, BankLine):
        return _row(item.date, item.text, -item.amount, level=1)
    words = f"{item.voucher.code} {item.voucher.narration}"
    return _row(item.date, words, net(item), level=1, target=("voucher", item.voucher.code))


def _row(
    day: date | str,
    text: str,
    amount: int | None,
    *,
    style: str = "line",
    level: int = 0,
    data: str = "",
    target: tuple[str, str] | None = None,
) -> Row:
    return Row(
        cells=(Cell(day), Cell(text, target=target), Cell(amount)),
        style=style,
        level=level,
        data={"name": data or text, "amount": amount} if amount is not None else None,
    )


def register_all() -> None:
    """Offer it under `statement` and on the reports page."""
    register_report(
        Report(
            name="bank_reconciliation",
            title=gettext_lazy("Rekonsiliasi bank"),
            build=bank_reconciliation_report,
            permission="ledger.view_vouchers",
            frameworks=frozenset({"kube", "koperasi"}),
            options=frozenset({"account"}),
        )
    )
