"""What every view of the books asks first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict

from ledger.models import Book

View = Callable[..., HttpResponse]


class BookRequest(HttpRequest):
    """A request below `lembaga/<org>/`: the middleware has put the book on it."""

    book: Book
    user: Any


def may(request: BookRequest, permission: str) -> bool:
    """Whether the reader's office gives the permission in the book of the address."""
    return bool(request.user.has_perm(permission, request.book))


def requires(permission: str) -> Callable[[View], View]:
    """Refuse (403) unless the reader's office gives the permission in the book of the address.

    Strangers to the organization never come here: the middleware answered 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: BookRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission, request.book):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapped.permission = permission  # type: ignore[attr-defined]
        return wrapped

    return decorate


def sent_text(data: QueryDict, name: str, longest: int = 20) -> str:
    """A short text that came without a form; databases keep no null characters."""
    return str(data.get(name, "")).replace("\0", "").strip()[:longest]
