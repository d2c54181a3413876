"""Loans that the group took from a bank together, and each member's share."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires
from members.forms.loans import GroupLoanForm
from members.models import GroupLoan
from members.selectors.group_loans import group_loan_plan
from members.services.group_loans import record_group_loan
from members.services.loan_terms import LoanError


@require_GET
@requires("members.view_loans")
def group_list(request: BookRequest, org: str) -> HttpResponse:
    """The loans of the organization itself."""
    loans = request.book.organization.group_loans.select_related("account")
    return render(
        request,
        "members/group_loans.html",
        {"loans": loans, "can_record": may(request, "members.manage_loans")},
    )


@require_GET
@requires("members.view_loans")
def group_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The bank's schedule with each member's part of every instalment."""
    mine = GroupLoan.objects.filter(organization__book=request.book)
    loan = get_object_or_404(mine.select_related("account", "interest_account"), pk=pk)
    return render(request, "members/group_loan.html", {"plan": group_loan_plan(loan)})


@require_http_methods(["GET", "POST"])
@requires("members.manage_loans")
def new_group_loan(request: BookRequest, org: str) -> HttpResponse:
    """Record a loan with its shares; nothing is posted."""
    organization, today = request.book.organization, timezone.localdate()
    form = GroupLoanForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        on=today,
        initial={"received_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            loan = record_group_loan(
                organization=organization,
                actor=request.user,
                at=timezone.now(),
                **form.given(),
            )
        except LoanError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pinjaman bersama dicatat."))
            return redirect("members:group_loan", org=org, pk=loan.pk)
    return render(
        request,
        "members/group_loan_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
