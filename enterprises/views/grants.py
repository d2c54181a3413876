"""Grants and aid: what came, what it was spent on, what is left."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enterprises.capital_queued_acts import GRANT
from enterprises.forms.grants import GrantForm, GrantUseForm
from enterprises.models import GrantUse
from enterprises.selectors.grants import agreements, grant, grants
from enterprises.services import grants as services
from enterprises.services.grants import GrantError
from ledger.forms.fields import add_refusal
from ledger.readers.paper import PaperError
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.uploads import Uploads
from ledger.views.vouchers import submitted


@require_GET
@requires("ledger.view_vouchers")
def grant_list(request: BookRequest, org: str) -> HttpResponse:
    """Every agreement with what was received, used and is left today."""
    return render(
        request,
        "enterprises/grant_list.html",
        {
            "grants": grants(request.book, on=timezone.localdate()),
            "can_manage": may(request, "enterprises.manage_capital"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def receive_grant(request: BookRequest, org: str) -> HttpResponse:
    """Record a grant with its agreement; the paper goes with it."""
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial={"date": timezone.localdate(), "key": uuid4().hex},
    )
    papers = Uploads(request)
    if request.method == "POST" and all([form.is_valid(), papers.is_valid()]):
        try:
            handed_in = hand_in(
                book=request.book,
                act=GRANT,
                arguments=_given(form),
                actor=request.user,
                at=timezone.now(),
                attachments=papers.papers,
            )
        except (GrantError, PostingError) as error:
            add_refusal(form, error)
        except PaperError as error:
            papers.refuse(error)
        else:
            papers.done()
            return submitted(request, org, handed_in)
    return render(
        request,
        "enterprises/grant_form.html",
        {"form": form, **papers.page()},
        status=422 if form.errors or papers.form.errors else 200,
    )


def _given(form: GrantForm) -> dict[str, Any]:
    """The grant as plain values, for `enterprises/queued_acts.py`."""
    data = form.cleaned_data
    return {
        **{key: data[key] for key in ("source", "provider", "number", "restriction", "code")},
        "key": data["key"],
        "agreed_on": data["agreed_on"].isoformat(),
        "on": data["date"].isoformat(),
        "account": form.given[data["account"]].pk,
        "received_in": form.places[data["received_in"]].pk,
        "amount": int(data["amount"]),
    }


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def use_grant(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What a grant was spent on so far, and one more."""
    agreement = get_object_or_404(agreements(request.book), pk=pk)
    today = timezone.localdate()
    form = GrantUseForm(
        request.POST if request.method == "POST" else None, agreement=agreement, on=today
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.record_use(
                agreement=agreement,
                line=form.lines[data["line"]],
                amount=int(data["amount"]),
                purpose=data["purpose"],
                actor=request.user,
                at=timezone.now(),
            )
        except GrantError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pemakaian dicatat."))
            return redirect("enterprises:use_grant", org=org, pk=pk)
    return render(
        request,
        "enterprises/grant_use.html",
        {"form": form, "item": grant(agreement, on=today)},
        status=422 if form.errors else 200,
    )


@require_POST
@requires("enterprises.manage_capital")
def take_back_use(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Take a use back that was told of by mistake."""
    mine = GrantUse.objects.filter(agreement__subsidiary__book=request.book)
    use = get_object_or_404(mine.select_related("agreement__subsidiary__book"), pk=pk)
    services.take_back_use(use=use, actor=request.user, at=timezone.now())
    messages.success(request, _("Pemakaian dihapus dari laporan; bukunya tidak berubah."))
    return redirect("enterprises:use_grant", org=org, pk=use.agreement_id)
