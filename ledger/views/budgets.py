"""Budgets by account, unit and month, typed by hand."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.periods import period_code
from ledger.forms.budget import BudgetForm
from ledger.forms.fields import YEARS
from ledger.models import Budget, Kind, Unit
from ledger.services.budget import BudgetError, set_budget
from ledger.views.access import BookRequest, requires


def _year(request: BookRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if year in YEARS else timezone.localdate().year


@require_GET
@requires("ledger.manage_chart")
def budget_list(request: BookRequest, org: str) -> HttpResponse:
    """Every result account with what is planned for the year, all units together."""
    year = _year(request)
    planned = dict(
        Budget.objects.filter(
            book=request.book, period__gt=period_code(year, 0), period__lte=period_code(year, 12)
        )
        .order_by()
        .values_list("account_id")
        .annotate(Sum("amount"))
    )
    accounts = request.book.accounts.filter(
        kind__in=[Kind.REVENUE, Kind.EXPENSE], is_heading=False, is_active=True
    ).order_by("code")
    rows = [{"account": account, "planned": planned.get(account.pk, 0)} for account in accounts]
    context = {"rows": rows, "year": year, "before": year - 1, "after": year + 1}
    return render(request, "ledger/budget_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_chart")
def edit_budget(request: BookRequest, org: str, code: str, year: int) -> HttpResponse:
    """Twelve months of one account in one unit."""
    account = get_object_or_404(
        request.book.accounts, code=code, is_heading=False, kind__in=[Kind.REVENUE, Kind.EXPENSE]
    )
    if year not in YEARS:
        raise Http404
    units = list(request.book.units.filter(is_active=True).order_by("code"))
    wanted = request.GET.get("unit", Unit.DEFAULT_CODE)
    unit = next((u for u in units if u.code == wanted), None)
    if unit is None:
        raise Http404
    held = {
        f"month_{period % 100}": amount
        for period, amount in Budget.objects.filter(
            account=account, unit=unit, period__gt=year * 100, period__lte=year * 100 + 12
        ).values_list("period", "amount")
    }
    form = BudgetForm(request.POST if request.method == "POST" else None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            set_budget(
                book=request.book,
                account=account,
                unit=unit,
                year=year,
                months=form.months(),
                actor=request.user,
                at=timezone.now(),
            )
        except BudgetError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Anggaran %(account)s disimpan.") % {"account": account})
            back = reverse("ledger:budgets", kwargs={"org": org})
            return redirect(f"{back}?year={year}")
    return render(
        request,
        "ledger/budget_form.html",
        {"form": form, "account": account, "year": year, "unit": unit, "units": units},
        status=422 if form.errors else 200,
    )
