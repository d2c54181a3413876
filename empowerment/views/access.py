"""What every page of the empowerment loop asks first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from empowerment.models import Plan
from ledger.views.access import BookRequest, View, requires
from members.models import Organization, OrganizationKind

__all__ = ["BookRequest", "in_institution", "organization_of", "plan_of"]


def in_institution(permission: str) -> Callable[[View], View]:
    """Refuse (403) without the permission, 404 in an organization that is no institution."""

    def decorate(view: View) -> View:
        @requires(permission)
        @wraps(view)
        def wrapped(request: BookRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if organization_of(request).kind != OrganizationKind.PANTI:
                raise Http404
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def organization_of(request: BookRequest) -> Organization:
    """The institution of the address."""
    found: Organization = request.book.organization
    return found


def plan_of(request: BookRequest, pk: int) -> Plan:
    """One plan of this institution; 404 for another's."""
    plans = Plan.objects.select_related("organization__book")
    return get_object_or_404(plans, organization=organization_of(request), pk=pk)
