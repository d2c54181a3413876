"""Accounts, units and statement layouts of a book."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.forms.chart import AfterForm, NamesForm, NewAccountForm, NewUnitForm, UnitForm
from ledger.models import Account
from ledger.reports.landing import landings, layouts
from ledger.services.books import ChartError, add_unit, set_account_active
from ledger.services.chart import (
    add_account,
    change_unit,
    free_code_after,
    move_account,
    rename_account,
    retire_account,
)
from ledger.views.access import BookRequest, requires


@require_GET
@requires("ledger.manage_chart")
def account_list(request: BookRequest, org: str) -> HttpResponse:
    """Every account below its heading, with the statement rows that show it."""
    where = landings(request.book)
    rows = [
        {"account": account, "landings": where.get(account.pk, [])}
        for account in request.book.accounts.order_by("code")
    ]
    return render(request, "ledger/account_list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_chart")
def new_account(request: BookRequest, org: str) -> HttpResponse:
    """Add an account: first what it will be and where it lands, then the account."""
    form = NewAccountForm(request.book, request.POST if request.method == "POST" else None)
    preview: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        after, data = form.after_account, form.cleaned_data
        try:
            if "save" in request.POST:
                account = add_account(
                    after=after,
                    name=data["name"],
                    name_en=data["name_en"],
                    actor=request.user,
                    at=timezone.now(),
                )
                messages.success(request, _("Akun %(account)s ditambahkan.") % {"account": account})
                return redirect("ledger:account", org=org, code=account.code)
            preview = {
                "code": free_code_after(after),
                "after": after,
                "landings": landings(request.book).get(after.pk, []),
            }
        except ChartError as error:
            form.add_error(None, str(error))
    return render(
        request,
        "ledger/account_new.html",
        {"form": form, "preview": preview},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_chart")
def change_account(request: BookRequest, org: str, code: str) -> HttpResponse:
    """One account: rename, move, retire."""
    account = get_object_or_404(
        request.book.accounts.select_related("engine_account"), code=code, is_heading=False
    )
    may_retire = request.user.has_perm("ledger.change_settings", request.book)
    names = NamesForm(
        request.POST if "rename" in request.POST else None,
        initial={"name": account.name, "name_en": account.name_en},
    )
    after = AfterForm(request.book, request.POST if "move" in request.POST else None)
    refusal = ""
    if request.method == "POST":
        if ("retire" in request.POST or "resume" in request.POST) and not may_retire:
            raise PermissionDenied
        try:
            if _act(request, account, names, after):
                messages.success(request, _("Perubahan akun disimpan."))
                return redirect("ledger:account", org=org, code=account.code)
        except ChartError as error:
            refusal = str(error)
            account.refresh_from_db()
    return render(
        request,
        "ledger/account_form.html",
        {
            "account": account,
            "names": names,
            "after": after,
            "refusal": [refusal] if refusal else [],
            "landings": landings(request.book).get(account.pk, []),
            "is_used": account.lines.exists(),
            "may_retire": may_retire,
        },
        status=422 if refusal or names.errors or after.errors else 200,
    )


def _act(request: BookRequest, account: Account, names: NamesForm, after: AfterForm) -> bool:
    """Do what was pressed; False when the form has to be shown again. Raises ChartError."""
    who: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
    if "rename" in request.POST and names.is_valid():
        rename_account(account=account, **names.cleaned_data, **who)
    elif "move" in request.POST and after.is_valid():
        move_account(account=account, after=after.after_account, **who)
    elif "retire" in request.POST:
        retire_account(account=account, **who)
    elif "resume" in request.POST:
        set_account_active(account=account, is_active=True, **who)
    else:
        return False
    return True


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_chart")
def unit_list(request: BookRequest, org: str) -> HttpResponse:
    """Business units, and one more."""
    form = NewUnitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = add_unit(
                book=request.book, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ChartError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Unit %(unit)s ditambahkan.") % {"unit": unit})
            return redirect("ledger:units", org=org)
    return render(
        request,
        "ledger/unit_list.html",
        {"form": form, "units": request.book.units.order_by("code")},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_chart")
def edit_unit(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Rename a unit, retire it, or take it up again."""
    unit = get_object_or_404(request.book.units, pk=pk)
    initial = {"name": unit.name, "name_en": unit.name_en, "is_active": unit.is_active}
    form = UnitForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(unit=unit, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except ChartError as error:
            form.add_error("is_active", str(error))
        else:
            messages.success(request, _("Unit disimpan."))
            return redirect("ledger:units", org=org)
    return render(
        request,
        "ledger/unit_form.html",
        {"form": form, "unit": unit},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("ledger.manage_chart")
def layout_list(request: BookRequest, org: str) -> HttpResponse:
    """The rows of every statement and the accounts that each gathers."""
    return render(request, "ledger/layout_list.html", {"layouts": layouts(request.book)})
