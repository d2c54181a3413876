"""Who may do what. The only place that decides; every view asks `user.has_perm(action, object)`.

Sources: organs and separation of duties, koperasi.md §2; guideline roles, kube.md §1.7.
A pengawas, an auditor and a pendamping are read-only by construction: none of their offices
stands beside an action that writes.
"""

from datetime import date
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from ledger.models import Book
from members.models import Office, OfficeKind, Organization, User

K = OfficeKind

READERS = frozenset(
    {K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS, K.MANAJER, K.AUDITOR, K.PENDAMPING}
)

RIGHTS: dict[str, frozenset[OfficeKind]] = {
    "ledger.view_statements": READERS,
    "ledger.view_vouchers": READERS,
    "ledger.view_events": frozenset({K.KETUA, K.PENGAWAS, K.AUDITOR}),
    "ledger.record_voucher": frozenset({K.BENDAHARA}),
    "ledger.reverse_voucher": frozenset({K.BENDAHARA}),
    "ledger.close_period": frozenset({K.BENDAHARA}),
    "ledger.request_reopen": frozenset({K.BENDAHARA}),
    "ledger.approve_reopen": frozenset({K.KETUA}),
}
"""Action → offices of the organization itself that may do it."""

INSTITUTION_RIGHTS: dict[str, frozenset[OfficeKind]] = {
    "ledger.view_statements": frozenset({K.KEPALA, K.MONEV}),
}
"""Action → offices of the institution that may do it in every organization it raises."""


def offices_of(user: User, on: date) -> list[Office]:
    """The user's offices in force on a day; one query per user object and day."""
    cache: dict[date, list[Office]] = user.__dict__.setdefault("_offices", {})
    if on not in cache:
        cache[on] = list(
            Office.objects.in_force(on)
            .filter(person__user=user)
            .select_related("organization", "organization__institution")
        )
    return cache[on]


def is_allowed(user: User, action: str, organization: Organization, on: date) -> bool:
    """Whether an office in force gives the user this action in this organization."""
    if action not in RIGHTS:
        raise LookupError(f"unknown action {action!r}: add it to members/permissions.py")
    own = RIGHTS[action]
    above = INSTITUTION_RIGHTS.get(action, frozenset())
    return any(
        (office.organization_id == organization.pk and office.kind in own)
        or (office.organization_id == organization.institution_id and office.kind in above)
        or (
            office.organization_id == organization.pk
            and office.kind in above
            and organization.kind == "panti"
        )
        for office in offices_of(user, on)
    )


class OfficeBackend(BaseBackend):
    """Answers `user.has_perm(action, book_or_organization)` from offices alone."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Passwords are allauth's business."""
        return

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether an office in force today gives the action on the object."""
        if not user_obj.is_active or obj is None:
            return False
        organization = obj if isinstance(obj, Organization) else organization_of(obj)
        if organization is None:
            return False
        return is_allowed(user_obj, perm, organization, timezone.localdate())


def organization_of(obj: Any) -> Organization | None:
    """The organization in whose books an object lies."""
    book = obj if isinstance(obj, Book) else getattr(obj, "book", None)
    return getattr(book, "organization", None)
