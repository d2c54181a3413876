"""What a loan costs: the simulation for everyone, the products and their terms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires
from members.calculations.loans import schedule
from members.forms.loan_products import LoanProductForm, SimulationForm
from members.models import LoanProduct
from members.selectors.loan_products import products_on, rate_cap
from members.services.loan_disbursement import withheld
from members.services.loan_products import set_loan_product, switch_loan_product, usual_accounts
from members.services.loan_terms import LoanError


@require_GET
@requires("members.enter")
def simulate(request: BookRequest, org: str) -> HttpResponse:
    """The schedule of a loan that nobody takes yet; stores nothing."""
    today = timezone.localdate()
    products = products_on(request.book.organization, today)
    chosen = next((p for p in products if str(p.pk) == request.GET.get("produk")), None)
    is_asked = "principal" in request.GET
    form = SimulationForm(request.GET if is_asked else None, initial=_initial(chosen))
    plan = None
    if is_asked and form.is_valid() and (terms := form.terms()) is not None:
        plan = schedule(terms)
    cap = rate_cap(today)
    return render(
        request,
        "members/loan_simulation.html",
        {
            "form": form,
            "plan": plan,
            "products": products,
            "chosen": chosen,
            "kept": withheld(chosen, int(plan.principal)) if chosen and plan else None,
            "cap": cap,
            "is_above_cap": bool(plan and cap and plan.effective_annual_percent > cap),
        },
        status=422 if form.errors else 200,
    )


def _initial(product: LoanProduct | None) -> dict[str, Any]:
    if product is None:
        return {"rounding": "half_up", "day_count": "30/360"}
    names = ("rate_basis", "method", "day_count", "rounding")
    return {"rate": product.spoken_rate} | {name: getattr(product, name) for name in names}


@require_GET
@requires("members.view_loans")
def product_list(request: BookRequest, org: str) -> HttpResponse:
    """All products with their terms, the newest of each code first."""
    organization, today = request.book.organization, timezone.localdate()
    in_force = {product.pk for product in products_on(organization, today)}
    versions = organization.loan_products.select_related("account").order_by("code", "-valid_from")
    return render(
        request,
        "members/loan_products.html",
        {
            "rows": [(product, product.pk in in_force) for product in versions],
            "can_manage": may(request, "members.manage_loan_products"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_loan_products")
def new_product(request: BookRequest, org: str) -> HttpResponse:
    """A product that did not exist."""
    organization = request.book.organization
    usual = {name: a.code for name, a in usual_accounts(organization).items()}
    form = LoanProductForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        initial={"valid_from": timezone.localdate(), "max_months": "24"} | usual,
    )
    return _save(request, org, form, None)


@require_http_methods(["GET", "POST"])
@requires("members.manage_loan_products")
def product_terms(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """New terms of a product from a day on; loans that run keep theirs."""
    product = _find(request, pk)
    data = request.POST if request.method == "POST" else None
    form = LoanProductForm.about(product, timezone.localdate(), data)
    return _save(request, org, form, product)


def _find(request: BookRequest, pk: int) -> LoanProduct:
    mine = LoanProduct.objects.filter(organization__book=request.book)
    return get_object_or_404(mine.select_related("organization__book"), pk=pk)


def _save(
    request: BookRequest, org: str, form: LoanProductForm, product: LoanProduct | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = set_loan_product(
                organization=request.book.organization,
                actor=request.user,
                at=timezone.now(),
                **form.given(),
            )
        except LoanError as error:
            add_refusal(form, error, annual_rate="rate", months="max_months")
        else:
            messages.success(
                request,
                _("%(name)s berlaku mulai %(day)s.")
                % {"name": made.name, "day": made.valid_from.strftime("%d/%m/%Y")},
            )
            return redirect("members:loan_products", org=org)
    return render(
        request,
        "members/loan_product_form.html",
        {"form": form, "product": product},
        status=422 if form.errors else 200,
    )


@require_POST
@requires("members.manage_loan_products")
def switch_product(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Offer a product no longer, or again."""
    product = _find(request, pk)
    switch_loan_product(
        product=product, is_active=not product.is_active, actor=request.user, at=timezone.now()
    )
    messages.success(request, _("Produk pinjaman disimpan."))
    return redirect("members:loan_products", org=org)
