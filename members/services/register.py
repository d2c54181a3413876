"""The register of members: enter people, and their memberships.

Moving memberships between their states: register_moves.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    Element,
    Heir,
    Membership,
    MembershipKind,
    MembershipStatus,
    Organization,
    Person,
)
from members.selectors.register import look_alikes, may_write_person, organizations_of
from members.services import identity
from members.services.organizations import MembershipError

S = MembershipStatus

PERSONAL = (
    "name",
    "sex",
    "birth_place",
    "birth_date",
    "village",
    "address",
    "phone",
    "other_phone",
    "occupation",
    "state_service",
    "nik_absent_reason",
)
"""What can be written about a person as it is typed; the citizen number goes its own way."""


class SharedPersonError(MembershipError):
    """The person's data are kept by another organization, which alone may change them."""


class LookAlikeError(MembershipError):
    """The person seems to be known already; `people` are the ones found."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__(
            _("Orang ini tampaknya sudah tercatat. Pilih orangnya, atau nyatakan orang lain.")
        )
        self.people = people


@dataclass(frozen=True)
class PersonInput:
    """What is known of a person. `nik` is None to leave a stored number as it is."""

    fields: Mapping[str, Any]
    nik: str | None = None
    heirs: tuple[tuple[str, str, str], ...] | None = field(default=None)
    """Name, relation and telephone of each heir; None leaves the stored ones."""


@transaction.atomic
def enter_person(
    *, given: PersonInput, is_another: bool = False, actor: Any, at: datetime
) -> Person:
    """Write a new person down. Raises LookAlikeError unless the caller says it is another one."""
    nik = given.nik or ""
    if not is_another and (
        known := look_alikes(
            digests=identity.digests(nik) if nik else [],
            name=given.fields["name"],
            birth_date=given.fields.get("birth_date"),
        )
    ):
        raise LookAlikeError(known)
    person = Person()
    _write(person, given)
    events.log(act="enter_person", subject=f"#{person.pk}", actor=actor, at=at)
    return person


@transaction.atomic
def change_person(
    *, person: Person, organization: Organization, given: PersonInput, actor: Any, at: datetime
) -> Person:
    """Correct what is known of a person. The log names the fields, never their contents.

    It stands in the log of every organization that the person belongs to. Raises
    SharedPersonError when another one keeps the person's data and the person has not agreed
    (docs/decisions/0033-a-person-of-several-organizations.md).
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = sorted(_changed(person, given))
    if changed and not may_write_person(organization, person):
        raise SharedPersonError(
            _(
                "Orang ini juga anggota lembaga lain, yang mencatat data dirinya. Minta lembaga itu"
                " mengubahnya, atau catat dahulu persetujuan orangnya."
            )
        )
    _write(person, given)
    for one in {organization, *organizations_of(person)}:
        events.log(
            act="change_person",
            subject=f"#{person.pk}",
            actor=actor,
            at=at,
            book=one.book,
            fields=changed,
        )
    return person


def _changed(person: Person, given: PersonInput) -> Iterator[str]:
    """The names of the fields that differ from what is kept."""
    for name in PERSONAL:
        if name in given.fields and given.fields[name] != getattr(person, name):
            if name == "nik_absent_reason" and person.nik_cipher:
                continue  # a person with a number has no reason for none
            yield name
    if given.nik is not None:
        yield "nik"
    if given.heirs is not None and list(given.heirs) != list(
        person.heirs.values_list("name", "relation", "phone")
    ):
        yield "heirs"


def _write(person: Person, given: PersonInput) -> None:
    for name in PERSONAL:
        if name in given.fields:
            setattr(person, name, given.fields[name])
    if given.nik is not None:
        identity.set_number(person, given.nik)
    if person.nik_cipher:
        person.nik_absent_reason = ""
    person.save()
    if given.heirs is not None:
        person.heirs.all().delete()
        Heir.objects.bulk_create(
            Heir(person=person, name=name, relation=relation, phone=phone)
            for name, relation, phone in given.heirs
        )


@transaction.atomic
def apply_for_membership(
    *,
    organization: Organization,
    person: Person,
    number: str,
    element: str = Element.PUBLIC,
    kind: str = MembershipKind.ORDINARY,
    applied_on: date,
    actor: Any,
    at: datetime,
) -> Membership:
    """Enter a candidate. Raises MembershipError for a number in use or a standing membership."""
    lock_book(organization.book)
    if organization.memberships.filter(number=number).exists():
        raise MembershipError(_("Nomor anggota %(number)s sudah dipakai.") % {"number": number})
    if organization.memberships.filter(person=person, left_on__isnull=True).exists():
        raise MembershipError(
            _("%(name)s sudah menjadi anggota atau calon anggota.") % {"name": person.name}
        )
    membership = Membership.objects.create(
        organization=organization,
        person=person,
        number=number,
        element=Element(element),
        kind=MembershipKind(kind),
        status=S.CANDIDATE,
        applied_on=applied_on,
    )
    events.log(
        act="apply_for_membership", subject=number, actor=actor, at=at, book=organization.book
    )
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, number: str, element: str, kind: str, actor: Any, at: datetime
) -> Membership:
    """Correct number, element or kind. Raises MembershipError for a number in use."""
    organization = membership.organization
    others = organization.memberships.exclude(pk=membership.pk)
    if others.filter(number=number).exists():
        raise MembershipError(_("Nomor anggota %(number)s sudah dipakai.") % {"number": number})
    was = membership.number
    membership.number = number
    membership.element = Element(element)
    membership.kind = MembershipKind(kind)
    membership.save(update_fields=["number", "element", "kind"])
    events.log(
        act="change_membership",
        subject=number,
        actor=actor,
        at=at,
        book=organization.book,
        number_before=was,
    )
    return membership


@transaction.atomic
def enrol(
    *,
    organization: Organization,
    given: PersonInput,
    chosen: int | None = None,
    is_another: bool = False,
    actor: Any,
    at: datetime,
    **terms: Any,
) -> Membership:
    """Enter a candidate: a new person, or the known one that was `chosen` from the look-alikes.

    What is already known of a chosen person stays as it is: other organizations rely on it.
    Raises LookAlikeError while neither is said, and MembershipError as `apply_for_membership`.
    """
    try:
        person = enter_person(given=given, is_another=is_another, actor=actor, at=at)
    except LookAlikeError as error:
        found = next((known for known in error.people if known.pk == chosen), None)
        if found is None:
            raise
        person = found
    return apply_for_membership(
        organization=organization, person=person, actor=actor, at=at, **terms
    )


@transaction.atomic
def correct(
    *,
    membership: Membership,
    given: PersonInput,
    number: str,
    element: str,
    kind: str,
    actor: Any,
    at: datetime,
) -> Membership:
    """Correct person and membership together, or neither."""
    change_person(
        person=membership.person,
        organization=membership.organization,
        given=given,
        actor=actor,
        at=at,
    )
    return change_membership(
        membership=membership, number=number, element=element, kind=kind, actor=actor, at=at
    )
