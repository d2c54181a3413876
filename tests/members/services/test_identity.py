"""Citizen numbers at rest: encrypted, found by digest, carried over to a new key."""

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from members.models import Person
from members.selectors.register import look_alikes
from members.services import identity
from tests.factories.people import PersonFactory

NIK = "3201015703760001"


@pytest.fixture
def sari(db: None) -> Person:
    person = PersonFactory(name="Sari")
    identity.set_number(person, "3201.0157.0376.0001")
    person.save()
    return person


def stored() -> str:
    """Everything that the database holds about people, histories included."""
    with connection.cursor() as cursor:
        texts = []
        for table in ("members_person", "members_historicalperson"):
            cursor.execute(f"SELECT * FROM {table}")
            texts += [str(row) for row in cursor.fetchall()]
    return " ".join(texts)


def test_the_database_never_holds_a_number(sari: Person) -> None:
    assert identity.number_of(sari) == NIK
    assert sari.nik_mask == "3201••••••••0001"
    assert NIK not in stored()
    assert "570376" not in stored()


def test_the_history_keeps_neither_cipher_nor_digest(sari: Person) -> None:
    fields = {field.name for field in Person.history.model._meta.get_fields()}

    assert fields.isdisjoint({"nik_cipher", "nik_digest"})


def test_equal_numbers_are_stored_differently_and_found_alike(sari: Person) -> None:
    other = PersonFactory(name="Lain")
    identity.set_number(other, NIK)
    other.save()

    found = look_alikes(digests=identity.digests(NIK), name="x", birth_date=None)

    assert sari.nik_cipher != other.nik_cipher
    assert found == [sari, other]


def test_a_new_key_is_used_after_rotation_and_the_old_one_can_go(
    sari: Person, settings: Any
) -> None:
    old = settings.LUMBUNG_IDENTITY_KEYS
    settings.LUMBUNG_IDENTITY_KEYS = ["new", *old]
    assert look_alikes(digests=identity.digests(NIK), name="x", birth_date=None) == [sari]
    out = StringIO()

    call_command("rotate_identity_key", stdout=out)

    settings.LUMBUNG_IDENTITY_KEYS = ["new"]
    sari.refresh_from_db()
    assert out.getvalue() == "1 nomor dienkripsi ulang\n"
    assert identity.number_of(sari) == NIK
    assert look_alikes(digests=identity.digests(NIK), name="x", birth_date=None) == [sari]


def test_rotation_with_a_lost_key_changes_nothing(sari: Person, settings: Any) -> None:
    lost = PersonFactory(name="Hilang")
    settings.LUMBUNG_IDENTITY_KEYS = ["lost"]
    identity.set_number(lost, NIK)
    lost.save()
    settings.LUMBUNG_IDENTITY_KEYS = ["new", "only-for-tests"]
    before = sorted(Person.objects.values_list("pk", "nik_cipher"))

    with pytest.raises(CommandError, match=f"person {lost.pk}"):
        call_command("rotate_identity_key")

    assert sorted(Person.objects.values_list("pk", "nik_cipher")) == before


def test_without_a_key_no_number_is_stored(db: None, settings: Any) -> None:
    settings.LUMBUNG_IDENTITY_KEYS = [""]

    with pytest.raises(ImproperlyConfigured, match="LUMBUNG_IDENTITY_KEYS"):
        identity.set_number(PersonFactory(), NIK)
