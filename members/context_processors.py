"""What every page shows: where one is, in which period, and what one may do there."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ledger import registry
from ledger.selectors.periods import period_status


@dataclass(frozen=True)
class NavigationLink:
    """An entry of the navigation as the template shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


def workplace(request: HttpRequest) -> dict[str, Any]:
    """Organization, its period, the reader's other organizations, and the navigation by work."""
    organization = getattr(request, "organization", None)
    shared = getattr(request, "is_shared_device", False)
    lock = {"lock_seconds": settings.LUMBUNG_LOCK_SECONDS} if shared else {}
    if organization is None:
        return lock
    return {
        **lock,
        "organization": organization,
        "my_organizations": request.my_organizations,  # type: ignore[attr-defined]
        "period_state": period_status(organization.book, timezone.localdate()),
        "navigation": [
            _link(request, item, organization.slug)
            for item in registry.navigation()
            if organization.book.framework in item.frameworks
            and request.user.has_perm(item.permission, organization)
        ],
    }


def _link(request: HttpRequest, item: registry.NavigationItem, slug: str) -> NavigationLink:
    url = reverse(item.url_name, kwargs={"org": slug})
    name = request.resolver_match.view_name if request.resolver_match else ""
    return NavigationLink(
        label=str(item.label),
        url=url,
        icon=item.icon,
        is_current=name == item.url_name or name in item.prefixes,
    )
