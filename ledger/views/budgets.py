"""Budgets by account, unit and month, typed by hand or as a workbook."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.budget import BudgetFileForm, BudgetForm, packed, unpacked
from ledger.forms.fields import YEARS
from ledger.models import Budget, Kind, Unit
from ledger.readers.sheet import CellsError, FileError
from ledger.reports.budget_file import budget_xlsx
from ledger.reports.import_templates import ENDINGS
from ledger.services.budget import BudgetError, set_budget
from ledger.services.budget_file import (
    BudgetPlan,
    budget_accounts,
    changes_of,
    held,
    read_budget,
    replace_budget,
)
from ledger.views.access import BookRequest, requires
from ledger.views.files import saved_file

SHOWN = 50
"""Faults of a file that are shown at once."""


def _year(request: BookRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if year in YEARS else timezone.localdate().year


@require_GET
@requires("ledger.manage_chart")
def budget_list(request: BookRequest, org: str) -> HttpResponse:
    """Every result account with what is planned for the year, all units together."""
    return _list_page(request, _year(request), BudgetFileForm())


def _list_page(
    request: BookRequest,
    year: int,
    form: BudgetFileForm,
    faults: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    planned: dict[int, int] = {}
    for (account, _unit, _month), amount in held(request.book, year).items():
        planned[account] = planned.get(account, 0) + amount
    rows = [
        {"account": account, "planned": planned.get(account.pk, 0)}
        for account in budget_accounts(request.book)
    ]
    context = {
        "rows": rows,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "form": form,
        "faults": faults,
    }
    return render(request, "ledger/budget_list.html", context, status=status)


@require_GET
@requires("ledger.manage_chart")
def budget_workbook(request: BookRequest, org: str, year: int) -> HttpResponse:
    """The year's budget as a workbook to fill in."""
    if year not in YEARS:
        raise Http404
    content = budget_xlsx(request.book, year)
    return saved_file(content, ENDINGS["xlsx"], f"anggaran-{year}.xlsx")


@require_POST
@requires("ledger.manage_chart")
def upload_budget(request: BookRequest, org: str, year: int) -> HttpResponse:
    """Read a filled workbook and show what it would change; nothing is stored yet."""
    if year not in YEARS:
        raise Http404
    form = BudgetFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, year, form, status=422)
    file = form.cleaned_data["file"]
    try:
        plan = read_budget(
            book=request.book, year=year, content=file.read(), file_name=file.name[:100]
        )
    except CellsError as refused:
        faults = [str(error) for error in refused.errors[:SHOWN]]
        if (more := len(refused.errors) - len(faults)) > 0:
            faults.append(_("dan %(count)s kesalahan lagi.") % {"count": more})
        return _list_page(request, year, form, faults, status=422)
    except FileError as refused:
        return _list_page(request, year, form, [str(refused)], status=422)
    return _preview(request, plan)


def _preview(request: BookRequest, plan: BudgetPlan) -> HttpResponse:
    changes = changes_of(request.book, plan)
    context = {
        "plan": plan,
        "year": plan.year,
        "changes": changes,
        "total_before": sum(change.before for change in changes),
        "total_after": sum(change.after for change in changes),
        "packed": packed(request.book, plan),
    }
    return render(request, "ledger/budget_preview.html", context)


@require_POST
@requires("ledger.manage_chart")
def replace_year(request: BookRequest, org: str, year: int) -> HttpResponse:
    """Put the workbook that was shown in place of what stands."""
    back = f"{reverse('ledger:budgets', kwargs={'org': org})}?year={year}"
    plan = unpacked(request.book, year, request.POST.get("plan", ""))
    if plan is None:
        messages.error(request, _("Pemeriksaan berkas ini sudah usang. Unggah lagi berkasnya."))
        return redirect(back)
    try:
        changes = replace_budget(
            book=request.book, plan=plan, actor=request.user, at=timezone.now()
        )
    except BudgetError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Anggaran %(year)s diganti: %(count)s bulan berubah.")
            % {"year": year, "count": len(changes)},
        )
    return redirect(back)


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
