"""The ledger's parts of *Hari ini*: one function per panel, each a constant number of queries."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ledger.models import Draft, DraftState, Event, RemarkState, ReopenRequest
from ledger.registry import Panel, Visit, register_panel
from ledger.reports.trends import cash_chart, cash_sentence, result_chart, result_sentence
from ledger.selectors.approvals import waiting_for
from ledger.selectors.cash_counts import drawers
from ledger.selectors.own_requests import own_requests
from ledger.selectors.periods import next_to_close
from ledger.selectors.remarks import remarks_of
from ledger.selectors.sampling import samples_of
from ledger.selectors.standings import last_entries, standings
from ledger.selectors.trends import MonthFigures, last_months
from ledger.selectors.vouchers import page, vouchers

Context = Mapping[str, Any] | None
NEWEST = 8


def cash(visit: Visit) -> Context:
    """Money on hand: every account of cash and bank that holds some."""
    held = visit.held
    rows = [
        {"account": account, "balance": held[account.pk]}
        for account in visit.book.accounts.order_by("code")
        if account.is_cash and held.get(account.pk)
    ]
    return {"rows": rows, "total": sum(row["balance"] for row in rows)}


def drawers_counted(visit: Visit) -> Context:
    """Each drawer that holds money or was counted: when that was last, and its difference."""
    found = drawers(visit.book, today=visit.today, held=visit.held)
    rows = [d for d in found if (d.balance or d.last) and not d.account.is_bank]
    return {"drawers": rows, "can_count": visit.may("ledger.count_cash")} if rows else None


def work(visit: Visit) -> Context:
    """What waits for the treasurer: drafts, and the month or year whose turn it is to close."""
    may_close = visit.may("ledger.close_period")
    return {
        "drafts": Draft.objects.filter(
            book=visit.book, state__in=(*Draft.OPEN, DraftState.WAITING)
        ),
        "turn": next_to_close(visit.book, visit.today) if may_close else None,
        "due": visit.book.templates.filter(is_active=True, next_on__lte=visit.today),
    }


def approvals(visit: Visit) -> Context:
    """What waits for another officer: vouchers, and requests to reopen a period.

    Whoever only helps out with approving sees the panel when something waits for him.
    """
    vouchers_waiting = waiting_for(visit.book, visit.user)
    if not visit.may("ledger.approve_reopen"):
        return {"vouchers": vouchers_waiting} if vouchers_waiting else None
    waiting = ReopenRequest.objects.filter(period__book=visit.book, used_at__isnull=True)
    return {
        "vouchers": vouchers_waiting,
        "requests": waiting.exclude(requested_by=visit.user).select_related(
            "period", "requested_by__person"
        ),
    }


def requests(visit: Visit) -> Context:
    """A cashier's own acts that wait or came back; the treasurer sees them under `work`."""
    if visit.may("ledger.record_voucher"):
        return None
    found = own_requests(visit.book, visit.user, timezone.now())
    return {"found": found} if found.waiting or found.refused or found.booked else None


def remarks(visit: Visit) -> Context:
    """Remarks that wait for this reader; for those who check also their unfinished samples.

    The treasurer and the other officers see what is unanswered, and nothing when nothing is.
    """
    may_check = visit.may("ledger.check_vouchers")
    found = remarks_of(visit.book).order_by("due_on", "number")
    if may_check:
        late = Q(state=RemarkState.OPEN, due_on__lt=visit.today)
        found = found.filter(Q(state=RemarkState.ANSWERED) | late)
    else:
        found = found.filter(state=RemarkState.OPEN)
    rows = list(found)
    if not rows and not may_check:
        return None
    samples = samples_of(visit.book).filter(is_concluded=False)[:NEWEST] if may_check else []
    return {
        "remarks": rows[:NEWEST],
        "count": len(rows),
        "samples": samples,
        "today": visit.today,
    }


def year(visit: Visit) -> Context:
    """The result so far, and how far the year is closed; None before the first voucher."""
    standing = standings([visit.book], today=visit.today)[visit.book.pk]
    return {"standing": standing} if standing.last_entry else None


def oversight(visit: Visit) -> Context:
    """For those who only watch: the state of every month, the proofs, the statements."""
    if _acts_here(visit):
        return None
    newest = last_entries([visit.book]).get(visit.book.pk, visit.today)
    periods = visit.book.periods.filter(year=newest.year, month__gte=1)
    return {"periods": periods.order_by("month")}


def events(visit: Visit) -> Context:
    """For those who only watch: what happened last."""
    if _acts_here(visit):
        return None
    newest = Event.objects.filter(book=visit.book).select_related("actor__person")
    return {"events": newest[:NEWEST]}


def pictures(visit: Visit) -> Context:
    """Cash at every month end, income and cost in every month; None before the first voucher."""
    months = last_months(visit.book)
    if not months:
        return None

    may_open = visit.may("ledger.view_statements")

    def leads_to(report: str, month: MonthFigures) -> str:
        if not may_open:
            return ""
        url = reverse("ledger:report", kwargs={"org": visit.book.slug, "name": report})
        return f"{url}?{urlencode({'start': month.first, 'end': month.end, 'hide_zero': 'on'})}"

    return {
        "cash": cash_chart(months, url_of=lambda month: leads_to("cash_flow", month)),
        "cash_words": cash_sentence(months),
        "result": result_chart(months, url_of=lambda month: leads_to("income_statement", month)),
        "result_words": result_sentence(months),
    }


def newest_vouchers(visit: Visit) -> Context:
    """The vouchers that came last."""
    return {
        "vouchers": page(vouchers(visit.book)).vouchers[:NEWEST],
        "can_record": visit.may("ledger.record_voucher"),
    }


def _acts_here(visit: Visit) -> bool:
    return visit.may("ledger.record_voucher") or visit.may("ledger.approve_reopen")


def register_all() -> None:
    """Money, then what waits, then the year, pictures and vouchers."""
    panels = "ledger/panels"
    for panel in (
        Panel("cash", "ledger.view_totals", 10, f"{panels}/cash.html", cash),
        Panel("drawers", "ledger.view_vouchers", 15, f"{panels}/drawers.html", drawers_counted),
        Panel("work", "ledger.record_voucher", 20, f"{panels}/work.html", work),
        Panel("approvals", "ledger.approve_voucher", 21, f"{panels}/approvals.html", approvals),
        Panel("requests", "ledger.hand_in", 22, f"{panels}/requests.html", requests),
        Panel("remarks", "ledger.view_remarks", 25, f"{panels}/remarks.html", remarks),
        Panel("year", "ledger.view_totals", 30, f"{panels}/year.html", year),
        Panel("oversight", "ledger.view_events", 40, f"{panels}/oversight.html", oversight),
        Panel(
            "pictures",
            "ledger.view_totals",
            50,
            f"{panels}/pictures.html",
            pictures,
            is_wide=True,
        ),
        Panel("events", "ledger.view_events", 60, f"{panels}/events.html", events, is_wide=True),
        Panel(
            "vouchers",
            "ledger.view_vouchers",
            70,
            f"{panels}/vouchers.html",
            newest_vouchers,
            is_wide=True,
        ),
    ):
        register_panel(panel)
