"""Dana bersama (IKS): its register, and using it."""

from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.vouchers import submitted
from members.forms.dues import FundUseForm
from members.forms.savings import add_refusal
from members.models import SavingsKind, SavingsProduct
from members.queued_acts import FUND_USE
from members.selectors.fund import fund_rows
from members.services.savings import SavingsError
from members.services.savings_desk import on_trial
from members.views.savings import SHOWN


def _fund(request: BookRequest, pk: int) -> SavingsProduct:
    found = SavingsProduct.objects.select_related("account", "organization__book")
    return get_object_or_404(found, organization__book=request.book, kind=SavingsKind.IKS, pk=pk)


@require_GET
@requires("members.view_savings")
def register(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What the fund received and gave, newest first."""
    product = _fund(request, pk)
    rows = fund_rows(product)
    return render(
        request,
        "members/fund/register.html",
        {
            "product": product,
            "balance": rows[-1].balance if rows else 0,
            "page": Paginator(rows[::-1], SHOWN).get_page(request.GET.get("page")),
            "can_use": may(request, "members.run_savings"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.run_savings")
def use(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Give from the fund: fill in, see what is left, book."""
    product, today = _fund(request, pk), timezone.localdate()
    form = FundUseForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial={"date": today, "key": uuid4().hex},
    )
    rows, step = fund_rows(product), request.POST.get("step", "")
    balance = rows[-1].balance if rows else 0
    context: dict[str, Any] = {"product": product, "form": form, "balance": balance}
    if request.method == "POST" and form.is_valid() and step != "edit":
        try:
            if step == "book":
                return submitted(request, org, _hand_in(request, product, form))
            with on_trial():
                _hand_in(request, product, form)
        except (SavingsError, PostingError) as error:
            add_refusal(form, error)
        else:
            context["amount"] = int(form.cleaned_data["amount"])
            context["left"] = balance - context["amount"]
            context["given"] = form.cleaned_data
            context["beneficiary"] = dict(form.fields["beneficiary"].choices)[  # type: ignore[attr-defined]
                form.cleaned_data["beneficiary"]
            ]
            form.hide()
    return render(request, "members/fund/use.html", context, status=422 if form.errors else 200)


def _hand_in(request: BookRequest, product: SavingsProduct, form: FundUseForm) -> Any:
    data = form.cleaned_data
    chosen = data["meeting_decision"]
    return hand_in(
        book=request.book,
        act=FUND_USE,
        arguments={
            "product": product.pk,
            "amount": int(data["amount"]),
            "cash": form.drawer().pk,
            "on": data["date"].isoformat(),
            "key": data["key"],
            "meeting_decision": chosen.pk if chosen else None,
            **{name: data[name] for name in ("beneficiary", "recipient", "purpose", "decision")},
        },
        actor=request.user,
        at=timezone.now(),
    )
