"""The first pages: which organization, and what waits in it today."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from ledger import registry
from ledger.views.access import BookRequest, requires
from members import panels
from members.models import OrganizationKind, User
from members.selectors.organizations import organizations_of


def signed_in(request: HttpRequest) -> User:
    """The reader; the login middleware lets no one else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight into the only organization, or the choice among several."""
    mine = list(organizations_of(signed_in(request), timezone.localdate()))
    if len(mine) == 1:
        return redirect("organization_home", org=mine[0].slug)
    user = signed_in(request)
    overseen = [o for o in mine if user.has_perm("members.view_consolidated", o)]
    institution = next((o for o in overseen if o.kind == OrganizationKind.PANTI), None)
    panel = None
    if institution:
        visit = registry.Visit(institution.book, user, timezone.localdate())
        panel = panels.groups(visit)
    shown = {group.organization.pk for group in panel["groups"].rows} if panel else set()
    context = {
        "my_organizations": mine,
        "institution": institution,
        "panel": panel,
        "others": [o for o in mine if o.pk not in shown],  # what has no line in the panel
    }
    return render(request, "members/home.html", context)


@require_GET
@requires("members.enter")
def organization_home(request: BookRequest, org: str) -> HttpResponse:
    """*Hari ini*: what the registered panels have to say to this reader."""
    visit = registry.Visit(book=request.book, user=request.user, today=timezone.localdate())
    return render(
        request,
        "members/organization_home.html",
        {
            "panels": registry.panels(visit),
            "can_record": visit.may("ledger.record_voucher"),
        },
    )


@login_not_required
@require_POST
def set_language_preference(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language; a figure reads the same in each. Open at the door as well."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        request.session["language"] = language
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    target = request.POST.get("next", "")
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, None):
        target = "/"
    return HttpResponseRedirect(target)


@login_not_required
@require_GET
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look for the icon without asking the page."""
    return HttpResponseRedirect(static("img/favicon.png"))
