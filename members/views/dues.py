"""Iuran: who is behind, the run of a month, one member's months, payments and exemptions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.periods import month_end
from ledger.services.submission import Submission
from ledger.views.access import BookRequest, may, requires, sent_text
from members.calculations.dues import next_to_pay
from members.forms.dues import DuesPaymentForm, EndForm, ExemptionForm, MonthForm
from members.forms.savings import MemberSearchForm, add_refusal
from members.models import DuesExemption
from members.selectors.dues_month import dues_preview
from members.selectors.dues_pages import DuesOfMember, arrears_page, dues_of, exemptions_of
from members.selectors.savings_accounts import held_by
from members.services import savings_desk
from members.services.dues import DuesError, end_exemption, exempt_member, generate_dues
from members.views.savings_acts import Desk, Figure, act_page, find_member, first_figures, form_of

TONES = {"paid": "ok", "part": "wait", "open": "warn", "waived": "closed"}
"""The shape of a month's state, beside its word."""


@require_GET
@requires("members.view_savings")
def arrears_list(request: BookRequest, org: str) -> HttpResponse:
    """Who is behind with dues, by months and rupiah, in the order of the register."""
    form = MemberSearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    today = timezone.localdate()
    return render(
        request,
        "members/dues/arrears.html",
        {
            "form": form,
            "text": text,
            "today": today,
            "found": arrears_page(
                request.book.organization,
                on=today,
                text=text,
                after=sent_text(request.GET, "after"),
            ),
            "can_record": may(request, "members.record_savings"),
            "can_run": may(request, "members.run_savings"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.run_savings")
def run(request: BookRequest, org: str) -> HttpResponse:
    """The dues of a month for all members: what it would write, then writing it."""
    organization, today = request.book.organization, timezone.localdate()
    data = request.POST if request.method == "POST" else request.GET
    form = MonthForm(
        data if "month" in data else {"month": today.strftime("%Y-%m")},
        first=request.book.opened_on,
        last=next_month(today),
    )
    preview = []
    if form.is_valid():
        month = form.cleaned_data["month"]
        preview = dues_preview(organization, year=month.year, month=month.month)
        if request.method == "POST":
            try:
                made = generate_dues(
                    organization=organization,
                    year=month.year,
                    month=month.month,
                    actor=request.user,
                    at=timezone.now(),
                )
            except DuesError as error:
                form.add_error("month", str(error))
            else:
                words = _("%(count)s kewajiban iuran %(month)s dicatat.")
                messages.success(request, words % {"count": made, "month": f"{month:%m/%Y}"})
                return redirect("members:dues", org=org)
    return render(
        request,
        "members/dues/run.html",
        {
            "form": form,
            "preview": preview,
            "new": sum(row.new for row in preview),
            "total": sum(row.total for row in preview),
        },
        status=422 if form.errors else 200,
    )


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return date.fromordinal(month_end(day).toordinal() + 1)


@require_GET
@requires("members.view_savings")
def member_dues(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Every month of one member: owed, covered, waived; what was paid ahead."""
    membership = find_member(request, pk)
    dues = dues_of(membership, on=timezone.localdate())
    return render(
        request,
        "members/dues/member.html",
        {
            "membership": membership,
            "dues": [(item, [(m, TONES[m.state]) for m in item.months]) for item in dues],
            "exemptions": exemptions_of(membership),
            "can_record": may(request, "members.record_savings"),
            "can_manage": may(request, "members.manage_savings"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def pay(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive dues: the oldest month first, part of one or ahead as the money reaches."""
    membership = find_member(request, pk)
    dues = dues_of(membership, on=timezone.localdate())
    form = form_of(request, DuesPaymentForm, book=request.book, dues=dues)
    behind = [item for item in dues if item.arrears.amount]
    if request.method == "GET" and behind and "product" not in request.GET:
        form.initial |= {"product": behind[0].product.code, "amount": behind[0].arrears.amount}

    def act() -> Submission:
        return savings_desk.hand_in_deposit(
            membership=membership,
            product=form.chosen().product,
            amount=int(form.cleaned_data["amount"]),
            cash=form.drawer(),
            on=form.cleaned_data["date"],
            key=form.cleaned_data["key"],
            actor=request.user,
            at=timezone.now(),
        )

    def figures() -> Sequence[Figure]:
        item, amount = form.chosen(), int(form.cleaned_data["amount"])
        return [
            *first_figures(form, membership, item.product.label),
            Figure(_("Masuk ke"), text=str(form.drawer())),
            *laid(item, amount),
            Figure(_("Dibayar"), amount, is_total=True),
        ]

    return act_page(
        request,
        org,
        Desk(
            title=_("Bayar iuran"),
            membership=membership,
            form=form,
            act=act,
            figures=figures,
            held=held_by(membership),
            confirm_label=_("Ya, terima uangnya"),
            is_ready=bool(dues),
            empty=_("Belum ada iuran yang dijalankan."),
        ),
    )


def laid(item: DuesOfMember, amount: int) -> Iterator[Figure]:
    """How a payment covers the months, and what of it is paid ahead."""
    parts = next_to_pay(item.due, item.paid, amount)
    for period, part in parts:
        yield Figure(f"{item.product.label} {period % 100:02d}/{period // 100}", part)
    if ahead := amount - sum(part for _period, part in parts):
        yield Figure(_("Dibayar di muka"), ahead)


@require_http_methods(["GET", "POST"])
@requires("members.manage_savings")
def exempt(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Release a member from dues for some time, with the reason."""
    membership = find_member(request, pk)
    form = ExemptionForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            exempt_member(
                membership=membership,
                product=form.chosen(),
                starts_on=data["starts_on"],
                ends_on=data["ends_on"],
                reason=data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except DuesError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pembebasan iuran dicatat."))
            return redirect("members:member_dues", org=org, pk=pk)
    return _simple(request, _("Bebaskan dari iuran"), membership, form)


@require_http_methods(["GET", "POST"])
@requires("members.manage_savings")
def end(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Let an exemption end: months after it are owed again."""
    exemption = get_object_or_404(
        DuesExemption.objects.select_related(
            "membership__person", "membership__organization__book"
        ),
        membership__organization__book=request.book,
        pk=pk,
    )
    form = EndForm(
        request.POST if request.method == "POST" else None,
        initial={"ends_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_exemption(
                exemption=exemption,
                ends_on=form.cleaned_data["ends_on"],
                actor=request.user,
                at=timezone.now(),
            )
        except DuesError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pembebasan iuran diakhiri."))
            return redirect("members:member_dues", org=org, pk=exemption.membership_id)
    return _simple(request, _("Akhiri pembebasan iuran"), exemption.membership, form)


def _simple(request: BookRequest, title: str, membership: Any, form: Any) -> HttpResponse:
    return render(
        request,
        "members/dues/form.html",
        {"title": title, "membership": membership, "form": form},
        status=422 if form.errors else 200,
    )
