"""Profit at a glance, members' parts and their payment, interim shares, the rule, days worked."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.profit_shares import (
    InterimForm,
    PaymentForm,
    ProfitRuleForm,
    WorkDaysForm,
    month_of,
)
from enterprises.models import InterimShare, ProfitAllocation, ProfitRule, ShareBasis, WorkDays
from enterprises.queued_acts import INTERIM, PAY_SHARES
from enterprises.reports.own_capital import own_capital_by_year, own_capital_chart
from enterprises.reports.profit_papers import payment_list_pdf, shares_of, slips_pdf
from enterprises.reports.results import channel_margin_report, unit_results_report
from enterprises.selectors.profit import in_force, undistributed_profit
from enterprises.selectors.profit_shares import (
    profit_to_date,
    rule_of,
    shared_early,
    sharing_members,
    unpaid_shares,
)
from enterprises.services.profit import ProfitError
from enterprises.services.profit_shares import record_work_days, set_profit_rule, shared_out
from enterprises.views.profit import shares_profit, weighted
from ledger.calculations.periods import month_end, year_start
from ledger.forms.fields import add_refusal
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted
from members.selectors.decisions import decisions_of
from members.services.savings import SavingsError

PARTS = "members.view_savings"
"""What one member receives is for those who see members' savings."""


def _of_kube(request: BookRequest) -> None:
    if not shares_profit(request.book):
        raise Http404


@require_GET
@requires("enterprises.view_business")
def profit(request: BookRequest, org: str) -> HttpResponse:
    """What was earned, shared and kept: results of the year, sharings, own capital over years."""
    _of_kube(request)
    book, today = request.book, timezone.localdate()
    newest = book.vouchers.order_by("-date").values_list("date", flat=True).first()
    end = min(newest or today, today).replace(month=12, day=31)
    span: dict[str, Any] = {"start": year_start(end), "end": end}
    years = own_capital_by_year(book, end=end)
    rule = rule_of(book, today)
    return render(
        request,
        "enterprises/profit.html",
        {
            "year": end.year,
            "undistributed": undistributed_profit(book, on=today),
            "units": unit_results_report(book, **span),
            "channels": channel_margin_report(book, **span),
            "chart": own_capital_chart(years),
            "allocations": in_force(book).select_related("voucher").prefetch_related("lines"),
            "interims": InterimShare.objects.filter(
                book=book, voucher__reversed_by__isnull=True
            ).select_related("voucher"),
            "waiting": len(unpaid_shares(book)),
            "minimum": rule.minimum_reserve,
            "limit": rule.interim_limit,
            "can_allocate": may(request, "enterprises.allocate_profit"),
            "can_set_rule": may(request, "enterprises.manage_profit_rules"),
            "can_keep": may(request, "enterprises.keep_books"),
            "can_see_parts": may(request, PARTS),
        },
    )


def _allocation(request: BookRequest, pk: int) -> ProfitAllocation:
    found = ProfitAllocation.objects.select_related("voucher__reversed_by", "book")
    return get_object_or_404(found, pk=pk, book=request.book)


@require_http_methods(["GET", "POST"])
@requires(PARTS)
def allocation(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One division: its pools, each member's part, and paying those that wait."""
    found = _allocation(request, pk)
    waiting = list(unpaid_shares(request.book).filter(allocation=found))
    can_pay = may(request, "enterprises.allocate_profit") and bool(waiting)
    form = PaymentForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        waiting=waiting,
        initial={
            "on": timezone.localdate(),
            "key": uuid4().hex,
            "shares": [str(share.pk) for share in waiting],
        },
    )
    if request.method == "POST":
        if not may(request, "enterprises.allocate_profit"):
            raise PermissionDenied
        if form.is_valid():
            try:
                return _pay(request, org, found, form)
            except (ProfitError, SavingsError, PostingError) as error:
                add_refusal(form, error)
    return render(
        request,
        "enterprises/allocation.html",
        {
            "allocation": found,
            "lines": found.lines.all(),
            "shares": shares_of(found),
            "form": form if can_pay or form.errors else None,
            "is_reversed": hasattr(found.voucher, "reversed_by"),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
        status=422 if form.errors else 200,
    )


def _pay(
    request: BookRequest, org: str, found: ProfitAllocation, form: PaymentForm
) -> HttpResponse:
    data = form.cleaned_data
    cash, product = form.accounts.get(data["to"]), form.products.get(data["to"])
    handed_in = hand_in(
        book=request.book,
        act=PAY_SHARES,
        arguments={
            "allocation": found.pk,
            "shares": sorted(int(pk) for pk in data["shares"]),
            "cash": cash.pk if cash else None,
            "product": product.pk if product else None,
            "on": data["on"].isoformat(),
            "key": data["key"],
        },
        actor=request.user,
        at=timezone.now(),
    )
    return submitted(request, org, handed_in)


@require_GET
@requires(PARTS)
def allocation_list(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The list that members sign, as PDF."""
    found = _allocation(request, pk)
    return pdf_file(payment_list_pdf(found, at=timezone.now()), f"bagian-laba-{found.year}")


@require_GET
@requires(PARTS)
def allocation_slips(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """A slip for each member, or with `?anggota=` for one, as PDF."""
    found = _allocation(request, pk)
    wanted = request.GET.get("anggota", "")
    if not found.shares.exists() or (wanted and not wanted.isdecimal()):
        raise Http404
    only = [int(wanted[:12])] if wanted else []
    if only and not found.shares.filter(membership__in=only).exists():
        raise Http404
    return pdf_file(slips_pdf(found, at=timezone.now(), only=only), f"slip-laba-{found.year}")


@require_http_methods(["GET", "POST"])
@requires("enterprises.allocate_profit")
def share_interim(request: BookRequest, org: str) -> HttpResponse:
    """Share a part of this year's profit before it is closed: figures first, then the voucher."""
    _of_kube(request)
    book, today = request.book, timezone.localdate()
    newest = decisions_of(book.organization, kind="profit_allocation", unused=True).first()
    form = InterimForm(
        request.POST if request.method == "POST" else None,
        book=book,
        initial={
            "decision": newest,
            "on": today,
            "key": uuid4().hex,
            "basis": ShareBasis.EQUAL,
        },
    )
    context: dict[str, Any] = {"form": form}
    on = today
    if request.method == "POST" and form.is_valid():
        data, on = form.cleaned_data, form.cleaned_data["on"]
        among = weighted(book, request.POST, basis=data["basis"], year=on.year, on=on)
        context |= {"among": among, "rows": among.rows([])}
        try:
            if not among.form.is_valid():
                raise ProfitError(_("Perbaiki bobot anggota yang bertanda."))
            shares = shared_out(int(data["amount"]), among.form.weights())
            if "confirm" in request.POST and not among.is_asked_anew:
                return _share_early(request, org, form, among)
            context |= {"rows": among.rows(shares), "is_shown": True}
        except (ProfitError, PostingError) as error:
            add_refusal(form, error)
    earned, early = profit_to_date(book, on), shared_early(book, on.year)
    limit = rule_of(book, on).interim_limit
    context |= {
        "earned": earned,
        "early": early,
        "limit": limit,
        "most": max(int(max(earned, 0) * limit / 100) - early, 0),
        "on": on,
    }
    return render(
        request, "enterprises/interim_form.html", context, status=422 if form.errors else 200
    )


def _share_early(request: BookRequest, org: str, form: InterimForm, among: Any) -> HttpResponse:
    data = form.cleaned_data
    handed_in = hand_in(
        book=request.book,
        act=INTERIM,
        arguments={
            "amount": int(data["amount"]),
            "members": [member.pk for member in among.members],
            "weights": among.form.weights(),
            "basis": among.basis,
            "cash": form.accounts[data["cash"]].pk,
            "on": data["on"].isoformat(),
            "decision": data["decision"].pk if data["decision"] else None,
            "key": data["key"],
        },
        actor=request.user,
        at=timezone.now(),
    )
    return submitted(request, org, handed_in)


@require_GET
@requires(PARTS)
def interim_list(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The list that members sign for interim shares, as PDF."""
    found = get_object_or_404(
        InterimShare.objects.select_related("voucher"), pk=pk, book=request.book
    )
    return pdf_file(payment_list_pdf(found, at=timezone.now()), f"bagi-hasil-di-muka-{found.year}")


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_profit_rules")
def profit_rules(request: BookRequest, org: str) -> HttpResponse:
    """The rule of the group, what it was before, and setting another from a day on."""
    _of_kube(request)
    book, today = request.book, timezone.localdate()
    rule = rule_of(book, today)
    form = ProfitRuleForm(
        request.POST if request.method == "POST" else None,
        book=book,
        initial={
            "minimum_reserve": float(rule.minimum_reserve),
            "interim_limit": float(rule.interim_limit),
            "valid_from": today,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_profit_rule(book=book, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except ProfitError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Aturan pembagian laba disimpan."))
            return redirect("enterprises:profit_rules", org=org)
    rules = ProfitRule.objects.filter(book=book).select_related("meeting_decision")
    return render(
        request,
        "enterprises/profit_rules.html",
        {"form": form, "rules": rules, "rule": rule},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.keep_books")
def work_days(request: BookRequest, org: str) -> HttpResponse:
    """The days each member worked in a month (`?bulan=2025-07`)."""
    _of_kube(request)
    book, today = request.book, timezone.localdate()
    month = month_of(request.GET.get("bulan", "")[:7], today)
    if month > today:
        raise Http404
    members = sharing_members(book, max(month, min(today, month_end(month))))
    kept = dict(
        WorkDays.objects.filter(membership__in=members, month=month).values_list(
            "membership", "days"
        )
    )
    form = WorkDaysForm(
        request.POST if request.method == "POST" else None, members=members, days=kept
    )
    if request.method == "POST" and form.is_valid():
        record_work_days(
            organization=book.organization,
            month=month,
            days=form.days(),
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Hari kerja disimpan."))
        return redirect(f"{request.path}?bulan={month:%Y-%m}")
    before = (month.replace(day=1) - timedelta(days=1)).replace(day=1)
    after = month_end(month) + timedelta(days=1)
    return render(
        request,
        "enterprises/work_days.html",
        {
            "form": form,
            "month": month,
            "before": before,
            "after": after if after <= today else None,
            "total": sum(kept.values()),
        },
        status=422 if form.errors else 200,
    )
