"""Keep what happens at the door (`members/models/sign_in.py`)."""

import ipaddress
from datetime import datetime
from typing import Any

from members.models import SignIn, SignInKind, User


def record(*, kind: SignInKind, user: Any, request: Any, at: datetime) -> SignIn:
    """Add a line. `request` tells the address and the browser; it may be a bare one."""
    meta = getattr(request, "META", {})
    return SignIn.objects.create(
        at=at,
        kind=kind,
        user=user if isinstance(user, User) else None,
        address=_address(meta.get("REMOTE_ADDR", "")),
        device=meta.get("HTTP_USER_AGENT", "")[:120],
    )


def record_lock(*, user: Any, request: Any, fell_at: datetime | None) -> None:
    """Add when the screen of a shared device was locked, if it was."""
    if fell_at is not None:
        record(kind=SignInKind.LOCKED, user=user, request=request, at=fell_at)


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
