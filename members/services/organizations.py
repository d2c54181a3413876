"""Found organizations, each with its book; admit members; appoint officers; make logins."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.books import open_book
from members.models import (
    Element,
    Membership,
    Office,
    OfficeKind,
    Organization,
    Person,
    User,
)


class MembershipError(ValueError):
    """A membership or office could not be recorded."""


@transaction.atomic
def found_organization(
    *,
    slug: str,
    name: str,
    kind: str,
    framework: str,
    books_from: date,
    actor: Any,
    at: datetime,
    institution: Organization | None = None,
    founded_on: date | None = None,
    village: str = "",
    address: str = "",
) -> Organization:
    """Record an organization and open its book (same slug) from a day on."""
    book = open_book(
        slug=slug, name=name, framework=framework, opened_on=books_from, actor=actor, at=at
    )
    return Organization.objects.create(
        slug=slug,
        name=name,
        kind=kind,
        institution=institution,
        book=book,
        founded_on=founded_on,
        village=village,
        address=address,
    )


@transaction.atomic
def admit_member(
    *,
    organization: Organization,
    person: Person,
    number: str,
    element: str,
    joined_on: date,
    actor: Any,
    at: datetime,
) -> Membership:
    """Admit a person. Raises MembershipError for a number in use or a standing membership."""
    members = organization.memberships
    if members.filter(number=number).exists():
        raise MembershipError(_("Nomor anggota %(number)s sudah dipakai.") % {"number": number})
    if members.filter(person=person, left_on__isnull=True).exists():
        raise MembershipError(_("%(name)s sudah menjadi anggota.") % {"name": person.name})
    membership = Membership.objects.create(
        organization=organization,
        person=person,
        number=number,
        element=Element(element),
        joined_on=joined_on,
    )
    events.log(act="admit_member", subject=number, actor=actor, at=at, book=organization.book)
    return membership


@transaction.atomic
def appoint(
    *,
    organization: Organization,
    person: Person,
    kind: str,
    start: date,
    end: date | None = None,
    decree: str = "",
    actor: Any,
    at: datetime,
) -> Office:
    """Give a person an office for a term; permissions follow from it.

    Raises MembershipError for an auditor without a last day: an outsider's reading ends.
    """
    if kind == OfficeKind.AUDITOR and end is None:
        raise MembershipError(_("Isi tanggal akhir: akses auditor selalu terbatas waktu."))
    office = Office.objects.create(
        organization=organization, person=person, kind=kind, start=start, end=end, decree=decree
    )
    events.log(
        act="appoint",
        subject=f"{kind} {person.name}",
        actor=actor,
        at=at,
        book=organization.book,
        start=start,
        end=end,
    )
    return office


@transaction.atomic
def create_login(*, person: Person, username: str, password: str, actor: Any, at: datetime) -> User:
    """Make the login of a person."""
    user = User.objects.create_user(username=username, password=password)
    person.user = user
    person.save(update_fields=["user"])
    events.log(act="create_login", subject=username, actor=actor, at=at)
    return user
