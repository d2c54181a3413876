"""Puts the organization of the address, and the reader's language, on the request."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from members.selectors.organizations import organizations_of

Handler = Callable[[HttpRequest], HttpResponse]


class PreferredLanguageMiddleware:
    """Language by stored preference only: a browser's setting never changes what is shown."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        preferred = getattr(request.user, "language", None) or request.session.get("language", "id")
        with translation.override(preferred):
            request.LANGUAGE_CODE = preferred
            response = self.get_response(request)
        response.headers["Content-Language"] = preferred
        return response


class OrganizationMiddleware:
    """Resolves `<slug:org>` of an address; an outsider gets 404, as if it did not exist."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Set `request.organization` and `request.book`, or raise Http404."""
        slug = kwargs.get("org")
        if slug is None or not request.user.is_authenticated:
            return
        mine = organizations_of(request.user, timezone.localdate())
        organization = next((o for o in mine if o.slug == slug), None)
        if organization is None:
            raise Http404
        request.my_organizations = list(mine)  # type: ignore[attr-defined]
        request.organization = organization  # type: ignore[attr-defined]
        request.book = organization.book  # type: ignore[attr-defined]
