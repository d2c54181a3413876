"""Buku besar and buku kas: lines with a running balance."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, OPENING, period_code
from ledger.models import Account, Book, Line
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import movements


def general_ledger(
    book: Book,
    *,
    start: date,
    end: date,
    account: str | None = None,
    after_closing: bool = False,
    **_options: Any,
) -> ReportTable:
    """Buku besar of one account, or of every account that has a balance or moved."""
    accounts = book.accounts.filter(is_heading=False).order_by("code")
    if account is not None:
        accounts = accounts.filter(code=account)
    return _ledger(
        book, list(accounts), start, end, "general_ledger", _("Buku besar"), after_closing
    )


def cash_book(
    book: Book, *, start: date, end: date, account: str | None = None, **_options: Any
) -> ReportTable:
    """Buku kas and buku bank: the cash accounts, one after the other."""
    accounts = [
        a
        for a in book.accounts.order_by("code")
        if a.is_cash and (account is None or a.code == account)
    ]
    return _ledger(book, accounts, start, end, "cash_book", _("Buku kas dan bank"), False)


def _ledger(
    book: Book,
    accounts: list[Account],
    start: date,
    end: date,
    name: str,
    title: str,
    after_closing: bool,
) -> ReportTable:
    moved = movements(book, start=start, end=end, after_closing=after_closing)
    lines_of: dict[int, list[Line]] = defaultdict(list)
    lines = (
        Line.objects.filter(book=book, date__gte=start, date__lte=end, account__in=accounts)
        .exclude(period=period_code(book.opened_on.year, OPENING))
        .select_related("voucher", "subsidiary")
        .order_by("date", "voucher__sequence", "position")
    )
    if not after_closing:
        lines = lines.exclude(period=period_code(end.year, CLOSING))
    for line in lines:
        lines_of[line.account_id].append(line)
    rows: list[Row] = []
    debit_total = credit_total = 0
    for account in accounts:
        movement = moved.get(account.pk)
        if movement is None or not (movement.opening or movement.debit or movement.credit):
            continue
        debit_total += movement.debit
        credit_total += movement.credit
        rows += _account_rows(account, movement.opening, lines_of[account.pk], start)
    return report_table(
        book,
        name,
        title,
        start,
        end,
        columns=(
            Column("date", _("Tanggal")),
            Column("voucher", _("No. bukti")),
            Column("narration", _("Uraian")),
            Column("debit", _("Debet"), True),
            Column("credit", _("Kredit"), True),
            Column("balance", _("Saldo"), True),
        ),
        rows=tuple(rows),
        totals={"debit": debit_total, "credit": credit_total},
    )


def _account_rows(account: Account, opening: int, lines: list[Line], start: date) -> list[Row]:
    sign = 1 if account.side == "debit" else -1
    base = {"code": account.code, "name": account.label}
    rows = [
        Row(
            cells=(Cell(str(account)), *[Cell(None)] * 5),
            style="heading",
        ),
        Row(
            cells=(
                Cell(start),
                Cell(""),
                Cell(_("Saldo awal")),
                Cell(None),
                Cell(None),
                Cell(sign * opening),
            ),
            data={**base, "date": start.isoformat(), "voucher": "", "narration": "", "debit": 0,
                  "credit": 0, "balance": opening},
        ),
    ]  # fmt: skip
    balance = opening
    for line in lines:
        balance += line.debit - line.credit
        voucher = line.voucher
        text = voucher.narration
        if line.subsidiary:
            text = f"{text} · {line.subsidiary.name}"
        target = ("voucher", voucher.code)
        rows.append(
            Row(
                cells=(
                    Cell(line.date),
                    Cell(voucher.code, target),
                    Cell(text, target),
                    Cell(line.debit),
                    Cell(line.credit),
                    Cell(sign * balance),
                ),
                data={
                    **base,
                    "date": line.date.isoformat(),
                    "voucher": voucher.code,
                    "reference": voucher.reference,
                    "narration": voucher.narration,
                    "subsidiary": line.subsidiary.code if line.subsidiary else None,
                    "debit": line.debit,
                    "credit": line.credit,
                    "balance": balance,
                },
            )
        )
    rows.append(
        Row(
            cells=(
                Cell(""),
                Cell(""),
                Cell(_("Saldo akhir")),
                Cell(sum(line.debit for line in lines)),
                Cell(sum(line.credit for line in lines)),
                Cell(sign * balance),
            ),
            style="total",
        )
    )
    return rows
