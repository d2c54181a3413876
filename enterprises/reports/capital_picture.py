"""Capital from month to month: own, given, owed."""

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from enterprises.selectors.capital import CapitalMonth
from ledger.calculations.money import format_rupiah
from ledger.reports.bar_chart import BarChart
from ledger.reports.chart_shapes import Place, Series


def capital_chart(months: Sequence[CapitalMonth]) -> BarChart:
    """Three bars for every month end; the table beside it has the same figures."""
    return BarChart(
        name="capital",
        title=_("Modal tiap akhir bulan"),
        head=_("Bulan"),
        places=tuple(
            Place(
                short=str(formats.date_format(month.end, "M")),
                name=str(formats.date_format(month.end, "M Y")),
                under=str(month.end.year) if i == 0 or month.end.month == 1 else "",
            )
            for i, month in enumerate(months)
        ),
        series=(
            Series(_("Modal sendiri"), tuple(month.own for month in months)),
            Series(_("Hibah dan bantuan"), tuple(month.given for month in months)),
            Series(_("Pinjaman dan utang"), tuple(month.owed for month in months)),
        ),
    )


def capital_sentence(months: Sequence[CapitalMonth]) -> str:
    """How much of every hundred rupiah is the group's own, at the last month end."""
    last = months[-1]
    total = last.own + last.given + last.owed
    if total <= 0:
        return _("Belum ada modal yang tercatat.")
    return _("Per %(day)s modal Rp %(total)s; %(share)s %% di antaranya modal sendiri.") % {
        "day": last.end.strftime("%d/%m/%Y"),
        "total": format_rupiah(total),
        "share": (last.own * 200 + total) // (2 * total),
    }
