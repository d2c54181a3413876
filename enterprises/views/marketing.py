"""How each product is sold: its marketing plan and what its price rests on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.forms.marketing import CalculationForm, PlanForm
from enterprises.models import MarketingPlan, PriceCalculation, Product
from enterprises.services.marketing import calculate_price, plan_marketing, priced
from enterprises.services.sale_errors import SaleError
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def marketing(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Plans and calculations of one product; a calculation is shown before it is kept."""
    product = get_object_or_404(Product, book=request.book, pk=pk)
    today = timezone.localdate()
    what = request.POST.get("what", "") if request.method == "POST" else ""
    plan = PlanForm(request.POST if what == "plan" else None, initial={"year": today.year})
    sent = request.POST if what == "price" else None
    price = CalculationForm(sent, initial={"on": today, "margin_percent": "20"})
    form: Any = {"plan": plan, "price": price}.get(what)
    found = None
    if form is not None and form.is_valid():
        by: dict[str, Any] = {"product": product, "actor": request.user, "at": timezone.now()}
        try:
            if what == "price" and "keep" not in request.POST:
                found = priced(
                    **{k: v for k, v in form.given().items() if k not in ("on", "is_price")}
                )
            else:
                _keep(form, what, by)
                messages.success(request, _("Disimpan."))
                return redirect("enterprises:marketing", org=org, pk=pk)
        except SaleError as error:
            add_refusal(form, error)
    context = {
        "product": product,
        "plan": plan,
        "price": price,
        "found": found,
        "percent": round(found.margin_percent) if found else 0,
        "plans": MarketingPlan.objects.filter(product=product),
        "calculations": PriceCalculation.objects.filter(product=product).prefetch_related("parts"),
    }
    bad = form is not None and bool(form.errors)
    status = 422 if bad or (request.method == "POST" and form is None) else 200
    return render(request, "enterprises/marketing.html", context, status=status)


def _keep(form: Any, what: str, by: dict[str, Any]) -> None:
    if what == "price":
        calculate_price(**form.given(), **by)
        return
    data = form.cleaned_data | {"target_price": int(form.cleaned_data["target_price"])}
    plan_marketing(**data, **by)
