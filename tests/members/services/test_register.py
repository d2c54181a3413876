"""The register: who enters, who is known already, and how a membership moves between states."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Event
from ledger.services.actors import system_actor
from members.models import Membership, MembershipStatus, Organization, Person, User
from members.services import register, register_moves
from members.services.organizations import MembershipError
from members.services.privacy import give_consent, withdraw_consent
from members.services.register import LookAlikeError, PersonInput, SharedPersonError
from tests.factories.clock import AT
from tests.factories.people import OfficeFactory, OrganizationFactory

NIK = "3201015703760001"
BORN = date(1976, 3, 17)
TODAY = date(2026, 2, 15)
S = MembershipStatus


@pytest.fixture
def group(db: None) -> Organization:
    return OrganizationFactory()


def person_input(name: str = "Sari Tekun", nik: str | None = NIK, **more: Any) -> PersonInput:
    fields = {"name": name, "sex": "P", "birth_date": BORN} | more
    return PersonInput(fields=fields, nik=nik)


def enrol(group: Organization, number: str = "A-1", **more: Any) -> Membership:
    return register.enrol(
        **{
            "organization": group,
            "given": person_input(),
            "number": number,
            "applied_on": date(2026, 1, 5),
            "actor": system_actor(),
            "at": AT,
        }
        | more
    )


def move(member: Membership, to: str, on: date = date(2026, 1, 20), **more: Any) -> Membership:
    return register_moves.move(
        membership=member, to=to, on=on, today=TODAY, actor=system_actor(), at=AT, **more
    )


def test_a_candidate_is_no_member_until_accepted(group: Organization) -> None:
    member = enrol(group)

    counted = [group.memberships.in_force(TODAY).count()]
    move(member, S.ACTIVE)
    counted.append(group.memberships.in_force(TODAY).count())

    member.refresh_from_db()
    assert counted == [0, 1]
    assert (member.status, member.joined_on) == ("active", date(2026, 1, 20))


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("to", S)
def test_only_the_moves_of_the_table_happen(group: Organization, before: str, to: str) -> None:
    member = enrol(group)
    path = {S.CANDIDATE: [], S.ACTIVE: [S.ACTIVE], S.INACTIVE: [S.ACTIVE, S.INACTIVE]}
    for step in path.get(S(before), [S.ACTIVE, S.LEFT]):
        move(member, step, reason="Pindah")

    if to in register_moves.MOVES[before]:
        assert move(member, to, reason="Pindah").status == to
    else:
        with pytest.raises(MembershipError):
            move(member, to, reason="Pindah")


def test_every_move_is_in_the_log_of_events(group: Organization) -> None:
    member = move(enrol(group), S.ACTIVE)
    move(member, S.LEFT, reason="Pindah desa", requested_on=date(2026, 1, 15))

    found = Event.objects.filter(act="move_membership").order_by("pk")

    assert [(e.detail["before"], e.detail["to"], e.detail["on"]) for e in found] == [
        ("candidate", "active", "2026-01-20"),
        ("active", "left", "2026-01-20"),
    ]


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"to": S.LEFT}, "Tulis alasannya."),
        ({"to": S.INACTIVE, "reason": "  "}, "Tulis alasannya."),
        ({"to": S.LEFT, "reason": "x", "on": date(2026, 2, 16)}, "belum tiba"),
        ({"to": S.LEFT, "reason": "x", "on": date(2026, 1, 19)}, "sebelum 20/01/2026"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    group: Organization, terms: dict[str, Any], sentence: str
) -> None:
    member = move(enrol(group), S.ACTIVE)

    with pytest.raises(MembershipError, match=sentence):
        move(member, **terms)

    member.refresh_from_db()
    assert (member.status, member.left_on) == ("active", None)


def test_an_officer_leaves_after_the_office_ends(group: Organization) -> None:
    member = move(enrol(group), S.ACTIVE)
    office = OfficeFactory(organization=group, person=member.person, start=date(2026, 1, 20))

    with pytest.raises(MembershipError, match="masih memegang jabatan Bendahara"):
        move(member, S.LEFT, reason="Pindah", on=date(2026, 2, 1))
    office.end = date(2026, 2, 1)
    office.save()

    assert move(member, S.LEFT, reason="Pindah", on=date(2026, 2, 1)).left_on == date(2026, 2, 1)


def test_who_left_may_come_back_under_a_new_number(group: Organization) -> None:
    first = move(move(enrol(group), S.ACTIVE), S.LEFT, reason="Pindah")

    again = enrol(group, "A-2", chosen=first.person_id)

    assert again.person_id == first.person_id
    assert list(group.memberships.values_list("number", "status")) == [
        ("A-1", "left"),
        ("A-2", "candidate"),
    ]


@pytest.mark.parametrize(
    "given",
    [
        person_input("Nama Lain", birth_date=None),  # the same number
        person_input("sari tekun", nik=None),  # the same name and birth date
    ],
)
def test_a_known_person_is_offered_and_nothing_written(
    group: Organization, given: PersonInput
) -> None:
    known = enrol(group).person
    other = OrganizationFactory()

    with pytest.raises(LookAlikeError) as caught:
        enrol(other, given=given)

    assert caught.value.people == [known]
    assert (Person.objects.count(), other.memberships.count()) == (1, 0)


def test_one_person_in_two_organizations_is_written_once(group: Organization) -> None:
    known = enrol(group).person
    other = OrganizationFactory()

    member = enrol(other, given=person_input(phone="0812"), chosen=known.pk)

    known.refresh_from_db()
    assert (member.person_id, Person.objects.count(), known.phone) == (known.pk, 1, "")


def test_a_person_who_was_not_offered_cannot_be_chosen(group: Organization) -> None:
    stranger = enrol(group, given=person_input("Orang Lain", nik=None, birth_date=None)).person
    enrol(group, "A-2")
    other = OrganizationFactory()

    with pytest.raises(LookAlikeError):
        enrol(other, chosen=stranger.pk)


def test_two_people_may_share_a_number_when_somebody_says_so(group: Organization) -> None:
    enrol(group)

    enrol(group, "A-2", given=person_input("Orang Lain"), is_another=True)

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"given": person_input("Lain", nik=None)}, "Nomor anggota A-1 sudah dipakai."),
        ({"number": "A-2", "chosen": "known"}, "sudah menjadi anggota atau calon anggota"),
    ],
)
def test_a_number_and_a_member_are_once_in_an_organization(
    group: Organization, terms: dict[str, Any], sentence: str
) -> None:
    known = enrol(group).person
    terms = {k: known.pk if v == "known" else v for k, v in terms.items()}

    with pytest.raises(MembershipError, match=sentence):
        enrol(group, **terms)

    assert (Person.objects.count(), group.memberships.count()) == (1, 1)


def test_a_correction_keeps_the_number_that_was_not_typed_again(
    group: Organization, actor: User, at: datetime
) -> None:
    member = enrol(group)
    heirs = (("Budi", "anak", "0813"),)

    register.correct(
        membership=member,
        given=PersonInput({"name": "Sari Tekun", "phone": "0812"}, heirs=heirs),
        number="A-7",
        element="keluarga",
        kind="biasa",
        actor=actor,
        at=at,
    )

    person = Person.objects.get()
    logged = Event.objects.get(act="change_person").detail
    assert (person.phone, person.nik_mask) == ("0812", "3201••••••••0001")
    assert [str(heir) for heir in person.heirs.all()] == ["Budi (anak)"]
    assert logged == {"fields": ["heirs", "phone"]}
    assert group.memberships.get().number == "A-7"


@pytest.mark.parametrize(
    "dates",
    [
        {"status": "active", "joined_on": None},
        {"status": "candidate", "joined_on": date(2026, 1, 1)},
        {"status": "left", "left_on": None},
    ],
)
def test_the_database_refuses_a_state_without_its_dates(
    group: Organization, dates: dict[str, Any]
) -> None:
    member = enrol(group)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(**dates)


def in_two(group: Organization) -> tuple[Membership, Membership]:
    """One person, recorded by the group first and by another organization after it."""
    first = enrol(group)
    second = enrol(OrganizationFactory(), "B-1", chosen=first.person_id)
    return first, second


def correct(member: Membership, **fields: Any) -> Membership:
    return register.correct(
        membership=member, given=PersonInput(fields), number=member.number, element="umum",
        kind="biasa", actor=system_actor(), at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        PersonInput({"name": "Orang Lain"}),
        PersonInput({}, nik="3201015703760002"),
        PersonInput({}, heirs=(("Budi", "anak", ""),)),
    ],
)
def test_a_second_organization_does_not_change_the_person(
    group: Organization, given: PersonInput
) -> None:
    first, second = in_two(group)
    by = {"given": given, "element": "klien", "kind": "biasa", "actor": system_actor(), "at": AT}

    with pytest.raises(SharedPersonError, match="juga anggota lembaga lain"):
        register.correct(membership=second, number="B-2", **by)

    first.person.refresh_from_db()
    second.refresh_from_db()
    assert (first.person.name, first.person.nik_mask) == ("Sari Tekun", "3201••••••••0001")
    assert first.person.heirs.count() == 0
    assert (second.number, second.element) == ("B-1", "umum")


def test_a_second_organization_changes_its_own_membership(group: Organization) -> None:
    _first, second = in_two(group)

    correct(second, name="Sari Tekun")

    assert second.element == "umum"


def test_the_first_organization_changes_the_person_and_every_log_says_so(
    group: Organization,
) -> None:
    first, second = in_two(group)

    correct(first, phone="0812")

    logged = Event.objects.filter(act="change_person").values_list("book", flat=True)
    assert sorted(logged) == sorted([group.book_id, second.organization.book_id])


def test_consent_lets_a_second_organization_change_the_person_until_it_is_withdrawn(
    group: Organization,
) -> None:
    first, second = in_two(group)
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    consent = give_consent(
        person=first.person, purpose="ubah-data", on=TODAY, evidence="Surat", today=TODAY, **by
    )
    correct(second, phone="0812")
    withdraw_consent(consent=consent, on=TODAY, **by)

    with pytest.raises(SharedPersonError):
        correct(second, phone="0813")

    first.person.refresh_from_db()
    assert first.person.phone == "0812"


def test_the_next_organization_keeps_the_data_of_who_left_the_first(group: Organization) -> None:
    first, second = in_two(group)
    move(first, S.ACTIVE)
    move(first, S.LEFT, reason="Pindah")

    correct(second, phone="0812")

    first.person.refresh_from_db()
    assert first.person.phone == "0812"
