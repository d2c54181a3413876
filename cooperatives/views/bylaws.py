"""Identity, bylaws, and what of them is due."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.forms.bylaws import BylawsForm, IdentityForm
from cooperatives.models import Bylaw, LegalIdentity
from cooperatives.selectors.bylaws import bylaws_on, identity_on, lacks_licence, long_terms
from cooperatives.selectors.duties import rat_duty
from cooperatives.services.bylaws import BylawError, set_bylaws, set_identity
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires

NAMES = (
    *("kind", "deed_no", "deed_on", "notary", "approval_no", "approval_on", "nib", "nik"),
    *("npwp", "licence_no", "licence_on"),
)


def _facts(identity: LegalIdentity | None) -> list[tuple[str, Any]]:
    """Label and value of each field of the identity; None where nothing is known."""
    facts = []
    for name in NAMES:
        field = LegalIdentity._meta.get_field(name)
        value: Any = getattr(identity, name) if identity else None
        if name == "kind" and identity:
            value = identity.get_kind_display()
        facts.append((str(field.verbose_name), value or None))  # type: ignore[union-attr]
    return facts


@require_GET
@requires("cooperatives.view")
def overview(request: BookRequest, org: str) -> HttpResponse:
    """Who the organization is in law, what its bylaws say, and what is due by them."""
    today = timezone.localdate()
    organization = request.book.organization
    identity, bylaws = identity_on(organization, today), bylaws_on(organization, today)
    return render(
        request,
        "cooperatives/overview.html",
        {
            "can_see_rules": may(request, "ledger.change_settings"),
            "identity": identity,
            "facts": _facts(identity),
            "bylaws": bylaws,
            "rules": bylaws.rules.values(),
            "history": Bylaw.objects.filter(organization=organization)
            .select_related("decision", "made_by")
            .order_by("-made_at", "pk")[:50],
            "lacks_licence": lacks_licence(organization, identity),
            "long_terms": long_terms(organization, today, bylaws.number("officer_term_years")),
            "duty": rat_duty(organization, today),
            "can_manage": may(request, "cooperatives.manage_bylaws"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.manage_bylaws")
def edit_identity(request: BookRequest, org: str) -> HttpResponse:
    """A new version of the identity."""
    today = timezone.localdate()
    organization = request.book.organization
    form = IdentityForm(
        request.POST if request.method == "POST" else None,
        standing=organization.identities.first(),
        initial={"valid_from": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_identity(
                organization=organization,
                valid_from=form.cleaned_data["valid_from"],
                fields=form.values(),
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("cooperatives:overview", org=org)
        except BylawError as error:
            add_refusal(form, error)
    return render(
        request,
        "cooperatives/identity_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.manage_bylaws")
def edit_bylaws(request: BookRequest, org: str) -> HttpResponse:
    """New values of the rules, from a day on."""
    today = timezone.localdate()
    organization = request.book.organization
    form = BylawsForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        standing=bylaws_on(organization, today),
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_bylaws(
                organization=organization,
                values=form.rules(),
                valid_from=form.cleaned_data["valid_from"],
                article=form.cleaned_data["article"],
                decision=form.decision(),
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("cooperatives:overview", org=org)
        except BylawError as error:
            add_refusal(form, error)
    return render(
        request, "cooperatives/bylaws_form.html", {"form": form}, status=422 if form.errors else 200
    )
