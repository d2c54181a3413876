"""Money, income and cost from month to month: two pictures and the sentences above them."""

from collections.abc import Callable, Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.reports.bar_chart import BarChart
from ledger.reports.chart_shapes import Place, Series
from ledger.reports.line_chart import LineChart
from ledger.selectors.trends import MonthFigures

UrlOf = Callable[[MonthFigures], str]
"""Where a month of the table leads to."""


def cash_chart(
    months: Sequence[MonthFigures],
    *,
    name: str = "cash",
    title: str = "",
    url_of: UrlOf | None = None,
) -> LineChart:
    """Cash and bank at every month end."""
    return LineChart(
        name=name,
        title=title or _("Kas dan bank tiap akhir bulan"),
        head=_("Bulan"),
        places=_places(months, url_of),
        series=(Series(_("Kas dan bank"), tuple(month.cash for month in months)),),
    )


def result_chart(months: Sequence[MonthFigures], *, url_of: UrlOf | None = None) -> BarChart:
    """Income and cost of every month, and what was left."""
    return BarChart(
        name="result",
        title=_("Pendapatan dan beban tiap bulan"),
        head=_("Bulan"),
        places=_places(months, url_of),
        series=(
            Series(_("Pendapatan"), tuple(month.income for month in months)),
            Series(_("Beban"), tuple(month.cost for month in months)),
        ),
        net=Series(_("Hasil"), tuple(month.result for month in months)),
    )


def cash_sentence(months: Sequence[MonthFigures]) -> str:
    """`Desember 2025: kas dan bank 16.240.000, naik 1.250.000 dari bulan sebelumnya.`"""
    return _compared(
        months,
        lambda month: month.cash,
        alone=_("%(month)s: kas dan bank %(amount)s."),
        up=_("%(month)s: kas dan bank %(amount)s, naik %(change)s dari bulan sebelumnya."),
        down=_("%(month)s: kas dan bank %(amount)s, turun %(change)s dari bulan sebelumnya."),
        same=_("%(month)s: kas dan bank %(amount)s, sama dengan bulan sebelumnya."),
    )


def result_sentence(months: Sequence[MonthFigures]) -> str:
    """`Desember 2025: hasil 900.000, turun 100.000 dari bulan sebelumnya.`"""
    return _compared(
        months,
        lambda month: month.result,
        alone=_("%(month)s: hasil %(amount)s."),
        up=_("%(month)s: hasil %(amount)s, naik %(change)s dari bulan sebelumnya."),
        down=_("%(month)s: hasil %(amount)s, turun %(change)s dari bulan sebelumnya."),
        same=_("%(month)s: hasil %(amount)s, sama dengan bulan sebelumnya."),
    )


def _compared(
    months: Sequence[MonthFigures],
    value: Callable[[MonthFigures], int],
    *,
    alone: str,
    up: str,
    down: str,
    same: str,
) -> str:
    last = months[-1]
    words = {"month": _month(last), "amount": format_rupiah(value(last))}
    if len(months) == 1:
        return alone % words
    change = value(last) - value(months[-2])
    sentence = same if change == 0 else up if change > 0 else down
    return sentence % {**words, "change": format_rupiah(abs(change))}


def _month(month: MonthFigures) -> str:
    return str(formats.date_format(month.first, "YEAR_MONTH_FORMAT"))


def _places(months: Sequence[MonthFigures], url_of: UrlOf | None) -> tuple[Place, ...]:
    """Months on the axis; the year stands below the first month and below each January."""
    return tuple(
        Place(
            short=str(formats.date_format(month.first, "M")),
            name=str(formats.date_format(month.first, "M Y")),
            under=str(month.first.year) if i == 0 or month.first.month == 1 else "",
            url=url_of(month) if url_of else "",
        )
        for i, month in enumerate(months)
    )
