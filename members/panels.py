"""What this app says on *Hari ini*: an institution's groups, loans that wait, one's own card."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Framework
from ledger.registry import Panel, Visit, register_panel
from ledger.reports.line_chart import LineChart
from ledger.reports.trends import cash_chart, cash_sentence
from ledger.selectors.trends import MonthFigures, last_months
from members.cards import net_of, own_parts
from members.models import Loan, LoanState, Meeting, MeetingState, Membership
from members.permissions import offices_of
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


def own_card(visit: Visit) -> Mapping[str, Any] | None:
    """What a member without any office has here; officers find their card in the menu."""
    if visit.book.framework == Framework.PANTI or offices_of(visit.user, visit.today):
        return None
    membership = (
        Membership.objects.in_force(visit.today)
        .filter(organization__book=visit.book, person__user=visit.user)
        .first()
    )
    if membership is None:
        return None
    return {"membership": membership, "net": net_of(own_parts(membership, visit.today))}


def loans(visit: Visit) -> Mapping[str, Any] | None:
    """Loans that wait for this officer's decision, analysis or money; None where none does."""
    wanted = {
        LoanState.APPLIED: ("members.decide_loans", "members.analyse_loans"),
        LoanState.APPROVED: ("members.record_loans",),
    }
    states = [
        state
        for state, actions in wanted.items()
        if any(visit.user.has_perm(action, visit.book) for action in actions)
    ]
    if not states:
        return None
    waiting = list(
        Loan.objects.filter(product__organization__book=visit.book, state__in=states)
        .select_related("membership__person")
        .order_by("applied_on", "pk")[:6]
    )
    return {"waiting": waiting} if waiting else None


def meetings(visit: Visit) -> Mapping[str, Any] | None:
    """Meetings that are called or in session; None when there are none."""
    found = list(
        Meeting.objects.filter(
            organization__book=visit.book, state__in=[MeetingState.INVITED, MeetingState.HELD]
        ).order_by("held_on", "pk")[:5]
    )
    return {"meetings": found, "today": visit.today} if found else None


def register_all() -> None:
    """The groups above everything else on the institution's own page, one's own card last."""
    register_panel(
        Panel("meetings", "members.view_meetings", 15, "members/panels/meetings.html", meetings)
    )
    register_panel(Panel("own_card", "members.enter", 95, "members/panels/own_card.html", own_card))
    register_panel(Panel("loans", "members.view_loans", 35, "members/panels/loans.html", loans))
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
