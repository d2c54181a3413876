"""Titip jual: what lies where, handing over, what became of it, settling."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.consignment import HandOverForm, MovedForm, SettleForm
from enterprises.models import Consignment, Direction
from enterprises.queued_consignment import SETTLED, SOLD
from enterprises.selectors.consignment import owed_to_owner, states
from enterprises.selectors.sales import sells
from enterprises.services.consignment import Handed, hand_over, take_back
from enterprises.services.sale_errors import SaleError
from ledger.forms.fields import add_refusal
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.vouchers import submitted


@require_GET
@requires("ledger.view_vouchers")
def consignments(request: BookRequest, org: str) -> HttpResponse:
    """All consignments with what is still there."""
    if not sells(request.book):
        raise Http404
    found = Consignment.objects.filter(book=request.book).select_related("channel")[:100]
    context = {
        "rows": [(one, states(one)) for one in found],
        "can_sell": may(request, "enterprises.record_sale"),
    }
    return render(request, "enterprises/consignments.html", context)


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def new_consignment(request: BookRequest, org: str) -> HttpResponse:
    """Hand goods over, or take somebody's in."""
    if not sells(request.book):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = HandOverForm(sent, book=request.book, initial=initial)
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        try:
            made = hand_over(
                book=request.book,
                direction=data["direction"],
                partner=form.partners.get(data["partner"]),
                partner_name=data["partner_name"],
                channel=form.channels[data["channel"]],
                on=data["date"],
                goods=[Handed(*item) for item in form.goods()],
                key=data["key"],
                actor=request.user,
                at=timezone.now(),
            )
        except SaleError as error:
            places = {f: f"{f}_0" for f in ("product", "quantity", "price", "owner_price")}
            add_refusal(form, error, **{error.field: places.get(error.field, "")})
        else:
            messages.success(request, _("Penyerahan dicatat. Tidak ada jurnal sampai terjual."))
            return redirect("enterprises:consignment", org=org, pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "enterprises/consignment_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires("ledger.view_vouchers")
def consignment(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One consignment: what was sold and came back; recording more of both; paying the owner."""
    found = get_object_or_404(
        Consignment.objects.select_related("book", "channel", "partner__account"),
        book=request.book,
        pk=pk,
    )
    can_sell = may(request, "enterprises.record_sale")
    lines, is_out = states(found), found.direction == Direction.OUT
    what = request.POST.get("form", "") if request.method == "POST" else ""
    initial: dict[str, Any] = {"date": timezone.localdate(), "key": uuid4().hex}
    owed = 0 if is_out else owed_to_owner(found)
    moved = MovedForm(
        request.POST if what == "moved" else None,
        book=request.book,
        states=lines,
        is_out=is_out,
        initial=initial,
    )
    settle = SettleForm(
        request.POST if what == "settle" else None,
        book=request.book,
        initial=initial | {"amount": owed},
    )
    sent: dict[str, MovedForm | SettleForm] = {"moved": moved, "settle": settle}
    form = sent.get(what)
    if request.method == "POST" and not can_sell:
        raise PermissionDenied
    if form is not None and form.is_valid() and (answer := _act(request, org, found, form)):
        return answer
    context = {
        "consignment": found,
        "rows": list(zip(lines, moved.quantity_fields, strict=True)),
        "moved": moved,
        "settle": settle,
        "owed": owed,
        "is_out": is_out,
        "can_sell": can_sell,
        "is_open": any(state.left for state in lines),
    }
    bad = request.method == "POST"
    return render(request, "enterprises/consignment.html", context, status=422 if bad else 200)


def _act(
    request: BookRequest, org: str, found: Consignment, form: MovedForm | SettleForm
) -> HttpResponse | None:
    """Do what was asked; None when it was refused."""
    data, now = form.cleaned_data, timezone.now()
    given = {"consignment": found.pk, "on": data["date"].isoformat(), "key": data["key"]}
    try:
        if isinstance(form, SettleForm):
            given |= {"amount": int(data["amount"]), "cash": int(data["cash"])}
            act = SETTLED
        elif data["what"] == "kembali":
            take_back(
                consignment=found,
                quantities=form.quantities(),
                on=data["date"],
                actor=request.user,
                at=now,
            )
            messages.success(request, _("Barang yang kembali dicatat."))
            return redirect("enterprises:consignment", org=org, pk=found.pk)
        else:
            is_credit = data["what"] == "tempo" and found.partner is not None
            account = found.partner.account_id if is_credit and found.partner else data["what"]
            given |= {
                "received_in": int(account),
                "due_on": data["due_on"].isoformat() if data["due_on"] and is_credit else None,
                "quantities": [[line, str(much)] for line, much in form.quantities().items()],
            }
            act = SOLD
        handed_in = hand_in(book=request.book, act=act, arguments=given, actor=request.user, at=now)
    except (SaleError, PostingError) as error:
        add_refusal(form, error, received_in="what", terms="what")
        return None
    return submitted(request, org, handed_in)
