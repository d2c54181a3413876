"""Pictures of the business: channels over time, buyers, margins; each with its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from enterprises.selectors.insights import (
    BuyerShare,
    MonthSales,
    ProductMargin,
    buyers,
    margins,
    monthly_sales,
)
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.reports.bar_chart import BarChart
from ledger.reports.chart_shapes import Place, Series
from ledger.reports.charts import Chart

LARGEST = 2
"""Channels that are drawn on their own; the others together."""
SHOWN = 6
"""Buyers and products that are drawn."""


@dataclass(frozen=True)
class Picture:
    """A picture and the sentence above it; `chart` is None while there is nothing to draw."""

    title: str
    words: str
    chart: Chart | None


def pictures(book: Book, *, start: date, end: date) -> list[Picture]:
    """The three pictures of a period."""
    return [
        channel_picture(monthly_sales(book, until=end)),
        buyer_picture(buyers(book, start=start, end=end)),
        margin_picture(margins(book, start=start, end=end)),
    ]


def channel_picture(months: Sequence[MonthSales]) -> Picture:
    """Sales of each month: the two largest channels, and all others together."""
    title = _("Penjualan tiap bulan menurut saluran")
    sums: dict[str, int] = {}
    for month in months:
        for sold in month.channels:
            name = _channel_name(sold)
            sums[name] = sums.get(name, 0) + sold.amount
    total = sum(sums.values())
    if total <= 0:
        return Picture(title, _("Belum ada penjualan."), None)
    ranked = sorted(sums, key=lambda name: (-sums[name], name))
    drawn = ranked[:LARGEST]
    series = [Series(name, _of_channel(months, {name})) for name in drawn]
    if others := set(ranked[LARGEST:]):
        series.append(Series(_("Saluran lain"), _of_channel(months, others)))
    words = _("Saluran terbesar %(name)s: %(share)s%% dari Rp%(total)s dalam dua belas bulan.") % {
        "name": ranked[0],
        "share": _percent(sums[ranked[0]], total),
        "total": format_rupiah(total),
    }
    chart = BarChart(
        name="channels",
        title=title,
        head=_("Bulan"),
        places=tuple(_month(month.first) for month in months),
        series=tuple(series),
    )
    return Picture(title, words, chart)


def _channel_name(sold: object) -> str:
    channel = getattr(sold, "channel", None)
    return str(channel) if channel else _("Saluran belum dicatat")


def _of_channel(months: Sequence[MonthSales], names: set[str]) -> tuple[int, ...]:
    return tuple(
        sum(sold.amount for sold in month.channels if _channel_name(sold) in names)
        for month in months
    )


def _month(first: date) -> Place:
    return Place(
        short=formats.date_format(first, "M"),
        name=formats.date_format(first, "F Y"),
        under=str(first.year) if first.month == 1 else "",
    )


def buyer_picture(found: Sequence[BuyerShare]) -> Picture:
    """What the largest buyers took; a group that hangs on one buyer should know it."""
    title = _("Pembeli terbesar")
    total = sum(buyer.amount for buyer in found)
    named = [buyer for buyer in found if buyer.name][:SHOWN]
    if not named:
        return Picture(title, _("Belum ada pembeli yang dicatat namanya pada nota."), None)
    words = _("%(name)s membeli %(share)s%% dari semua yang terjual dengan rincian barang.") % {
        "name": named[0].name,
        "share": _percent(named[0].amount, total),
    }
    places = [Place(_short(buyer.name), buyer.name) for buyer in named]
    values = [buyer.amount for buyer in named]
    if (rest := total - sum(values)) > 0:
        places.append(Place(_("lain"), _("Pembeli lain dan tanpa nama")))
        values.append(rest)
    chart = BarChart(
        name="buyers",
        title=title,
        head=_("Pembeli"),
        places=tuple(places),
        series=(Series(_("Penjualan"), tuple(values)),),
    )
    return Picture(title, words, chart)


def margin_picture(found: Sequence[ProductMargin]) -> Picture:
    """Revenue and cost of each product whose cost is known, and what is left."""
    title = _("Margin menurut produk")
    known = [product for product in found if product.cost is not None][:SHOWN]
    unknown = [product.name for product in found if product.cost is None]
    hint = (
        _("Biaya belum diketahui: %(names)s. Hitung harganya di Saluran dan produk.")
        % {"names": ", ".join(unknown)}
        if unknown
        else ""
    )
    if not known:
        return Picture(title, hint or _("Belum ada penjualan dengan rincian barang."), None)
    best = max(known, key=lambda product: product.margin or 0)
    words = _("Margin terbesar %(name)s: Rp%(margin)s.") % {
        "name": best.name,
        "margin": format_rupiah(best.margin or 0),
    }
    chart = BarChart(
        name="margins",
        title=title,
        head=_("Produk"),
        places=tuple(Place(_short(product.name), product.name) for product in known),
        series=(
            Series(_("Penjualan"), tuple(product.revenue for product in known)),
            Series(_("Biaya"), tuple(product.cost or 0 for product in known)),
        ),
        net=Series(_("Margin"), tuple(product.margin or 0 for product in known)),
    )
    return Picture(title, f"{words} {hint}".strip(), chart)


def _short(name: str) -> str:
    return name if len(name) <= 9 else f"{name[:8]}…"


def _percent(part: int, total: int) -> int:
    return (200 * part + total) // (2 * total) if total > 0 else 0
