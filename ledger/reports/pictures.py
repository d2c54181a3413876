"""Pictures of a book for its first page, each with the table of its figures."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from ledger.calculations.charts import HEIGHT, WIDTH, Chart, bar_chart, line_chart
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.selectors.monthly import MonthFigures, last_months


@dataclass(frozen=True)
class Picture:
    """A chart, what it says in words, and its figures as a table."""

    name: str
    title: str
    words: str
    chart: Chart
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    width: int = WIDTH
    height: int = HEIGHT


def pictures_of(book: Book) -> list[Picture]:
    """Cash over time, and income beside cost, of the last twelve months; none for a new book."""
    months = last_months(book)
    if not months:
        return []
    labels = [formats.date_format(month.first, "M y") for month in months]
    return [
        Picture(
            name="cash",
            title=_("Kas dan bank tiap akhir bulan"),
            words=_cash_words(months),
            chart=line_chart(labels, [month.cash for month in months]),
            series=(_("Kas dan bank"),),
            rows=tuple((label, (m.cash,)) for label, m in zip(labels, months, strict=True)),
        ),
        Picture(
            name="result",
            title=_("Pendapatan dan beban tiap bulan"),
            words=_result_words(months),
            chart=bar_chart(labels, [[m.income for m in months], [m.cost for m in months]]),
            series=(_("Pendapatan"), _("Beban")),
            rows=tuple(
                (label, (m.income, m.cost)) for label, m in zip(labels, months, strict=True)
            ),
        ),
    ]


def _month(figures: MonthFigures) -> str:
    return formats.date_format(figures.first, "YEAR_MONTH_FORMAT")


def _cash_words(months: list[MonthFigures]) -> str:
    last = months[-1]
    if len(months) == 1:
        return _("Rp%(cash)s pada akhir %(month)s.") % {
            "cash": format_rupiah(last.cash),
            "month": _month(last),
        }
    change = last.cash - months[-2].cash
    if change == 0:
        return _("Sama dengan bulan sebelumnya.")
    text = (
        _("Naik Rp%(change)s pada %(month)s dari bulan sebelumnya.")
        if change > 0
        else _("Turun Rp%(change)s pada %(month)s dari bulan sebelumnya.")
    )
    return text % {"change": format_rupiah(abs(change)), "month": _month(last)}


def _result_words(months: list[MonthFigures]) -> str:
    result = sum(month.income - month.cost for month in months)
    text = (
        _("Dalam %(count)s bulan ini pendapatan melebihi beban Rp%(result)s.")
        if result >= 0
        else _("Dalam %(count)s bulan ini beban melebihi pendapatan Rp%(result)s.")
    )
    return text % {"count": len(months), "result": format_rupiah(abs(result))}
