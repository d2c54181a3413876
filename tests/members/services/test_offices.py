"""Offices given, prolonged and ended: never one's own, never two that stand apart."""

from datetime import date
from typing import Any

import pytest

from ledger.models import Event
from members.models import Office, Organization, Person, User
from members.services import offices
from members.services.decisions import set_decision_rule
from members.services.offices import OfficeError
from members.services.sessions import end_sessions
from tests.factories.clock import AT
from tests.factories.meetings import decided
from tests.factories.people import OfficeFactory, OrganizationFactory, PersonFactory, officer

TODAY = date(2026, 2, 15)
DECREE = "Keputusan RAT 3/2026"


@pytest.fixture
def group(db: None) -> Organization:
    return OrganizationFactory()


@pytest.fixture
def chair(group: Organization) -> User:
    return officer(group, "ketua")


def give(group: Organization, actor: User, person: Person, kind: str, **more: Any) -> Office:
    given: dict[str, Any] = {"start": TODAY, "end": date(2030, 12, 31), "decree": DECREE}
    return offices.give_office(
        organization=group, person=person, kind=kind, actor=actor, at=AT, **given | more
    )


def test_an_office_is_given_by_a_decision_and_on_record(group: Organization, chair: User) -> None:
    person = PersonFactory(name="Sari Tekun")

    office = give(group, chair, person, "bendahara")

    assert (office.start, office.end, office.decree) == (TODAY, date(2030, 12, 31), DECREE)
    event = Event.objects.get(act="appoint")
    assert (event.subject, event.actor, event.book) == ("bendahara Sari Tekun", chair, group.book)


def test_where_the_rule_says_so_a_meeting_decides_who_sits_on_the_board(
    group: Organization, chair: User
) -> None:
    decision = decided(group, kind="officer_change", text="Bendahara: Sari", held_on=TODAY)
    set_decision_rule(
        organization=group, kind="officer_change", is_required=True,
        valid_from=date(2026, 1, 1), actor=chair, at=AT,
    )  # fmt: skip

    with pytest.raises(OfficeError, match="memerlukan keputusan rapat") as refused:
        give(group, chair, PersonFactory(), "bendahara")
    give(group, chair, PersonFactory(), "kasir")  # hired, not elected
    give(group, chair, PersonFactory(name="Sari"), "bendahara", decision=decision)

    assert refused.value.field == "decision"
    assert [use.subject for use in decision.uses.all()] == ["Bendahara Sari"]
    assert sorted(group.offices.values_list("kind", flat=True)) == ["bendahara", "kasir", "ketua"]


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("bendahara", {"decree": " "}, "Tulis dasarnya: nomor keputusan rapat atau surat."),
        (
            "bendahara",
            {"end": date(2026, 2, 14)},
            "Hari terakhir tidak boleh sebelum hari pertama.",
        ),
        (
            "auditor",
            {"end": None},
            "Isi tanggal akhir: akses auditor selalu terbatas waktu.",
        ),
        ("kepala", {}, "Jabatan ini tidak ada di lembaga seperti ini."),
    ],
)
def test_a_term_that_cannot_be(
    group: Organization, chair: User, kind: str, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(OfficeError) as refused:
        give(group, chair, PersonFactory(), kind, **more)

    assert str(refused.value) == sentence
    assert group.offices.count() == 1


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("bendahara", "bendahara"),
        ("bendahara", "pengawas"),
        ("pengawas", "kasir"),
        ("manajer", "ketua"),
        ("pengawas", "manajer"),
    ],
)
def test_offices_that_stand_apart_are_not_held_together(
    group: Organization, chair: User, held: str, wanted: str
) -> None:
    person = OfficeFactory(organization=group, kind=held).person

    with pytest.raises(OfficeError):
        give(group, chair, person, wanted)

    assert Office.objects.filter(person=person).count() == 1


def test_one_after_the_other_is_fine(group: Organization, chair: User) -> None:
    held = OfficeFactory(organization=group, kind="bendahara", end=date(2026, 2, 14))

    assert give(group, chair, held.person, "pengawas").kind == "pengawas"


def test_nobody_decides_about_himself(group: Organization, chair: User) -> None:
    own = Office.objects.get(person__user=chair)
    by: dict[str, Any] = {"actor": chair, "at": AT}

    with pytest.raises(OfficeError, match="diputuskan orang lain"):
        give(group, chair, own.person, "kolektor")
    with pytest.raises(OfficeError, match="diputuskan orang lain"):
        offices.end_office(office=own, on=TODAY, reason="Lelah", **by)
    with pytest.raises(OfficeError, match="diputuskan orang lain"):
        offices.prolong_office(
            office=own, end=None, decree=DECREE, reason="Terus", today=TODAY, **by
        )


def test_an_office_ends_on_its_last_day_with_the_reason(group: Organization, chair: User) -> None:
    office = OfficeFactory(organization=group, kind="bendahara", end=date(2027, 12, 31))

    offices.end_office(office=office, on=TODAY, reason="Pindah", actor=chair, at=AT)

    office.refresh_from_db()
    assert (office.end, office.end_reason) == (TODAY, "Pindah")
    detail = Event.objects.get(act="end_office").detail
    assert (detail["reason"], detail["before"], detail["end"]) == (
        "Pindah",
        "2027-12-31",
        "2026-02-15",
    )


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [
        (TODAY, " ", "reason"),
        (date(2024, 12, 31), "Pindah", "on"),
        (date(2027, 12, 31), "Pindah", "on"),
    ],
)
def test_an_end_that_cannot_be(
    group: Organization, chair: User, on: date, reason: str, field: str
) -> None:
    office = OfficeFactory(organization=group, end=date(2027, 12, 31))

    with pytest.raises(OfficeError) as refused:
        offices.end_office(office=office, on=on, reason=reason, actor=chair, at=AT)

    office.refresh_from_db()
    assert (refused.value.field, office.end) == (field, date(2027, 12, 31))


def prolong(office: Office, actor: User, end: date | None) -> Office:
    return offices.prolong_office(
        office=office, end=end, decree=DECREE, reason="RAT", today=TODAY, actor=actor, at=AT
    )


def test_a_running_office_is_prolonged_by_a_new_decision(group: Organization, chair: User) -> None:
    office = OfficeFactory(organization=group, end=date(2026, 3, 31), decree="SK 1")

    prolong(office, chair, date(2028, 3, 31))

    office.refresh_from_db()
    detail = Event.objects.get(act="prolong_office").detail
    assert (office.end, office.decree) == (date(2028, 3, 31), DECREE)
    assert (detail["before"], detail["decree_before"]) == ("2026-03-31", "SK 1")


@pytest.mark.parametrize(
    ("was", "end"),
    [
        (date(2026, 2, 14), date(2027, 1, 1)),
        (date(2026, 6, 1), date(2026, 6, 1)),
        (None, date(2027, 1, 1)),
    ],
)
def test_what_cannot_be_prolonged(
    group: Organization, chair: User, was: date | None, end: date
) -> None:
    office = OfficeFactory(organization=group, end=was)

    with pytest.raises(OfficeError):
        prolong(office, chair, end)

    office.refresh_from_db()
    assert office.end == was


def test_ended_sessions_carry_another_sign(db: None) -> None:
    user = User.objects.create_user("orang", password="padi-di-lumbung")
    before = user.get_session_auth_hash()

    end_sessions(user)
    user.refresh_from_db()

    assert user.get_session_auth_hash() != before
