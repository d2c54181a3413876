"""Puts the organization of the address, and the reader's language, on the request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from members.accounts import MUST_SET_UP
from members.door import TERM_ENDS
from members.selectors.first_run import is_first_run
from members.selectors.organizations import organizations_of
from members.selectors.security import must_set_up
from members.services.access_end import note_ended, note_refused

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


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in; who was signed out while typing hears that it is lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Lead to the sign-in page and from there back to the page, never to an act."""
        if request.method in ("GET", "HEAD"):
            if request.path == reverse("home") and is_first_run():
                return HttpResponseRedirect(reverse("first_run"))
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request, _("Anda perlu masuk lagi. Isian yang baru saja dikirim belum tersimpan.")
        )
        page = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
        back = urlsplit(page).path if is_ours else "/"
        return redirect_to_login(back, self.get_login_url(view_func))


class OfficeTermMiddleware:
    """A session ends with the term of the office it began in, without asking the database."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.session.get(TERM_ENDS) if request.user.is_authenticated else None
        if last is not None and timezone.localdate().isoformat() > last:
            note_ended(at=timezone.now(), person__user=request.user)
            logout(request)
            messages.warning(
                request, _("Masa jabatan Anda sudah berakhir. Masuk lagi bila masih bertugas.")
            )
        return self.get_response(request)


class OrganizationMiddleware:
    """Resolves `<slug:org>` of an address; an outsider gets 404, as if it did not exist."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Set `request.organization` and `request.book`, or raise Http404.

        Whose office requires a second step writes nothing until it is set up.
        """
        slug = kwargs.get("org")
        if slug is None or not request.user.is_authenticated:
            return None
        mine = organizations_of(request.user, timezone.localdate())
        organization = next((o for o in mine if o.slug == slug), None)
        if organization is None:
            note_refused(user=request.user, slug=slug, at=timezone.now())
            raise Http404
        if request.method not in ("GET", "HEAD", "OPTIONS") and must_set_up(
            request.user, timezone.localdate()
        ):
            messages.warning(request, str(MUST_SET_UP))
            return HttpResponseRedirect(reverse("mfa_index"))
        request.my_organizations = list(mine)  # type: ignore[attr-defined]
        request.organization = organization  # type: ignore[attr-defined]
        request.book = organization.book  # type: ignore[attr-defined]
        return None
