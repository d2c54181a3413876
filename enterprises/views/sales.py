"""Usaha: what is sold through whom, where capital came from; recording a sale."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.sales import SaleForm
from enterprises.queued_acts import SALE
from enterprises.reports.sources import capital_sources_report, sales_by_channel_report
from enterprises.selectors.data import rows
from enterprises.selectors.profit import in_force
from enterprises.selectors.sales import recent_sales, sells, vouchers_without_channel
from enterprises.services.sale_errors import SaleError
from ledger.calculations.periods import year_start
from ledger.forms.fields import add_refusal
from ledger.models import Framework
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
            "is_kube": book.framework == Framework.KUBE,
            "can_sell": request.user.has_perm("enterprises.record_sale", book),
            "can_see_books": request.user.has_perm("enterprises.view_books", book),
            "has_books": book.framework == "kube"
            and request.user.has_perm("enterprises.view_books", book),
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
    """Record one sale; what was typed stays when it is refused. Then its nota."""
    book = request.book
    if not sells(book):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    rows = _rows(sent)
    form = SaleForm(sent, book=book, rows=rows, initial=_first(request))
    papers = Uploads(request)
    if sent is not None and "more" in sent:
        form = SaleForm(book=book, rows=rows + 1, initial=sent.dict())
    elif sent is not None and all([form.is_valid(), papers.is_valid()]):
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
            answer = submitted(request, org, handed_in)
            sale = getattr(handed_in.voucher, "sale", None)
            return redirect("enterprises:nota", org=org, pk=sale.pk) if sale else answer
    return render(
        request,
        "enterprises/sale_form.html",
        {"form": form, "is_ready": bool(form.products and form.channels), **papers.page()},
        status=422 if form.errors or papers.form.errors else 200,
    )


def _rows(sent: Any) -> int:
    """How many items the page shows."""
    text = sent.get("rows", "1") if sent else "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def _first(request: BookRequest) -> dict[str, Any]:
    """What a new page proposes: today, and the customer it was opened for."""
    customer = request.GET.get("pelanggan", "")
    return {"date": timezone.localdate(), "key": uuid4().hex, "customer": customer}


def _sold(form: SaleForm) -> dict[str, Any]:
    """The sale as plain values, for `enterprises/queued_acts.py`."""
    data = form.cleaned_data
    account, customer = form.received_in()
    is_credit = data["terms"] == "tempo" and data["due_on"]
    return {
        "on": data["date"].isoformat(),
        "channel": form.channels[data["channel"]].pk,
        "items": form.items(),
        "terms": data["terms"],
        "received_in": account.pk,
        "customer": customer.pk if customer else None,
        "due_on": data["due_on"].isoformat() if is_credit else None,
        "use_advance": data["use_advance"],
        "reference": data["reference"],
        "key": data["key"],
    }
