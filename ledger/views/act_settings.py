"""Pengaturan transaksi: what the organization offers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledger.acts import catalogue, groups
from ledger.forms.act import OwnActForm
from ledger.forms.fields import add_refusal
from ledger.services.act_settings import ActError, add_own_act, set_hidden, set_own_act_active
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("ledger.manage_acts")
def act_settings(request: BookRequest, org: str) -> HttpResponse:
    """Every act with its state; a form for one more."""
    accounts = {
        str(a.pk): a
        for a in request.book.accounts.filter(is_active=True, is_heading=False).order_by("code")
    }
    form = OwnActForm(accounts, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            own = add_own_act(
                book=request.book, actor=request.user, at=timezone.now(), **form.values()
            )
        except ActError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("“%(name)s” ditambahkan.") % {"name": own.label})
            return redirect("ledger:act_settings", org=org)
    language = get_language()
    hidden = set(request.book.hidden_acts.values_list("act", flat=True))
    rows = [
        {
            "code": spec.code,
            "sentence": spec.sentence.text(language),
            "group": groups()[spec.group].text(language),
            "is_shown": spec.code not in hidden,
        }
        for spec in catalogue(request.book.framework).values()
    ]
    return render(
        request,
        "ledger/act_settings.html",
        {
            "form": form,
            "rows": rows,
            "own": request.book.own_acts.select_related("debit", "credit"),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires("ledger.manage_acts")
def switch_act(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Hide an act, or show it again."""
    if code not in catalogue(request.book.framework):
        raise Http404
    is_hidden = "hide" in request.POST
    set_hidden(
        book=request.book, act=code, is_hidden=is_hidden, actor=request.user, at=timezone.now()
    )
    return redirect("ledger:act_settings", org=org)


@require_POST
@requires("ledger.manage_acts")
def switch_own_act(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Retire an own act, or offer it again."""
    own = get_object_or_404(request.book.own_acts, pk=pk)
    set_own_act_active(
        own=own, is_active="hide" not in request.POST, actor=request.user, at=timezone.now()
    )
    return redirect("ledger:act_settings", org=org)
