"""A device that several people use: a short idle lock, and nothing left behind at the sign-out.

A signed cookie marks the device. When somebody was last active stands in another signed cookie,
bound to the session, so that opening a page writes nothing. A form that is sent while the screen
is locked is kept in the session until the password was given.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

MARK = "lumbung_shared"
SEEN = "lumbung_seen"
HELD = "held_form"
MARK_AGE = 60 * 60 * 24 * 365
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN_WHILE_LOCKED = ("lock", "account_logout", "set_language_preference", "shared_device")
SIGNER = signing.TimestampSigner(salt="members.shared_devices")


def is_shared(request: HttpRequest) -> bool:
    """Whether the device was marked, now or when this session began."""
    marked = request.get_signed_cookie(MARK, default="", salt=MARK)
    return bool(marked) or bool(request.session.get(MARK))


def touch(request: HttpRequest) -> None:
    """Somebody proved to be there: the idle time begins anew. Writes the session."""
    request.session[SEEN] = int(time.time())


def idle_seconds(request: HttpRequest) -> float:
    """Seconds since the last page of this session; endless when nobody knows."""
    seen = [float(request.session.get(SEEN, 0))]
    try:
        value = SIGNER.unsign_object(request.COOKIES.get(SEEN, ""))
        if value["session"] == request.session.session_key:
            seen.append(float(value["at"]))
    except (signing.BadSignature, KeyError, TypeError):
        pass
    return time.time() - max(seen)


def locked_since(request: HttpRequest) -> datetime | None:
    """When the lock fell, for the record that is written once somebody acts on the locked screen.

    None while it is open, and when nobody knows when the session was last used.
    """
    idle = idle_seconds(request)
    if not is_shared(request) or not settings.LUMBUNG_LOCK_SECONDS < idle < MARK_AGE:
        return None
    return timezone.now() - timedelta(seconds=idle - settings.LUMBUNG_LOCK_SECONDS)


def is_locked(request: HttpRequest) -> bool:
    """Whether the password is asked before anything else."""
    return is_shared(request) and idle_seconds(request) > settings.LUMBUNG_LOCK_SECONDS


class SharedDeviceMiddleware:
    """Locks a shared device after a short idle time; leaves no page in its browser's memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_inside = request.user.is_authenticated and is_shared(request)
        request.is_shared_device = was_inside  # type: ignore[attr-defined]
        response = self.get_response(request)
        if was_inside:
            response.headers["Cache-Control"] = "no-store, private"
            if not request.user.is_authenticated:  # signed out with this request
                response.headers["Clear-Site-Data"] = '"cache", "storage"'
                response.delete_cookie(SEEN)
            elif not is_locked(request):
                seen = {"session": request.session.session_key, "at": time.time()}
                response.set_cookie(
                    SEEN,
                    SIGNER.sign_object(seen),
                    httponly=True,
                    samesite="Lax",
                    secure=settings.SESSION_COOKIE_SECURE,
                )
        return response

    def process_view(
        self, request: HttpRequest, *_view: Any, **_kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the lock; keep what was sent."""
        if not request.is_shared_device or not is_locked(request):  # type: ignore[attr-defined]
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in OPEN_WHILE_LOCKED:
            return None
        if request.method in SAFE:
            page = request.get_full_path()
        else:
            hold(request)
            page = request.path
        return HttpResponseRedirect(f"{reverse('lock')}?{urlencode({'next': page})}")


def hold(request: HttpRequest) -> None:
    """Keep a form in the session; files cannot be kept."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    request.session[HELD] = {
        "path": request.get_full_path(),
        "fields": fields,
        "had_files": bool(request.FILES),
    }
