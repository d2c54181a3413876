"""A person's own cards: with a login everywhere, with a PIN the one of its organization."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.views.access import sent_text
from ledger.views.files import pdf_file, saved_file
from members.cards import net_of, own_parts
from members.forms.member_pin import PinDoorForm
from members.models import Consent, Membership
from members.reports.member_statement import statement_pdf
from members.reports.own_data import own_data_zip
from members.selectors.privacy import consents_of, own_data, visits_of
from members.selectors.self_view import PIN_KEY, Reader, reader_of
from members.services.member_pin import PinError, open_with_pin
from members.services.privacy import withdraw_consent


class ReaderRequest(HttpRequest):
    """A request of somebody who reads what is his own."""

    reader: Reader


def own(view: Callable[..., HttpResponse]) -> Any:
    """Let in who has a login or a PIN that holds; everybody else is led to the PIN's door."""

    @wraps(view)
    def wrapped(request: ReaderRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reader = reader_of(request.user, request.session, timezone.now())
        if reader is None:
            return redirect("pin_door")
        request.reader = reader
        return view(request, *args, **kwargs)

    return login_not_required(never_cache(wrapped))


def own_membership(request: ReaderRequest, pk: int) -> Membership:
    """One's own membership; Http404 for anybody else's."""
    found = request.reader.card(pk)
    if found is None:
        raise Http404
    return found


@require_GET
@own
def my_cards(request: ReaderRequest) -> HttpResponse:
    """Every organization one belongs to with what one has there; straight to an only one."""
    mine = request.reader.memberships
    if len(mine) == 1:
        return redirect("my_card", pk=mine[0].pk)
    today = timezone.localdate()
    cards = [(one, net_of(own_parts(one, today))) for one in mine]
    return render(
        request,
        "members/self/cards.html",
        {"cards": cards, "total": sum(net for _one, net in cards)},
    )


@require_GET
@own
def my_card(request: ReaderRequest, pk: int) -> HttpResponse:
    """What one has and owes in one organization."""
    membership = own_membership(request, pk)
    parts = own_parts(membership, timezone.localdate())
    return render(
        request,
        "members/self/card.html",
        {
            "membership": membership,
            "parts": parts,
            "net": net_of(parts),
            "states": consents_of(membership.person),
            "visits": visits_of(membership, limit=20),
            "has_pin_session": request.reader.pin is not None,
            "has_more": len(request.reader.memberships) > 1,
        },
    )


@require_GET
@own
def my_statement(request: ReaderRequest, pk: int) -> HttpResponse:
    """One's own statement of this year as PDF."""
    membership = own_membership(request, pk)
    today = timezone.localdate()
    content = statement_pdf(
        membership.organization.book,
        [membership],
        start=today.replace(month=1, day=1),
        end=today,
        at=timezone.now(),
    )
    return pdf_file(content, "rekening-koran")


@require_GET
@own
def my_data(request: ReaderRequest, pk: int) -> HttpResponse:
    """Everything that is kept about oneself in one organization, as JSON and workbook."""
    membership = own_membership(request, pk)
    return saved_file(own_data_zip(own_data(membership)), "application/zip", "data-saya.zip")


@require_POST
@own
def my_withdrawal(request: ReaderRequest, pk: int) -> HttpResponse:
    """Withdraw one's own consent to a purpose."""
    membership = own_membership(request, pk)
    consent = Consent.objects.filter(
        person=membership.person,
        purpose=sent_text(request.POST, "purpose"),
        withdrawn_on=None,
    ).first()
    if consent is not None:
        withdraw_consent(
            consent=consent,
            on=timezone.localdate(),
            actor=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )
    return redirect("my_card", pk=pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def pin_door(request: HttpRequest) -> HttpResponse:
    """Come in with organization, member number and PIN; what one was before ends with it."""
    if request.method == "GET":
        form = PinDoorForm(initial={"lembaga": request.GET.get("lembaga", "")[:50]})
        return render(request, "members/self/door.html", {"form": form})
    form = PinDoorForm(request.POST)
    if form.is_valid():
        if not ratelimit.consume(request, action="member_pin"):
            return ratelimit.respond_429(request)
        now = timezone.now()
        try:
            pin = open_with_pin(
                slug=form.cleaned_data["lembaga"],
                number=form.cleaned_data["number"],
                pin=form.cleaned_data["pin"],
                at=now,
            )
        except PinError as error:
            form.add_error(None, str(error))
        else:
            minutes = timedelta(minutes=settings.LUMBUNG_PIN_MINUTES)
            request.session.flush()
            request.session[PIN_KEY] = {
                "pin": pin.pk,
                "set_at": pin.set_at.isoformat(),
                "until": (now + minutes).isoformat(),
            }
            request.session.set_expiry(int(minutes.total_seconds()))
            return redirect("my_card", pk=pin.membership_id)
    return render(request, "members/self/door.html", {"form": form}, status=422)


@login_not_required
@require_POST
def pin_leave(request: HttpRequest) -> HttpResponse:
    """Go out at once: the next person takes the phone."""
    if PIN_KEY in request.session:
        request.session.flush()
    return redirect("pin_door")
