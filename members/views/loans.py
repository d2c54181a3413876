"""Loans: the list, and one loan with its schedule."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires, sent_text
from members.forms.loans import LoanFilterForm
from members.models import Loan, LoanState
from members.selectors.loans import (
    LoanStanding,
    loan_page,
    loans_of_organization,
    schedule_rows,
    standing_of,
)
from members.services.loan_disbursement import withheld

TONES = {
    LoanState.APPLIED: "wait",
    LoanState.APPROVED: "info",
    LoanState.REFUSED: "refused",
    LoanState.WITHDRAWN: "closed",
    LoanState.DISBURSED: "ok",
    LoanState.WRITTEN_OFF: "closed",
}
"""The shape and colour of each state, beside its word."""


def find(request: BookRequest, pk: int) -> Loan:
    """A loan of this organization; Http404 for anybody else's."""
    mine = Loan.objects.filter(product__organization__book=request.book)
    return get_object_or_404(
        mine.select_related(
            "membership__person", "product__organization__book", "subsidiary", "decided_by"
        ),
        pk=pk,
    )


def new_key() -> str:
    """What makes a form that is sent twice count once."""
    return uuid4().hex


def state_of(item: LoanStanding) -> tuple[str, str]:
    """The word and tone of a loan's state; what runs is paid off, late or in order."""
    loan = item.loan
    if loan.state == LoanState.DISBURSED:
        if item.outstanding <= 0:
            return _("lunas"), "closed"
        if item.days_late:
            return _("menunggak"), "warn"
        return _("berjalan"), "ok"
    return loan.get_state_display(), TONES[LoanState(loan.state)]


def refuse(form: forms.Form, error: Exception) -> None:
    """Say a refusal at its field, or above the form."""
    add_refusal(form, error, date="on", annual_rate="rate")


def act_page(
    request: BookRequest,
    loan: Loan,
    form: forms.Form,
    title: str,
    submit: str,
    *,
    figures: list[tuple[str, Any]] | None = None,
    text: str = "",
    is_final: bool = False,
) -> HttpResponse:
    """A page that does one thing to a loan: what stands, what is asked, one button."""
    return render(
        request,
        "members/loan_act.html",
        {
            "loan": loan,
            "form": form,
            "title": title,
            "submit": submit,
            "figures": figures or [],
            "text": text,
            "is_final": is_final,
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_loans")
def loan_list(request: BookRequest, org: str) -> HttpResponse:
    """Loans and applications by number, with what is owed."""
    organization, today = request.book.organization, timezone.localdate()
    form = LoanFilterForm(request.GET or None)
    filters = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    found = loans_of_organization(organization, **filters)
    after = sent_text(request.GET, "after")
    page = loan_page(organization, found, on=today, after=after)
    return render(
        request,
        "members/loans.html",
        {
            "form": form,
            "page": page,
            "rows": [(item, *state_of(item)) for item in page.rows],
            "is_filtered": bool(filters),
            "can_record": may(request, "members.record_loans"),
            "can_care": may(request, "members.manage_loans"),
        },
    )


@require_GET
@requires("members.view_loans")
def loan_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One loan: terms, what is owed today, schedule against payments, and what can be done."""
    loan = find(request, pk)
    today = timezone.localdate()
    item = standing_of(loan, today)
    label, tone = state_of(item)
    payments = loan.payments.select_related("voucher__reversed_by").order_by("voucher__date", "pk")
    return render(
        request,
        "members/loan.html",
        {
            "loan": loan,
            "item": item,
            "state_label": label,
            "state_tone": tone,
            "rows": schedule_rows(item),
            "payments": payments,
            "analyses": loan.analyses.select_related("made_by"),
            "reschedules": loan.reschedules.select_related("made_by"),
            "write_off": getattr(loan, "write_off", None),
            "kept": withheld(loan.product, loan.principal),
            "actions": _actions(request, loan, item),
            "can_withdraw": loan.state in (LoanState.APPLIED, LoanState.APPROVED)
            and may(request, "members.record_loans"),
        },
    )


def _actions(request: BookRequest, loan: Loan, item: LoanStanding) -> list[dict[str, Any]]:
    """What this reader can do with the loan now."""
    owes = loan.state == LoanState.DISBURSED and item.outstanding > 0
    offered = (
        (loan.state == LoanState.APPLIED, "decide_loan", "members.decide_loans", _("Putuskan")),
        (loan.state == LoanState.APPLIED, "analyse_loan", "members.analyse_loans", _("Analisis")),
        (loan.state == LoanState.APPROVED, "disburse_loan", "members.manage_loans", _("Cairkan")),
        (owes, "pay_loan", "members.record_loans", _("Terima angsuran")),
        (owes, "settle_loan", "members.record_loans", _("Pelunasan")),
        (owes, "reschedule_loan", "members.manage_loans", _("Jadwalkan ulang")),
        (owes, "write_off_loan", "members.manage_loans", _("Hapus buku")),
        (
            loan.state == LoanState.WRITTEN_OFF,
            "recover_loan",
            "members.record_loans",
            _("Terima pembayaran"),
        ),
    )
    org = request.book.slug
    shown = [
        {
            "url": reverse(f"members:{name}", kwargs={"org": org, "pk": loan.pk}),
            "label": label,
            "is_primary": False,
        }
        for applies, name, permission, label in offered
        if applies and may(request, permission)
    ]
    if shown:
        shown[0]["is_primary"] = True
    return shown
