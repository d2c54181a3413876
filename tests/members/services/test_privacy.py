"""Consent by purpose, who looked, and a pseudonym once the data need not be kept."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.services.actors import system_actor
from members.models import (
    CardVisit,
    Consent,
    Heir,
    Membership,
    Person,
    User,
)
from members.selectors.privacy import consents_of, own_data
from members.services.identity import set_number
from members.services.leaving import pay_claim, settle_leaving
from members.services.privacy import (
    PrivacyError,
    give_consent,
    note_visit,
    pseudonymise,
    withdraw_consent,
)
from tests.factories.clock import AT
from tests.factories.people import officer
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 2, 15), date(2037, 1, 1)


@pytest.fixture
def sari(db: None) -> Membership:
    sari = member(cooperative())
    person = sari.person
    person.name, person.birth_date, person.phone = "Sari Pertiwi", date(1990, 5, 4), "0812345678"
    person.address = "Dusun Krajan 3"
    set_number(person, "3201014405900001")
    person.save()
    Heir.objects.create(person=person, name="Budi Pertiwi", relation="suami")
    deposit(sari, "wajib", 50_000)
    return sari


def agree(sari: Membership, purpose: str = "foto", on: date = TODAY) -> Consent:
    return give_consent(
        person=sari.person, purpose=purpose, on=on, evidence="formulir 7", today=TODAY,
        actor=system_actor(), at=AT,
    )  # fmt: skip


def erase(sari: Membership, today: date = LATER) -> Person:
    return pseudonymise(person=sari.person, today=today, actor=system_actor(), at=AT)


def gone(sari: Membership, *, is_paid: bool = True) -> None:
    voucher = settle_leaving(
        membership=sari, on=date(2026, 1, 31), reason="Pindah ke rumah anaknya", decision="7",
        due_on=date(2026, 2, 1), actor=system_actor(), at=AT,
    )  # fmt: skip
    if is_paid:
        pay_claim(
            claim=voucher.leaving_claim, cash=cash(sari.organization), on=date(2026, 2, 1),
            actor=system_actor(), at=AT,
        )  # fmt: skip


def test_consent_stands_until_it_is_withdrawn_and_can_be_given_again(sari: Membership) -> None:
    first = agree(sari, on=date(2026, 1, 1))
    with pytest.raises(PrivacyError, match="sudah tercatat"):
        agree(sari)

    withdraw_consent(consent=first, on=TODAY, actor=None, at=AT)
    agree(sari)

    state = {state.code: state.stands for state in consents_of(sari.person)}
    assert (state["foto"], state["kontak"]) == (True, False)
    assert list(Consent.objects.order_by("pk").values_list("given_on", "withdrawn_on")) == [
        (date(2026, 1, 1), TODAY),
        (TODAY, None),
    ]


@pytest.mark.parametrize(("purpose", "on"), [("iklan", TODAY), ("foto", date(2026, 2, 16))])
def test_a_consent_that_cannot_be_is_refused(sari: Membership, purpose: str, on: date) -> None:
    with pytest.raises(PrivacyError):
        agree(sari, purpose, on)


def test_a_look_is_noted_once_a_day_and_never_ones_own(sari: Membership) -> None:
    chair = officer(sari.organization, "ketua")
    sari.person.user = User.objects.create_user("sari")
    sari.person.save()

    for viewer in (chair, chair, sari.person.user):
        note_visit(membership=sari, viewer=viewer, today=TODAY, at=AT)

    visit = CardVisit.objects.get()
    assert (visit.viewer, visit.office, visit.day) == (chair, "Ketua", TODAY)


@pytest.mark.parametrize(
    "sql", ["UPDATE members_cardvisit SET office = ''", "DELETE FROM members_cardvisit"]
)
def test_nobody_takes_a_look_back(sari: Membership, sql: str) -> None:
    note_visit(membership=sari, viewer=officer(sari.organization, "ketua"), today=TODAY, at=AT)

    with (
        pytest.raises(IntegrityError, match="hanya dapat ditambah"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert CardVisit.objects.count() == 1


def test_ones_own_data_has_everything_but_the_whole_citizen_number(sari: Membership) -> None:
    agree(sari)

    data = own_data(sari)

    assert data["orang"][0]["nik"] == "3201••••••••0001"
    assert data["mutasi_simpanan"][0]["kredit"] == 50_000
    assert data["saldo"][-1] == {"jenis": "Simpanan wajib", "nomor": "", "saldo": 50_000}
    assert data["persetujuan"][0]["tujuan"] == "foto"
    assert "3201014405900001" not in str(data)


@pytest.mark.parametrize(
    ("prepare", "today", "sentence"),
    [
        (lambda sari: None, LATER, "masih menjadi anggota"),
        (gone, date(2036, 12, 31), "disimpan sampai 31/12/2036"),
        (lambda sari: gone(sari, is_paid=False), LATER, "belum dibayar"),
    ],
)
def test_data_that_must_be_kept_is_kept(
    sari: Membership, prepare: Any, today: date, sentence: str
) -> None:
    prepare(sari)

    with pytest.raises(PrivacyError, match=sentence):
        erase(sari, today)

    assert Person.objects.get(pk=sari.person.pk).name == "Sari Pertiwi"


def test_after_the_retention_the_person_goes_and_the_books_stay_whole(sari: Membership) -> None:
    agree(sari)
    user = User.objects.create_user("sari.pertiwi")
    sari.person.user = user
    sari.person.save()
    gone(sari)
    seals = list(Voucher.objects.order_by("pk").values_list("seal", flat=True))

    person = erase(sari)

    person.refresh_from_db()
    pseudonym = f"Orang {person.pk}"
    assert (person.name, person.birth_date, person.phone, person.address) == (
        pseudonym, None, "", "",
    )  # fmt: skip
    assert (person.nik_mask, person.nik_cipher, person.nik_digest) == ("", "", "")
    assert not person.heirs.exists()
    past = Person.history.filter(id=person.pk)
    assert set(past.values_list("name", "phone", "nik_mask", "birth_date")) == {
        (pseudonym, "", "", None)
    }
    membership = Membership.objects.get(pk=sari.pk)
    assert (membership.number, membership.status, membership.status_reason) == ("A-1", "left", "")
    book = sari.organization.book
    assert set(book.subsidiaries.values_list("name", flat=True)) == {pseudonym}
    user.refresh_from_db()
    assert (user.is_active, user.username) == (False, f"orang-{person.pk}")
    assert list(Voucher.objects.order_by("pk").values_list("seal", flat=True)) == seals
    assert faults_of_book(book) == []
