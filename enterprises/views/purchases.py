"""Purchases, what goes back, and what suppliers are owed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.purchases import (
    PaySupplierForm,
    PurchaseForm,
    ReturnForm,
    SupplierForm,
)
from enterprises.models import Purchase
from enterprises.reports.purchase_paper import purchase_paper
from enterprises.reports.sheet import sheet_pdf
from enterprises.selectors.payables import ageing, owed_to, payables, purchases_of, suppliers
from enterprises.selectors.stock import keeps_stock
from enterprises.services import purchases
from enterprises.services.shelf import StockError
from enterprises.stock_queued_acts import PURCHASE, PURCHASE_RETURN, SUPPLIER_PAYMENT
from ledger.forms.fields import add_refusal
from ledger.models import Subsidiary
from ledger.readers.paper import PaperError
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.uploads import Uploads
from ledger.views.vouchers import submitted

WRITE = "enterprises.manage_stock"
READ = "enterprises.view_stock"


def refuse_without_stock(request: BookRequest) -> None:
    """404 for a book that has no stock: a panti's budget."""
    if not keeps_stock(request.book):
        raise Http404


@require_GET
@requires(READ)
def purchase_list(request: BookRequest, org: str) -> HttpResponse:
    """The purchases, newest first."""
    refuse_without_stock(request)
    found = Paginator(purchases_of(request.book), 25).get_page(request.GET.get("page"))
    return render(
        request,
        "enterprises/purchases.html",
        {"page": found, "can_write": may(request, WRITE)},
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def record_purchase(request: BookRequest, org: str) -> HttpResponse:
    """Record one purchase; what was typed stays when it is refused."""
    refuse_without_stock(request)
    data = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = PurchaseForm(data, book=request.book, initial=initial)
    papers = Uploads(request)
    wants_rows = "more" in request.POST
    if wants_rows:
        form.errors.clear()
        form.rows.forget_faults()
    elif data is not None and all([form.is_valid(), papers.is_valid()]):
        try:
            handed_in = hand_in(
                book=request.book,
                act=PURCHASE,
                arguments=form.arguments(),
                actor=request.user,
                at=timezone.now(),
                attachments=papers.papers,
            )
        except (StockError, PostingError) as error:
            refuse(form, error)
        except PaperError as error:
            papers.refuse(error)
        else:
            papers.done()
            return submitted(request, org, handed_in)
    faulty = data is not None and not wants_rows
    return render(
        request,
        "enterprises/purchase_form.html",
        {"form": form, **papers.page()},
        status=422 if faulty else 200,
    )


def refuse(form: Any, error: Exception) -> None:
    """Put a refusal at the row it is about, or at its field."""
    row, field = getattr(error, "row", None), getattr(error, "field", "")
    rows = form.rows.filled if row is not None else []
    if row is not None and row < len(rows) and field in rows[row].fields:
        rows[row].add_error(field, str(error))
        form.add_error(None, str(error))
    else:
        add_refusal(form, error, amount="rows")


def _purchase(request: BookRequest, pk: int) -> Purchase:
    found = purchases_of(request.book).select_related("supplier__account", "book")
    return get_object_or_404(found, pk=pk)


@require_GET
@requires(READ)
def purchase(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One purchase with its goods and what went back."""
    found = _purchase(request, pk)
    return render(
        request,
        "enterprises/purchase.html",
        {
            "purchase": found,
            "can_write": may(request, WRITE) and not hasattr(found.voucher, "reversed_by"),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_GET
@requires(READ)
def purchase_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The note of a purchase with its goods as PDF."""
    found = _purchase(request, pk)
    paper = purchase_paper(found, at=timezone.now())
    return pdf_file(sheet_pdf(paper, size="a5"), f"pembelian-{found.voucher.code}")


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def return_purchase(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Send goods of a purchase back."""
    found = _purchase(request, pk)
    data = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = ReturnForm(data, purchase=found, initial=initial)
    if data is not None and form.is_valid():
        try:
            handed_in = hand_in(
                book=request.book,
                act=PURCHASE_RETURN,
                arguments=form.arguments(),
                actor=request.user,
                at=timezone.now(),
            )
        except (StockError, PostingError) as error:
            row = getattr(error, "row", None)
            sent = [name for name in form.goods if form.cleaned_data.get(name)]
            places = {"quantity": sent[row]} if row is not None and row < len(sent) else {}
            add_refusal(form, error, **places)
        else:
            return submitted(request, org, handed_in)
    return render(
        request,
        "enterprises/purchase_return_form.html",
        {"form": form, "purchase": found},
        status=422 if form.errors else 200,
    )


@require_GET
@requires(READ)
def payables_page(request: BookRequest, org: str) -> HttpResponse:
    """What each supplier is owed, how late, and for which vouchers."""
    refuse_without_stock(request)
    today = timezone.localdate()
    return render(
        request,
        "enterprises/payables.html",
        {
            "ageing": ageing(request.book, on=today),
            "payables": [(p, p.days_late(today)) for p in payables(request.book, on=today)],
            "suppliers": suppliers(request.book),
            "today": today,
            "can_write": may(request, WRITE),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def add_supplier(request: BookRequest, org: str) -> HttpResponse:
    """Add a supplier."""
    refuse_without_stock(request)
    form = SupplierForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = purchases.add_supplier(
                book=request.book,
                name=form.cleaned_data["name"],
                actor=request.user,
                at=timezone.now(),
            )
        except StockError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": made.name})
            return redirect("enterprises:payables", org=org)
    return render(
        request,
        "enterprises/supplier_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def pay_supplier(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay one supplier; what falls due first is settled first."""
    refuse_without_stock(request)
    supplier: Subsidiary = get_object_or_404(
        suppliers(request.book).select_related("account", "book"), pk=pk
    )
    today = timezone.localdate()
    owed = owed_to(supplier, on=today)
    initial = {"date": today, "amount": owed or None, "key": uuid4().hex}
    data = request.POST if request.method == "POST" else None
    form = PaySupplierForm(data, supplier=supplier, initial=initial)
    if data is not None and form.is_valid():
        try:
            handed_in = hand_in(
                book=request.book,
                act=SUPPLIER_PAYMENT,
                arguments=form.arguments(),
                actor=request.user,
                at=timezone.now(),
            )
        except (StockError, PostingError) as error:
            add_refusal(form, error)
        else:
            return submitted(request, org, handed_in)
    return render(
        request,
        "enterprises/supplier_payment_form.html",
        {
            "form": form,
            "supplier": supplier,
            "owed": owed,
            "payables": [p for p in payables(request.book, on=today) if p.supplier == supplier],
        },
        status=422 if form.errors else 200,
    )
