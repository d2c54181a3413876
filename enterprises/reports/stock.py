"""Stock on a day, the stock card, and the cost of goods sold counted periodically."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import Item, StockMovement
from enterprises.models.stock import spoken
from enterprises.reports.sources import BUSINESS
from enterprises.selectors.cost_of_sales import cost_of_sales
from enterprises.selectors.stock import Held, held_of_book
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def stock_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Nilai persediaan: what lies in stock at the end of a day, at average cost."""
    there = held_of_book(book, on=end)
    items = Item.objects.filter(book=book, pk__in=there).select_related("stock_account")
    rows, total = [], 0
    for item in items.order_by("stock_account__code", "name"):
        now = there[item.pk]
        total += now.value
        rows.append(
            Row(
                cells=(
                    Cell(item.name),
                    Cell(f"{now.quantity_text} {item.measure}"),
                    Cell(now.average),
                    Cell(now.value, ("account", item.stock_account.code)),
                ),
                data={
                    "code": item.code,
                    "name": item.name,
                    "account": item.stock_account.code,
                    "quantity": now.quantity_text.replace(",", "."),
                    "amount": now.value,
                },
            )
        )
    rows.append(Row(cells=(Cell(_("Jumlah")), Cell(""), Cell(""), Cell(total)), style="total"))
    return report_table(
        book,
        "stock_value",
        _("Nilai persediaan"),
        start,
        end,
        columns=(
            Column("name", _("Barang")),
            Column("quantity", _("Jumlah")),
            Column("average", _("Rata-rata (Rp)"), True),
            Column("amount", _("Nilai (Rp)"), True),
        ),
        rows=tuple(rows),
        totals={"total": total},
        is_at_date=True,
    )


def card_report(
    book: Book, *, start: date, end: date, item: Item | None = None, **_options: Any
) -> ReportTable:
    """Kartu stok: in, out and what is left, item by item."""
    found = StockMovement.objects.filter(book=book, date__lte=end).select_related("item", "voucher")
    if item is not None:
        found = found.filter(item=item)
    rows: list[Row] = []
    of_item: dict[int, Held] = {}
    shown: int | None = None
    for move in found.order_by("item__name", "item", "date", "sequence"):
        before = of_item.get(move.item_id, Held())
        now = Held(before.quantity + move.quantity, before.value + move.value)
        of_item[move.item_id] = now
        if move.date < start:
            continue
        if item is None and shown != move.item_id:
            shown = move.item_id
            label = f"{move.item.name} ({move.item.measure})"
            rows.append(Row(cells=(Cell(label), *[Cell(None)] * 6), style="heading"))
        rows.append(_card_row(move, now))
    return report_table(
        book,
        "stock_card",
        _("Kartu stok"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=12),
            Column("voucher", _("Bukti"), width=18),
            Column("kind", _("Uraian"), width=18),
            Column("in", _("Masuk"), width=11),
            Column("out", _("Keluar"), width=11),
            Column("left", _("Sisa"), width=11),
            Column("value", _("Nilai sisa (Rp)"), True, width=19),
        ),
        rows=tuple(rows),
        totals={"total": sum(held.value for held in of_item.values())},
    )


def _card_row(move: StockMovement, now: Held) -> Row:
    code = move.voucher.code if move.voucher else ""
    target = ("voucher", code) if code else None
    kind = str(move.get_kind_display())
    came, went = (move.quantity, 0) if move.quantity > 0 else (0, -move.quantity)
    return Row(
        cells=(
            Cell(move.date),
            Cell(code, target),
            Cell(kind),
            Cell(spoken(came) if came else ""),
            Cell(spoken(went) if went else ""),
            Cell(now.quantity_text),
            Cell(now.value),
        ),
        data={
            "item": move.item.code,
            "date": move.date.isoformat(),
            "voucher": code,
            "kind": move.kind,
            "quantity": spoken(move.quantity).replace(",", "."),
            "value": move.value,
            "quantity_after": now.quantity_text.replace(",", "."),
            "amount": now.value,
        },
    )


def cost_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Harga pokok penjualan: opening stock + what came in − closing stock, members apart."""
    found = cost_of_sales(book, start=start, end=end)
    rows = [
        ("opening", _("Persediaan awal"), found.opening, "line"),
        ("came_in", _("Pembelian dan biaya yang masuk"), found.came_in, "line"),
        ("available", _("Tersedia untuk dijual"), found.opening + found.came_in, "subtotal"),
        ("closing", _("Persediaan akhir"), -found.closing, "line"),
        ("cost", _("Harga pokok"), found.cost, "total"),
    ]
    if found.member:
        rows += [
            ("member", _("… penjualan kepada anggota"), found.member, "line"),
            ("non_member", _("… penjualan lain"), found.non_member, "line"),
        ]
    return report_table(
        book,
        "cost_of_sales",
        _("Harga pokok"),
        start,
        end,
        columns=(Column("name", _("Uraian")), Column("amount", _("Jumlah (Rp)"), True)),
        rows=tuple(
            Row(
                cells=(Cell(label), Cell(amount)),
                style=style,
                data={"code": code, "name": label, "amount": amount},
            )
            for code, label, amount, style in rows
        ),
        totals={"total": found.cost},
    )


def register_all() -> None:
    """Offer the reports under `statement` and on the reports page; a card names vouchers."""
    register_report(
        Report(
            name="stock_value",
            title=gettext_lazy("Nilai persediaan"),
            build=stock_report,
            frameworks=BUSINESS,
        )
    )
    register_report(
        Report(
            name="cost_of_sales",
            title=gettext_lazy("Harga pokok"),
            build=cost_report,
            frameworks=BUSINESS,
        )
    )
    register_report(
        Report(
            name="stock_card",
            title=gettext_lazy("Kartu stok"),
            build=card_report,
            permission="enterprises.view_stock",
            frameworks=BUSINESS,
        )
    )
