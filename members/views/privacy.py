"""Consents of a person, and a pseudonym when the data must no longer be kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.views.access import BookRequest, requires
from members.forms.privacy import ConsentForm
from members.models import Consent
from members.selectors.privacy import consents_of, visits_of
from members.services.privacy import (
    PrivacyError,
    give_consent,
    kept_until,
    pseudonymise,
    withdraw_consent,
)
from members.views.register import find_member


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def privacy(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What the person agreed to, who opened the card, and until when the data is kept."""
    membership, today = find_member(request, pk), timezone.localdate()
    person = membership.person
    form = ConsentForm(
        request.POST if "give" in request.POST else None, initial={"given_on": today}
    )
    done = ""
    if request.method == "POST":
        try:
            if form.is_bound and form.is_valid():
                give_consent(
                    person=person,
                    purpose=form.cleaned_data["purpose"],
                    on=form.cleaned_data["given_on"],
                    evidence=form.cleaned_data["evidence"],
                    today=today,
                    actor=request.user,
                    at=timezone.now(),
                )
                done = _("Persetujuan dicatat.")
            elif consent := Consent.objects.filter(
                person=person, purpose=request.POST.get("withdraw", ""), withdrawn_on=None
            ).first():
                withdraw_consent(consent=consent, on=today, actor=request.user, at=timezone.now())
                done = _("Persetujuan dicabut. Hentikan pemakaiannya paling lama 3×24 jam.")
            elif "pseudonym" in request.POST:
                pseudonymise(person=person, today=today, actor=request.user, at=timezone.now())
                done = _("Data dirinya dihapus; bukunya tetap utuh.")
        except PrivacyError as error:
            messages.error(request, str(error))
        if done:
            messages.success(request, done)
            return redirect("members:privacy", org=org, pk=pk)
    return render(
        request,
        "members/privacy.html",
        {
            "membership": membership,
            "form": form,
            "states": consents_of(person),
            "visits": visits_of(membership, limit=50),
            "kept_until": kept_until(person),
            "may_erase": (until := kept_until(person)) is not None and until < today,
        },
        status=422 if request.method == "POST" else 200,
    )
