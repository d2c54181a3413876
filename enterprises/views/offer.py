"""What is sold and through whom: channels, products, prices, buyers."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.forms.offer import BuyerForm, ChannelForm, PriceForm, ProductForm
from enterprises.models import Channel, Product
from enterprises.selectors.prices import price_list
from enterprises.selectors.sales import sells
from enterprises.services import offer
from enterprises.services.sale_errors import SaleError
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires
from members.models import Membership


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def offer_settings(request: BookRequest, org: str) -> HttpResponse:
    """Channels and products of the business, and adding one of each."""
    book = request.book
    if not sells(book):
        raise Http404
    is_channel = request.POST.get("what") == "channel"
    is_product = request.POST.get("what") == "product"
    channel_form = ChannelForm(request.POST if is_channel else None, prefix="channel")
    product_form = ProductForm(request.POST if is_product else None, prefix="product")
    form = channel_form if is_channel else product_form
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, form.cleaned_data, is_channel=is_channel)
        except SaleError as error:
            add_refusal(form, error, code="name")
        else:
            name = form.cleaned_data["name"]
            messages.success(request, _("%(name)s ditambahkan.") % {"name": name})
            return redirect("enterprises:offer", org=org)
    return render(
        request,
        "enterprises/offer.html",
        {
            "channel_form": channel_form,
            "product_form": product_form,
            "channels": Channel.objects.filter(book=book),
            "products": Product.objects.filter(book=book),
        },
        status=422 if form.errors else 200,
    )


def _add(request: BookRequest, data: dict[str, Any], *, is_channel: bool) -> None:
    given: dict[str, Any] = {"book": request.book, "actor": request.user, "at": timezone.now()}
    code = slugify(data["name"]).upper()[:20] or uuid4().hex[:8].upper()
    if is_channel:
        offer.add_channel(code=code, name=data["name"], kind=data["kind"], **given)
        return
    price = data["price"]
    offer.add_product(
        code=code,
        name=data["name"],
        measure=data["measure"],
        decimals=int(data["decimals"]),
        kind=data["kind"] or "barang",
        price=None if price is None else int(price),
        **given,
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def prices(request: BookRequest, org: str) -> HttpResponse:
    """The price list, and setting a price from a day on."""
    book = request.book
    if not sells(book):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = PriceForm(sent, book=book, initial={"valid_from": timezone.localdate()})
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        try:
            offer.set_price(
                product=form.products[data["product"]],
                channel=form.channels.get(data["channel"]),
                price=int(data["price"]),
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
                actor=request.user,
                at=timezone.now(),
            )
        except SaleError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Harga disimpan. Nota yang lama tidak berubah."))
            return redirect("enterprises:prices", org=org)
    context = {
        "form": form,
        "prices": price_list(book),
        "products": list(form.products.values()),
        "today": timezone.localdate(),
    }
    status = 422 if form.errors else 200
    return render(request, "enterprises/prices.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def new_buyer(request: BookRequest, org: str) -> HttpResponse:
    """Open an account for a buyer; then his page."""
    book = request.book
    if not sells(book):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    members = Membership.objects.in_force(timezone.localdate()).filter(organization__book=book)
    form = BuyerForm(sent, members=members.select_related("person").order_by("number"))
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        try:
            buyer = offer.add_buyer(
                book=book,
                name=data["name"],
                membership=form.members.get(data["membership"]),
                phone=data["phone"],
                address=data["address"],
                actor=request.user,
                at=timezone.now(),
            )
        except SaleError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": buyer})
            return redirect("enterprises:customer", org=org, pk=buyer.subsidiary_id)
    status = 422 if form.errors else 200
    return render(request, "enterprises/buyer_form.html", {"form": form}, status=status)
