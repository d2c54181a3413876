"""A member's PIN: hashed, refused when weak, locked when guessed, reset by the secretary."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from ledger.models import Event
from ledger.services.actors import system_actor
from members.models import MemberPin, Membership, Organization
from members.services.member_pin import (
    PinError,
    PinLockedError,
    open_with_pin,
    remove_pin,
    set_pin,
)
from tests.factories.clock import AT
from tests.factories.savings import cooperative, member

pytestmark = pytest.mark.django_db
PIN = "482915"


@pytest.fixture
def sari(db: None) -> Membership:
    sari = member(cooperative())
    sari.person.birth_date = date(1990, 5, 14)
    sari.person.phone = "081234567890"
    sari.person.save()
    return sari


def give(sari: Membership, pin: str = PIN) -> MemberPin:
    return set_pin(membership=sari, pin=pin, actor=system_actor(), at=AT)


def tried(sari: Membership, pin: str, **words: Any) -> MemberPin:
    given = {"slug": sari.organization.slug, "number": sari.number} | words
    return open_with_pin(pin=pin, at=AT, **given)


def test_only_the_hash_is_kept(sari: Membership, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    kept = give(sari)

    assert kept.pin_hash.startswith(f"pbkdf2_sha256${PBKDF2PasswordHasher.iterations}$")
    assert not Event.objects.filter(detail__icontains=PIN).exists()
    assert tried(sari, PIN) == kept


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        ("140590", "PIN tidak boleh memuat tanggal lahir"),
        ("123456", "terlalu mudah ditebak"),
        ("1234", "PIN terdiri atas 6 angka"),
        ("567890", "terlalu mudah ditebak"),
        ("812345", "nomor telepon"),
    ],
)
def test_a_weak_pin_is_refused(sari: Membership, pin: str, sentence: str) -> None:
    with pytest.raises(PinError, match=sentence):
        give(sari, pin)

    assert not MemberPin.objects.exists()


def test_five_wrong_pins_lock_it_until_a_new_one_is_set(sari: Membership) -> None:
    give(sari)

    for _ in range(4):
        with pytest.raises(PinError, match="tidak cocok"):
            tried(sari, "000000")
    with pytest.raises(PinLockedError, match="terkunci"):
        tried(sari, "000000")
    with pytest.raises(PinLockedError):
        tried(sari, PIN)

    assert MemberPin.objects.get().failures == 5  # in the database: a restart forgives nothing
    give(sari, "739164")
    assert tried(sari, "739164").failures == 0
    acts = Event.objects.filter(act__contains="pin").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["set_member_pin", "lock_member_pin", "set_member_pin", "open_with_pin"]


def test_a_right_pin_forgives_the_wrong_ones_before_it(sari: Membership) -> None:
    give(sari)
    for _ in range(4):
        with pytest.raises(PinError):
            tried(sari, "000000")

    tried(sari, PIN)

    assert MemberPin.objects.get().failures == 0


@pytest.mark.parametrize("words", [{"slug": "lain"}, {"number": "A-7"}])
def test_who_is_unknown_hears_what_a_wrong_pin_hears(
    sari: Membership, words: dict[str, str]
) -> None:
    give(sari)

    with pytest.raises(PinError) as refused:
        tried(sari, PIN, **words)

    assert str(refused.value) == "Kode lembaga, nomor anggota, atau PIN tidak cocok."


def test_a_removed_pin_opens_nothing(sari: Membership) -> None:
    give(sari)

    remove_pin(membership=sari, actor=system_actor(), at=AT)

    with pytest.raises(PinError):
        tried(sari, PIN)


def test_who_left_has_no_pin(sari: Membership) -> None:
    give(sari)
    Membership.objects.filter(pk=sari.pk).update(status="left", left_on=date(2026, 2, 1))
    sari.refresh_from_db()

    with pytest.raises(PinError):
        tried(sari, PIN)
    with pytest.raises(PinError, match="hanya untuk anggota"):
        give(sari)


def test_the_organization_is_part_of_the_key(sari: Membership) -> None:
    other = member(cooperative(), sari.number)
    give(sari)
    give(other, "739164")

    with pytest.raises(PinError):
        tried(other, PIN)
    assert isinstance(other.organization, Organization)
