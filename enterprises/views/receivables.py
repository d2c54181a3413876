"""What customers owe: the list by age, one customer, receiving payments and down payments."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.receivables import AdvanceForm, MoneyForm, PaymentForm
from enterprises.queued_sales import ADVANCE, PAYMENT, REFUND
from enterprises.reports.receivables import receivable_ageing_report
from enterprises.selectors.receivables import Claim, advances, claims, customers
from enterprises.selectors.sales import sells
from enterprises.services.sale_errors import SaleError
from ledger.forms.fields import add_refusal
from ledger.models import Subsidiary
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.vouchers import submitted


def _find(request: BookRequest, pk: int) -> Subsidiary:
    """A customer of the book; Http404 for any other account."""
    found = Subsidiary.objects.filter(book=request.book, account__control="customer")
    return get_object_or_404(found.select_related("account", "buyer__membership__person"), pk=pk)


@require_GET
@requires("ledger.view_vouchers")
def receivables(request: BookRequest, org: str) -> HttpResponse:
    """Who owes what, by age; every customer leads to his page."""
    book = request.book
    if not sells(book):
        raise Http404
    today = timezone.localdate()
    late = [c for c in claims(book, on=today) if c.amount > 0 and c.days_late(today) > 0]
    return render(
        request,
        "enterprises/receivables.html",
        {
            "table": receivable_ageing_report(book, start=today.replace(day=1), end=today),
            "late": [(claim, claim.days_late(today)) for claim in late],
            "customers": customers(book),
            "can_sell": may(request, "enterprises.record_sale"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.view_vouchers")
def customer(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What one customer owes and paid in advance; receiving a payment from him."""
    found = _find(request, pk)
    today = timezone.localdate()
    can_sell = may(request, "enterprises.record_sale")
    open_claims = claims(request.book, on=today, customer=found)
    form = _payment_form(request, open_claims)
    if request.method == "POST":
        if not can_sell:
            raise PermissionDenied
        if form.is_valid() and (answer := _receive(request, org, found, form)):
            return answer
    context = {
        "customer": found,
        "buyer": getattr(found, "buyer", None),
        "claims": [(claim, claim.days_late(today)) for claim in open_claims],
        "owed": sum(claim.amount for claim in open_claims),
        "advances": advances(found),
        "form": form,
        "can_sell": can_sell,
        "sales": found.sales.select_related("voucher__reversed_by", "channel").order_by(
            "-voucher__date", "-pk"
        )[:20],
    }
    return render(request, "enterprises/customer.html", context, status=422 if form.errors else 200)


def _payment_form(request: BookRequest, open_claims: list[Claim]) -> PaymentForm:
    sent = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"date": timezone.localdate(), "key": uuid4().hex}
    wanted = request.GET.get("nota", "")
    for claim in open_claims:
        if claim.sale is not None and str(claim.sale.pk) == wanted:
            initial |= {"sale": wanted, "amount": claim.amount}
    return PaymentForm(sent, book=request.book, claims=open_claims, initial=initial)


def _receive(
    request: BookRequest,
    org: str,
    found: Subsidiary,
    form: PaymentForm,
) -> HttpResponse | None:
    data = form.cleaned_data
    amount = int(data["amount"])
    arguments = _money(found, form) | {
        "chosen": [[int(data["sale"]), amount]] if data["sale"] else [],
        "reference": data["reference"],
    }
    try:
        handed_in = hand_in(
            book=request.book,
            act=PAYMENT,
            arguments=arguments,
            actor=request.user,
            at=timezone.now(),
        )
    except (SaleError, PostingError) as error:
        add_refusal(form, error)
        return None
    return submitted(request, org, handed_in)


def _money(found: Subsidiary, form: MoneyForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "customer": found.pk,
        "amount": int(data["amount"]),
        "cash": int(data["cash"]),
        "on": data["date"].isoformat(),
        "key": data["key"],
    }


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def advance(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive a down payment of a customer, or give back what is left of one."""
    found = _find(request, pk)
    is_refund = request.GET.get("kembali") == "1"
    sent = request.POST if request.method == "POST" else None
    held = advances(found)
    initial: dict[str, Any] = {"date": timezone.localdate(), "key": uuid4().hex}
    if is_refund:
        initial["amount"] = sum(left for _paid, left in held)
    form = AdvanceForm(sent, book=request.book, initial=initial)
    if sent is not None and form.is_valid():
        arguments = _money(found, form)
        if not is_refund:
            arguments["purpose"] = form.cleaned_data["purpose"]
        try:
            handed_in = hand_in(
                book=request.book,
                act=REFUND if is_refund else ADVANCE,
                arguments=arguments,
                actor=request.user,
                at=timezone.now(),
            )
        except (SaleError, PostingError) as error:
            add_refusal(form, error)
        else:
            if handed_in.voucher is None:
                return submitted(request, org, handed_in)
            messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
            return redirect("enterprises:customer", org=org, pk=pk)
    context = {"customer": found, "form": form, "is_refund": is_refund, "held": held}
    status = 422 if form.errors else 200
    return render(request, "enterprises/advance_form.html", context, status=status)
