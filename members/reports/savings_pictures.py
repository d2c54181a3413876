"""Members' savings month after month, as a picture."""

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.reports.chart_shapes import Place, Series
from ledger.reports.line_chart import LineChart
from members.selectors.savings_overview import SavingsMonth


def savings_chart(months: Sequence[SavingsMonth]) -> LineChart:
    """Owners' savings, other savings and pooled funds at every month end."""
    series = [
        Series(_("Pokok, wajib, modal"), tuple(month.owners for month in months)),
        Series(_("Simpanan lain"), tuple(month.others for month in months)),
        Series(_("Dana bersama"), tuple(month.funds for month in months)),
    ]
    return LineChart(
        name="savings",
        title=_("Simpanan anggota tiap akhir bulan"),
        head=_("Bulan"),
        places=tuple(
            Place(
                name=str(formats.date_format(month.first, "M Y")),
                short=str(formats.date_format(month.first, "M")),
                under=str(month.first.year) if i == 0 or month.first.month == 1 else "",
            )
            for i, month in enumerate(months)
        ),
        series=tuple(s for s in series if any(s.values)) or (series[0],),
    )


def savings_sentence(months: Sequence[SavingsMonth]) -> str:
    """`Desember 2025: simpanan 9.360.000, naik 240.000 dalam sebulan.`"""
    sums = [month.owners + month.others + month.funds for month in months]
    words = {
        "month": formats.date_format(months[-1].first, "YEAR_MONTH_FORMAT"),
        "amount": format_rupiah(sums[-1]),
        "change": format_rupiah(abs(sums[-1] - sums[-2])) if len(sums) > 1 else "",
    }
    if len(sums) < 2 or sums[-1] == sums[-2]:
        return _("%(month)s: simpanan %(amount)s.") % words
    if sums[-1] > sums[-2]:
        return _("%(month)s: simpanan %(amount)s, naik %(change)s dalam sebulan.") % words
    return _("%(month)s: simpanan %(amount)s, turun %(change)s dalam sebulan.") % words
