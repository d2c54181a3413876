"""Three lists of a business: code, name, amount. Sales by channel, capital by source, profit."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import AllocationLine
from enterprises.selectors.capital import capital_by_source
from enterprises.selectors.profit import in_force
from enterprises.selectors.sales import sales_by_channel
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table

BUSINESS = frozenset({"kube", "koperasi"})
Item = tuple[str, str, int]
"""Code, name and whole rupiah."""


def sales_by_channel_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Penjualan per saluran: what each way to the buyer brought in."""
    items = [
        (s.channel.code, s.channel.name, s.amount)
        if s.channel
        else ("-", _("Saluran belum dicatat"), s.amount)
        for s in sales_by_channel(book, start=start, end=end)
    ]
    return _table(book, "sales_by_channel", _("Penjualan per saluran"), start, end, items)


def capital_sources_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Peta sumber modal at a day; the total is that of the balance sheet."""
    items = [
        (s.source.value, str(s.source.label), s.amount) for s in capital_by_source(book, on=end)
    ]
    return _table(
        book, "capital_sources", _("Peta sumber modal"), start, end, items, is_at_date=True
    )


def profit_allocation_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Pembagian laba: what meetings between two days decided, pool by pool."""
    sums: dict[tuple[str, str], int] = {}
    lines = AllocationLine.objects.filter(
        allocation__in=in_force(book).filter(voucher__date__range=(start, end))
    )
    for line in lines.order_by("pk"):
        key = (line.pool, str(line.get_pool_display()))
        sums[key] = sums.get(key, 0) + line.amount
    items = [(code, name, amount) for (code, name), amount in sums.items()]
    return _table(book, "profit_allocation", _("Pembagian laba"), start, end, items)


def _table(
    book: Book,
    name: str,
    title: str,
    start: date,
    end: date,
    items: list[Item],
    **rest: Any,
) -> ReportTable:
    total = sum(amount for _code, _name, amount in items)
    rows = [
        Row(
            cells=(Cell(label), Cell(amount), Cell(_share(amount, total))),
            data={"code": code, "name": label, "amount": amount},
        )
        for code, label, amount in items
    ]
    rows.append(Row(cells=(Cell(_("Jumlah")), Cell(total), Cell("")), style="total"))
    return report_table(
        book,
        name,
        title,
        start,
        end,
        columns=(
            Column("name", _("Uraian")),
            Column("amount", _("Jumlah (Rp)"), True),
            Column("share", _("Bagian")),
        ),
        rows=tuple(rows),
        totals={"total": total},
        **rest,
    )


def _share(amount: int, total: int) -> str:
    """`43,9 %` of the total; empty when there is nothing to be a part of."""
    if total <= 0:
        return ""
    tenths = (amount * 2000 + total) // (2 * total)
    return f"{tenths // 10},{tenths % 10} %"


def register_all() -> None:
    """Offer the three lists under `statement` and on the reports page."""
    for name, title, build in (
        ("sales_by_channel", gettext_lazy("Penjualan per saluran"), sales_by_channel_report),
        ("capital_sources", gettext_lazy("Peta sumber modal"), capital_sources_report),
        ("profit_allocation", gettext_lazy("Pembagian laba"), profit_allocation_report),
    ):
        register_report(Report(name=name, title=title, build=build, frameworks=BUSINESS))
