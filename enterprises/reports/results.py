"""The result of a period by unit, and what each channel leaves after the cost of goods."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.reports.sources import BUSINESS
from enterprises.selectors.data import rows
from enterprises.selectors.sales import sales_by_channel
from ledger.calculations.money import allocate
from ledger.models import Book, Kind
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import result_movements


def unit_results_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Hasil per unit usaha: income, cost and result; they add up to the result of the book."""
    accounts = {account.pk: account for account in book.accounts.all()}
    shown, whole = [], [0, 0]
    for unit in book.units.all():
        sums = [0, 0]
        for pk, moved in result_movements(book, start=start, end=end, units=[unit]).items():
            if accounts[pk].kind == Kind.REVENUE:
                sums[0] -= moved.change
            elif accounts[pk].kind == Kind.EXPENSE:
                sums[1] += moved.change
        if not any(sums):
            continue
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
        result = sums[0] - sums[1]
        shown.append(
            Row(
                cells=(Cell(unit.label), Cell(sums[0]), Cell(sums[1]), Cell(result)),
                data={"code": unit.code, "name": unit.label, "amount": result},
            )
        )
    total = whole[0] - whole[1]
    shown.append(
        Row(cells=(Cell(_("Jumlah")), Cell(whole[0]), Cell(whole[1]), Cell(total)), style="total")
    )
    return report_table(
        book,
        "unit_results",
        _("Hasil per unit usaha"),
        start,
        end,
        columns=(
            Column("name", _("Unit usaha")),
            Column("revenue", _("Pendapatan"), True),
            Column("expense", _("Beban"), True),
            Column("net", _("Hasil"), True),
        ),
        rows=tuple(shown),
        totals={"total": total},
    )


def cost_of_goods(book: Book, *, start: date, end: date) -> int:
    """What was charged to the accounts of materials and cost of sales, whole rupiah."""
    prefixes = tuple(row["prefix"] for row in rows("cost_accounts.csv", book.framework))
    goods = {
        account.pk
        for account in book.accounts.filter(kind=Kind.EXPENSE)
        if account.code.startswith(prefixes)
    }
    moved = result_movements(book, start=start, end=end)
    return sum(movement.change for pk, movement in moved.items() if pk in goods)


def channel_margin_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Sisa hasil per saluran: sales less the cost of goods, which is shared by what was sold."""
    sold = [item for item in sales_by_channel(book, start=start, end=end) if item.amount > 0]
    cost = cost_of_goods(book, start=start, end=end)
    parts = allocate(cost, [item.amount for item in sold]) if sold else []
    shown = []
    for item, part in zip(sold, parts, strict=True):
        name = item.channel.name if item.channel else _("Saluran belum dicatat")
        left = item.amount - part
        shown.append(
            Row(
                cells=(Cell(name), Cell(item.amount), Cell(part), Cell(left)),
                data={
                    "code": item.channel.code if item.channel else "-",
                    "name": name,
                    "amount": left,
                },
            )
        )
    sales = sum(item.amount for item in sold)
    total = sales - sum(parts)
    shown.append(
        Row(
            cells=(Cell(_("Jumlah")), Cell(sales), Cell(sum(parts)), Cell(total)),
            style="total",
        )
    )
    return report_table(
        book,
        "channel_margin",
        _("Sisa hasil per saluran"),
        start,
        end,
        columns=(
            Column("name", _("Saluran")),
            Column("sales", _("Penjualan"), True),
            Column("cost", _("Bahan dan harga pokok"), True),
            Column("margin", _("Sisa"), True),
        ),
        rows=tuple(shown),
        totals={"total": total},
        notes=(
            _("Bahan dan harga pokok dibagi menurut penjualan: buku tidak mencatat per saluran."),
        ),
    )


def register_all() -> None:
    """Offer both under `statement` and on the reports page."""
    for name, title, build in (
        ("unit_results", gettext_lazy("Hasil per unit usaha"), unit_results_report),
        ("channel_margin", gettext_lazy("Sisa hasil per saluran"), channel_margin_report),
    ):
        register_report(Report(name=name, title=title, build=build, frameworks=BUSINESS))
