"""The secretary gives a member a PIN, or takes it away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.views.access import BookRequest, requires
from members.forms.member_pin import PinForm
from members.services.member_pin import PinError, remove_pin, set_pin
from members.views.register import find_member


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def member_pin(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Set a new PIN (which lifts a lock), or remove it."""
    membership = find_member(request, pk)
    form = PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "remove" in request.POST:
        remove_pin(membership=membership, actor=request.user, at=timezone.now())
        messages.success(request, _("PIN dicabut."))
        return redirect("members:member", org=org, pk=pk)
    if form.is_bound and form.is_valid():
        try:
            set_pin(
                membership=membership,
                pin=form.cleaned_data["pin"],
                actor=request.user,
                at=timezone.now(),
            )
        except PinError as error:
            form.add_error("pin", str(error))
        else:
            messages.success(request, _("PIN dipasang. Anggota dapat melihat kartunya sendiri."))
            return redirect("members:member", org=org, pk=pk)
    return render(
        request,
        "members/member_pin.html",
        {"membership": membership, "form": form, "pin": getattr(membership, "pin", None)},
        status=422 if form.errors else 200,
    )
