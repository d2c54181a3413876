"""From application to decision: record, analyse, decide, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires, sent_text
from members.forms.loans import AnalysisForm, ApplicationForm, DecisionForm
from members.selectors.loan_products import products_on
from members.services import loans
from members.services.loan_terms import LoanError
from members.views.loans import act_page, find, refuse


@require_http_methods(["GET", "POST"])
@requires("members.record_loans")
def new_loan(request: BookRequest, org: str) -> HttpResponse:
    """Record an application."""
    organization, today = request.book.organization, timezone.localdate()
    products = products_on(organization, today)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        products=products,
        initial={
            "on": today,
            "number": loans.next_number(organization, today.year),
            "member": sent_text(request.GET, "anggota"),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            loan = loans.apply_for_loan(actor=request.user, at=timezone.now(), **form.given())
        except LoanError as error:
            add_refusal(form, error, membership="member")
        else:
            if loan.is_related:
                messages.warning(
                    request,
                    _("Ditandai: %(relation)s. Diputus oleh ketua, atau sekretaris.")
                    % {"relation": loan.relation},
                )
            messages.success(request, _("Permohonan %(number)s dicatat.") % {"number": loan.number})
            return redirect("members:loan", org=org, pk=loan.pk)
    known = organization.memberships.in_force(today).select_related("person").order_by("number")
    return render(
        request,
        "members/loan_form.html",
        {"form": form, "products": products, "known": known},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.analyse_loans")
def analyse_loan(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Record what was looked at before the decision."""
    loan = find(request, pk)
    form = AnalysisForm(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            loans.analyse_loan(
                loan=loan,
                income=int(data["income"]),
                living_cost=int(data["living_cost"]),
                other_instalments=int(data["other_instalments"] or 0),
                note=data["note"],
                recommends=data["recommends"],
                on=data["on"],
                actor=request.user,
                at=timezone.now(),
            )
        except LoanError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Analisis dicatat."))
            return redirect("members:loan", org=org, pk=pk)
    return act_page(request, loan, form, _("Analisis pinjaman"), _("Simpan analisis"))


@require_http_methods(["GET", "POST"])
@requires("members.decide_loans")
def decide_loan(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Approve or refuse an application."""
    loan = find(request, pk)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decided = loans.decide_loan(
                loan=loan,
                is_approved=data["answer"] == "ya",
                on=data["on"],
                decision_no=data["decision_no"],
                note=data["note"],
                actor=request.user,
                at=timezone.now(),
            )
        except LoanError as error:
            refuse(form, error)
        else:
            messages.success(
                request,
                _("Keputusan %(number)s: %(state)s.")
                % {"number": decided.decision_no, "state": decided.get_state_display()},
            )
            return redirect("members:loan", org=org, pk=pk)
    figures: list[tuple[str, Any]] = [(_("Pokok pinjaman"), loan.principal)]
    analysis = loan.analyses.last()
    if analysis is not None:
        figures += [
            (_("Angsuran pertama"), analysis.first_instalment),
            (_("Sisa penghasilan sebulan"), analysis.left_over),
        ]
    if loan.collateral_value:
        figures.append((_("Nilai jaminan"), loan.collateral_value))
    text = _("Ditandai: %(relation)s.") % {"relation": loan.relation} if loan.relation else ""
    return act_page(
        request, loan, form, _("Putuskan pinjaman"), _("Simpan keputusan"), figures=figures,
        text=text,
    )  # fmt: skip


@require_POST
@requires("members.record_loans")
def withdraw_loan(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The member takes the application back."""
    try:
        loans.withdraw_application(loan=find(request, pk), actor=request.user, at=timezone.now())
    except LoanError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Permohonan ditarik kembali."))
    return redirect("members:loan", org=org, pk=pk)
