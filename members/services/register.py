"""The register of members: enter people, admit them, and move memberships between their states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    Element,
    Heir,
    Membership,
    MembershipKind,
    MembershipStatus,
    Office,
    Organization,
    Person,
)
from members.selectors.card import owed_on_loans
from members.selectors.register import look_alikes
from members.services import identity
from members.services.organizations import MembershipError

S = MembershipStatus

MOVES: dict[str, frozenset[str]] = {
    S.CANDIDATE: frozenset({S.ACTIVE, S.LEFT}),
    S.ACTIVE: frozenset({S.INACTIVE, S.LEFT}),
    S.INACTIVE: frozenset({S.ACTIVE, S.LEFT}),
    S.LEFT: frozenset(),
}
"""From each state to which others. Who left and returns gets a new membership."""

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
    """Correct what is known of a person. The log names the fields, never their contents."""
    before = {name: getattr(person, name) for name in PERSONAL}
    _write(person, given)
    changed = sorted(name for name in PERSONAL if getattr(person, name) != before[name])
    if given.nik is not None:
        changed.append("nik")
    events.log(
        act="change_person",
        subject=f"#{person.pk}",
        actor=actor,
        at=at,
        book=organization.book,
        fields=changed,
    )
    return person


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


NEEDS_REASON = frozenset({S.INACTIVE, S.LEFT})
ALREADY = {
    S.LEFT: gettext_lazy("Anggota ini sudah keluar. Bila kembali, daftarkan sebagai anggota baru."),
}


@transaction.atomic
def move(
    *,
    membership: Membership,
    to: str,
    on: date,
    today: date,
    reason: str = "",
    requested_on: date | None = None,
    actor: Any,
    at: datetime,
) -> Membership:
    """Move a membership to another state on a day.

    Raises MembershipError for a move that is not in `MOVES`, a day in the future or before the
    member joined, a missing reason, and for leaving while in office or in debt.
    """
    lock_book(membership.organization.book)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if to not in MOVES[membership.status]:
        raise MembershipError(
            str(ALREADY.get(S(membership.status), _("Perubahan status ini tidak ada.")))
        )
    _check_day(membership, on, today)
    if to in NEEDS_REASON and not reason.strip():
        raise MembershipError(_("Tulis alasannya."))
    before = membership.status
    if to == S.LEFT:
        if before != S.CANDIDATE:
            _check_leaving(membership, on)
        membership.left_on = on
        membership.leave_requested_on = requested_on
    elif before == S.CANDIDATE:
        membership.joined_on = on
    membership.status = S(to)
    membership.status_reason = reason.strip()[:200]
    membership.save()
    events.log(
        act="move_membership",
        subject=membership.number,
        actor=actor,
        at=at,
        book=membership.organization.book,
        before=before,
        to=to,
        on=on.isoformat(),
    )
    return membership


def _check_day(membership: Membership, on: date, today: date) -> None:
    if on > today:
        raise MembershipError(_("Tanggalnya belum tiba. Catat pada harinya."))
    start = membership.joined_on or membership.applied_on
    if start is not None and on < start:
        raise MembershipError(
            _("Tanggal itu sebelum %(day)s, hari ia mendaftar atau masuk.")
            % {"day": start.strftime("%d/%m/%Y")}
        )


def _check_leaving(membership: Membership, on: date) -> None:
    """A member goes without office and without debt; savings are paid out after leaving.

    Pokok and wajib may not be withdrawn before (koperasi.md §6.1), so they cannot be asked for.
    """
    holds = Office.objects.in_force(on).filter(
        organization=membership.organization, person=membership.person
    )
    if office := holds.exclude(end=on).first():
        raise MembershipError(
            _("Ia masih memegang jabatan %(office)s. Akhiri dahulu jabatannya.")
            % {"office": office.get_kind_display()}
        )
    if owed := owed_on_loans(membership):
        raise MembershipError(
            _("Pinjamannya masih Rp%(amount)s. Lunasi dahulu; simpanannya dibayar sesudah keluar.")
            % {"amount": format_rupiah(owed)}
        )
