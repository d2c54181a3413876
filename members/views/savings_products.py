"""Produk simpanan: the list, a new one, its names and accounts, and its terms from a month on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.views.access import BookRequest, may, requires
from members.forms.savings import add_refusal
from members.forms.savings_terms import ChangeTermsForm, NewProductForm, ProductFields
from members.models import SavingsProduct
from members.selectors.savings_terms import product_on, products_on
from members.services.savings import SavingsError
from members.services.savings_products import add_product, edit_product, is_in_use
from members.services.savings_terms import change_terms
from members.views.dues import next_month


def _find(request: BookRequest, pk: int) -> SavingsProduct:
    found = SavingsProduct.objects.filter(organization__book=request.book).select_related(
        "account", "interest_account", "tax_account", "organization__book"
    )
    return get_object_or_404(found, pk=pk)


@require_GET
@requires("members.view_savings")
def product_list(request: BookRequest, org: str) -> HttpResponse:
    """Every product with the terms of today."""
    found = SavingsProduct.objects.filter(organization__book=request.book)
    today = timezone.localdate()
    return render(
        request,
        "members/savings/products.html",
        {
            "products": products_on(found.select_related("account"), today),
            "can_manage": may(request, "members.manage_savings"),
        },
    )


@require_GET
@requires("members.view_savings")
def product(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One product: its accounts, today's terms, and the terms of other times."""
    found = _find(request, pk)
    return render(
        request,
        "members/savings/product.html",
        {
            "product": product_on(found, timezone.localdate()),
            "history": found.terms.select_related("made_by__person").order_by("-valid_from", "-pk"),
            "can_manage": may(request, "members.manage_savings"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_savings")
def new_product(request: BookRequest, org: str) -> HttpResponse:
    """Add a product as the bylaws say."""
    form = NewProductForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial={"is_active": True, "is_taxed": True, "due_day": 31},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = add_product(
                organization=request.book.organization,
                code=form.cleaned_data["code"],
                actor=request.user,
                at=timezone.now(),
                **form.facts(),
                **form.terms(),
            )
        except SavingsError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Produk simpanan ditambahkan."))
            return redirect("members:savings_product", org=org, pk=made.pk)
    return _page(request, _("Produk simpanan baru"), form)


@require_http_methods(["GET", "POST"])
@requires("members.manage_savings")
def edit(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Names, accounts and switches; of a product in use the kind and the account stay."""
    found = _find(request, pk)
    form = ProductFields(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial=ProductFields.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_product(product=found, actor=request.user, at=timezone.now(), **form.facts())
        except SavingsError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Produk simpanan disimpan."))
            return redirect("members:savings_product", org=org, pk=pk)
    return _page(request, _("Ubah produk simpanan"), form, found, is_in_use=is_in_use(found))


@require_http_methods(["GET", "POST"])
@requires("members.manage_savings")
def terms(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """New amounts and rates from the first day of a month on."""
    found, start = _find(request, pk), next_month(timezone.localdate())
    form = ChangeTermsForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": start, **ChangeTermsForm.initial_of(product_on(found, start))},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_terms(
                product=found,
                valid_from=form.cleaned_data["valid_from"],
                decision=form.cleaned_data["decision"],
                actor=request.user,
                at=timezone.now(),
                **form.terms(),
            )
        except SavingsError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Ketentuan baru dicatat."))
            return redirect("members:savings_product", org=org, pk=pk)
    return _page(request, _("Ketentuan baru"), form, found)


def _page(
    request: BookRequest, title: str, form: Any, product: Any = None, **more: Any
) -> HttpResponse:
    return render(
        request,
        "members/savings/product_form.html",
        {"title": title, "form": form, "product": product, **more},
        status=422 if form.errors else 200,
    )
