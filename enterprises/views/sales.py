"""Usaha: what is sold through whom, where capital came from; recording a sale."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.sales import ChannelForm, ProductForm, SaleForm
from enterprises.models import Channel, Product
from enterprises.queued_acts import SALE
from enterprises.reports.sources import capital_sources_report, sales_by_channel_report
from enterprises.selectors.data import rows
from enterprises.selectors.profit import in_force
from enterprises.selectors.sales import recent_sales, sells, vouchers_without_channel
from enterprises.services import sales
from enterprises.services.sales import SaleError
from ledger.calculations.periods import year_start
from ledger.forms.fields import add_refusal
from ledger.readers.paper import PaperError
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.uploads import Uploads
from ledger.views.vouchers import submitted


@require_GET
@requires("enterprises.view_business")
def overview(request: BookRequest, org: str) -> HttpResponse:
    """The business at a glance: this year's sales by channel, the map of capital, newest sales."""
    book = request.book
    if not sells(book):
        raise Http404
    newest = recent_sales(book)
    day = newest[0].voucher.date if newest else timezone.localdate()
    span: dict[str, Any] = {"start": year_start(day), "end": day.replace(month=12, day=31)}
    return render(
        request,
        "enterprises/overview.html",
        {
            "year": day.year,
            "by_channel": sales_by_channel_report(book, **span),
            "capital": capital_sources_report(book, **span),
            "sales": newest,
            "allocations": in_force(book).prefetch_related("lines"),
            "without_channel": vouchers_without_channel(book).count(),
            "can_sell": request.user.has_perm("enterprises.record_sale", book),
            "shares_profit": bool(rows("profit_pools.csv", book.framework)),
            "can_allocate": bool(rows("profit_pools.csv", book.framework))
            and request.user.has_perm("enterprises.allocate_profit", book),
            "can_see_stock": request.user.has_perm("enterprises.view_stock", book),
            "can_see_vouchers": request.user.has_perm("ledger.view_vouchers", book),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def record_sale(request: BookRequest, org: str) -> HttpResponse:
    """Record one sale; what was typed stays when it is refused."""
    book = request.book
    if not sells(book):
        raise Http404
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = SaleForm(request.POST if request.method == "POST" else None, book=book, initial=initial)
    papers = Uploads(request)
    if request.method == "POST" and all([form.is_valid(), papers.is_valid()]):
        try:
            handed_in = hand_in(
                book=book,
                act=SALE,
                arguments=_sold(form),
                actor=request.user,
                at=timezone.now(),
                attachments=papers.papers,
            )
        except (SaleError, PostingError) as error:
            add_refusal(form, error)
        except PaperError as error:
            papers.refuse(error)
        else:
            papers.done()
            return submitted(request, org, handed_in)
    return render(
        request,
        "enterprises/sale_form.html",
        {"form": form, "is_ready": bool(form.products and form.channels), **papers.page()},
        status=422 if form.errors or papers.form.errors else 200,
    )


def _sold(form: SaleForm) -> dict[str, Any]:
    """The sale as plain values, for `enterprises/queued_acts.py`."""
    data = form.cleaned_data
    account, customer = form.received_in()
    is_credit = data["terms"] == "tempo" and data["due_on"]
    product = form.products[data["product"]]
    return {
        "on": data["date"].isoformat(),
        "channel": form.channels[data["channel"]].pk,
        "items": [[product.pk, str(data["quantity"]), int(data["price"])]],
        "terms": data["terms"],
        "revenue": form.accounts[data["revenue"]].pk,
        "received_in": account.pk,
        "customer": customer.pk if customer else None,
        "due_on": data["due_on"].isoformat() if is_credit else None,
        "reference": data["reference"],
        "key": data["key"],
    }


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
        data = form.cleaned_data
        given: dict[str, Any] = {"book": book, "actor": request.user, "at": timezone.now()}
        code = slugify(data["name"]).upper()[:20] or uuid4().hex[:8].upper()
        try:
            if is_channel:
                sales.add_channel(code=code, name=data["name"], kind=data["kind"], **given)
            else:
                sales.add_product(
                    code=code,
                    name=data["name"],
                    measure=data["measure"],
                    decimals=int(data["decimals"]),
                    **given,
                )
        except SaleError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": data["name"]})
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
