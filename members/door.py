"""What the door tells: sign-ins on record, and a session that ends with the office's term."""

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from members.models import SignInKind, User
from members.permissions import offices_of
from members.services import sign_ins
from members.shared_devices import MARK, is_shared, locked_since, touch

TERM_ENDS = "office_term_ends"
"""Session key: the last day of the office that ends first, as ISO text."""


@receiver(user_logged_in)
def came_in(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Record it; remember until when the session may last."""
    now = timezone.now()
    sign_ins.record(kind=SignInKind.SUCCESS, user=user, request=request, at=now)
    if is_shared(request):
        request.session[MARK] = True
        touch(request)
    if isinstance(user, User):
        ends = [o.end for o in offices_of(user, timezone.localdate(now)) if o.end is not None]
        if ends:
            request.session[TERM_ENDS] = min(ends).isoformat()


@receiver(authentication_failed)
def second_step_failed(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Record a wrong code or key."""
    sign_ins.record(kind=SignInKind.SECOND_STEP, user=user, request=request, at=timezone.now())


@receiver(user_logged_out)
def went_out(request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Record it."""
    if user is not None:
        sign_ins.record_lock(user=user, request=request, fell_at=locked_since(request))
        sign_ins.record(kind=SignInKind.OUT, user=user, request=request, at=timezone.now())
