"""Stock: what lies there, one item's card, new items, and taking up stock cards."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.stock import ItemForm, StartForm
from enterprises.models import Item
from enterprises.reports.stock import card_report, stock_report
from enterprises.selectors.stock import stock_start
from enterprises.services.items import add_item, start_stock_cards
from enterprises.services.shelf import StockError
from enterprises.views.purchases import READ, WRITE, refuse_without_stock
from ledger.calculations.periods import year_start
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires


@require_GET
@requires(READ)
def stock(request: BookRequest, org: str) -> HttpResponse:
    """What lies in stock today, item by item; without cards, which items there are."""
    refuse_without_stock(request)
    today = timezone.localdate()
    start = stock_start(request.book)
    span: dict[str, Any] = {"start": year_start(today), "end": today}
    return render(
        request,
        "enterprises/stock.html",
        {
            "start": start,
            "table": stock_report(request.book, **span) if start else None,
            "items": Item.objects.filter(book=request.book).select_related("stock_account"),
            "can_write": may(request, WRITE),
        },
    )


@require_GET
@requires(READ)
def stock_card(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The card of one item: every movement with what is left."""
    item = get_object_or_404(Item.objects.filter(book=request.book), pk=pk)
    today = timezone.localdate()
    table = card_report(request.book, start=date(1900, 1, 1), end=today, item=item)
    return render(request, "enterprises/stock_card.html", {"item": item, "table": table})


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def items(request: BookRequest, org: str) -> HttpResponse:
    """The items of the business, and adding one."""
    refuse_without_stock(request)
    form = ItemForm(request.POST if request.method == "POST" else None, book=request.book)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        code = slugify(given["name"]).upper()[:20] or uuid4().hex[:8].upper()
        try:
            made = add_item(
                book=request.book, code=code, actor=request.user, at=timezone.now(), **given
            )
        except StockError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": made.name})
            return redirect("enterprises:items", org=org)
    found = Item.objects.filter(book=request.book)
    return render(
        request,
        "enterprises/items.html",
        {
            "form": form,
            "items": found.select_related("stock_account", "purchase_account", "product"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def start_cards(request: BookRequest, org: str) -> HttpResponse:
    """Take up stock cards: what lies there on the first day, equal to the books."""
    refuse_without_stock(request)
    if stock_start(request.book) is not None:
        messages.info(request, _("Buku ini sudah memakai kartu stok."))
        return redirect("enterprises:stock", org=org)
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, book=request.book, initial={"date": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            start_stock_cards(
                book=request.book,
                on=form.cleaned_data["date"],
                opening=form.opening(),
                actor=request.user,
                at=timezone.now(),
            )
        except StockError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Kartu stok dimulai."))
            return redirect("enterprises:stock", org=org)
    return render(
        request,
        "enterprises/stock_start_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
