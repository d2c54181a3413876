"""What an institution sees on its own *Hari ini*: all groups that it raises."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Framework
from ledger.registry import Panel, Visit, register_panel
from ledger.reports.charts import LineChart
from ledger.reports.trends import cash_chart, cash_sentence
from ledger.selectors.trends import MonthFigures, last_months
from members.selectors.groups import group_standings, groups_below


def groups(visit: Visit) -> Mapping[str, Any] | None:
    """Per group cash, result, last entry and months closed; None where there are no groups."""
    if visit.book.framework != Framework.PANTI:
        return None
    organizations = groups_below(visit.book, visit.user)
    if not organizations:
        return None
    months = last_months(*(organization.book for organization in organizations))
    return {
        "groups": group_standings(organizations, visit.today),
        "chart": _chart(months) if months else None,
        "words": cash_sentence(months) if months else "",
    }


def _chart(months: list[MonthFigures]) -> LineChart:
    title = _("Kas dan bank semua kelompok tiap akhir bulan")
    return cash_chart(months, name="cash-of-groups", title=title)


def register_all() -> None:
    """Above everything else on the institution's own page."""
    register_panel(
        Panel(
            "groups",
            "members.view_consolidated",
            5,
            "members/panels/groups.html",
            groups,
            is_wide=True,
        )
    )
