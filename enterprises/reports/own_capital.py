"""Own capital over the years: what members brought, and what of the profit stayed (C.3.e.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import CapitalSource
from enterprises.reports.sources import BUSINESS
from enterprises.selectors.capital import capital_by_source
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.bar_chart import BarChart
from ledger.reports.chart_shapes import Place, Series
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import balances

GIVEN = (CapitalSource.GRANT, CapitalSource.SOCIAL_AID)


@dataclass(frozen=True)
class OwnCapital:
    """What stood at the end of a day, in whole rupiah."""

    label: str
    day: date
    savings: int
    reserve: int
    undistributed: int
    given: int

    @property
    def retained(self) -> int:
        """What of all profits stayed in the group."""
        return self.reserve + self.undistributed

    @property
    def own(self) -> int:
        """What the group can call its own: savings, retained profit and aid."""
        return self.savings + self.retained + self.given


def own_capital_by_year(book: Book, *, end: date) -> list[OwnCapital]:
    """The opening of the books, every year end, and the last day asked for."""
    days = [(_("Awal buku"), book.opened_on)]
    days += [(str(year), date(year, 12, 31)) for year in range(book.opened_on.year, end.year)]
    days.append((str(end.year), end))
    return [_on(book, label, day) for label, day in days if day <= end]


def _on(book: Book, label: str, day: date) -> OwnCapital:
    held = {item.source: item.amount for item in capital_by_source(book, on=day)}
    reserve = book.accounts.get(purpose="reserve")
    kept = -balances(book, on=day).get(reserve.pk, 0)
    return OwnCapital(
        label=label,
        day=day,
        savings=held.get(CapitalSource.SAVINGS, 0),
        reserve=kept,
        undistributed=held.get(CapitalSource.RETAINED, 0) - kept,
        given=sum(held.get(source, 0) for source in GIVEN),
    )


def own_capital_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Modal sendiri dari tahun ke tahun, to a day; `amount` is the profit that stayed."""
    years = own_capital_by_year(book, end=end)
    rows = tuple(
        Row(
            cells=(
                Cell(year.label),
                Cell(year.savings),
                Cell(year.reserve),
                Cell(year.undistributed),
                Cell(year.given),
                Cell(year.own),
            ),
            data={"code": year.day.isoformat(), "name": year.label, "amount": year.retained},
        )
        for year in years
    )
    return report_table(
        book,
        "own_capital",
        _("Modal sendiri dari tahun ke tahun"),
        start,
        end,
        columns=(
            Column("name", _("Akhir tahun"), width=16),
            Column("savings", _("Simpanan anggota"), True, width=17),
            Column("reserve", _("Cadangan dari laba"), True, width=17),
            Column("undistributed", _("Laba belum dibagi"), True, width=17),
            Column("given", _("Bantuan dan hibah"), True, width=17),
            Column("own", _("Modal sendiri"), True, width=16),
        ),
        rows=rows,
        totals={"total": years[-1].retained if years else 0},
        is_at_date=True,
    )


def own_capital_chart(years: list[OwnCapital]) -> BarChart:
    """Profit that stayed beside what members saved, year by year."""
    return BarChart(
        name="own-capital",
        title=_("Modal sendiri dari tahun ke tahun"),
        head=_("Akhir tahun"),
        places=tuple(Place(year.label, year.label) for year in years),
        series=(
            Series(_("Laba yang ditahan"), tuple(year.retained for year in years)),
            Series(_("Simpanan anggota"), tuple(year.savings for year in years)),
        ),
    )


def register_all() -> None:
    """Offer it under `statement` and on the reports page."""
    register_report(
        Report(
            name="own_capital",
            title=gettext_lazy("Modal sendiri dari tahun ke tahun"),
            build=own_capital_report,
            frameworks=BUSINESS,
        )
    )
