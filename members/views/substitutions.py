"""Who stands in for whom: named, confirmed, stopped."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires
from members.forms.substitutions import SubstituteForm
from members.models import Substitution
from members.selectors import substitutions as selectors
from members.services import substitutions


@require_GET
@requires("members.view_offices")
def substitution_list(request: BookRequest, org: str) -> HttpResponse:
    """Every absence and who stood in."""
    today = timezone.localdate()
    return render(
        request,
        "members/substitutions.html",
        {
            "rows": selectors.substitutions(request.book.organization, today, reader=request.user),
            "can_name": request.user.has_perm("members.name_substitute", request.book),
            "can_confirm": request.user.has_perm("members.confirm_substitute", request.book),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.name_substitute")
def name_substitute(request: BookRequest, org: str) -> HttpResponse:
    """Name a substitute for an absence, with the reason."""
    today = timezone.localdate()
    form = SubstituteForm(
        request.POST if request.method == "POST" else None,
        organization=request.book.organization,
        today=today,
        initial={"start": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = substitutions.name_substitute(
                **form.cleaned_data, today=today, actor=request.user, at=timezone.now()
            )
        except substitutions.SubstitutionError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                _("Pengganti ditunjuk; menunggu pengesahan pengurus lain.")
                if found.is_waiting
                else _("Pengganti ditunjuk."),
            )
            return redirect("members:substitutes", org=org)
    return render(
        request,
        "members/substitute_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@requires("members.confirm_substitute")
def confirm_substitute(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """A second officer agrees."""
    return _act(request, pk, substitutions.confirm, _("Penggantian disahkan."))


@require_POST
@requires("members.name_substitute")
def stop_substitute(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The absence is over, or it was a mistake."""
    return _act(request, pk, substitutions.stop, _("Penggantian dihentikan."))


def _act(request: BookRequest, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    found = get_object_or_404(
        Substitution.objects.select_related("office__organization__book"),
        office__organization__book=request.book,
        pk=pk,
    )
    try:
        act(substitution=found, actor=request.user, at=timezone.now())
    except substitutions.SubstitutionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("members:substitutes", org=request.book.slug)
