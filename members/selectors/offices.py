"""Offices of an organization by their time, who can be given one, and who came to the door."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from members.models import Membership, Office, Organization, Person, SignIn, User

SOON = timedelta(days=60)
"""How long before its last day an office is said to end soon."""
PAGE = 50


@dataclass(frozen=True)
class OfficeRow:
    """An office as the list shows it on a day."""

    office: Office
    ends_soon: bool
    may_change: bool


@dataclass(frozen=True)
class OfficeList:
    """Offices now, those to come, and those that have ended."""

    now: list[OfficeRow]
    coming: list[OfficeRow]
    past: list[OfficeRow]


def offices_by_time(organization: Organization, today: date, *, reader: User) -> OfficeList:
    """Every office that was ever given, the newest first in its part; one query.

    Nobody changes his own office.
    """
    found: dict[str, list[OfficeRow]] = {"now": [], "coming": [], "past": []}
    for office in organization.offices.select_related("person").order_by("-start", "kind", "pk"):
        part = "coming" if office.start > today else "now"
        if office.end is not None and office.end < today:
            part = "past"
        found[part].append(
            OfficeRow(
                office=office,
                ends_soon=part == "now" and office.end is not None and office.end - today <= SOON,
                may_change=office.person.user_id != reader.pk,
            )
        )
    return OfficeList(**found)


def candidates(organization: Organization, on: date) -> QuerySet[Membership]:
    """Members on a day, by number: whom the form of appointment offers."""
    return organization.memberships.in_force(on).select_related("person").order_by("number")


def person_of(organization: Organization, number: str, on: date) -> Person | None:
    """The member of a number on a day."""
    found = candidates(organization, on).filter(number=number).first()
    return found.person if found else None


def sign_ins(organization: Organization, *, kind: str = "") -> QuerySet[SignIn]:
    """What happened at the door to logins of this organization's officers and members."""
    people = Person.objects.filter(
        Q(offices__organization=organization) | Q(memberships__organization=organization)
    )
    found = SignIn.objects.filter(user__in=people.values("user"))
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("user__person").order_by("-id")
