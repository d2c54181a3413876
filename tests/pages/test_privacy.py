"""Consent and privacy in the browser, and what the person reads of it."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from ledger.models import Book
from members.models import CardVisit, Consent, Membership
from tests.pages.conftest import MINA
from tests.pages.reading import Page


@pytest.fixture
def card(mina: Book) -> str:
    """The officers' card of member ML-03, the chair."""
    return f"{MINA}anggota/{Membership.objects.get(number='ML-03').pk}/"


def test_the_person_reads_who_opened_the_card(card: str, treasurer: Client, chair: Client) -> None:
    treasurer.get(card)
    treasurer.get(card)
    own = f"/saya/{Membership.objects.get(number='ML-03').pk}/"

    page = Page(chair.get(own))

    assert CardVisit.objects.count() == 1
    assert "15/02/2026 10:00" in page.text
    assert "(Bendahara)" in page.text


def test_a_consent_is_recorded_and_withdrawn_by_the_person(card: str, chair: Client) -> None:
    own = f"/saya/{Membership.objects.get(number='ML-03').pk}/"

    given = chair.post(
        f"{card}privasi/",
        {"give": "1", "purpose": "foto", "given_on": "2026-02-01", "evidence": "formulir"},
    )
    twice = chair.post(
        f"{card}privasi/", {"give": "1", "purpose": "foto", "given_on": "2026-02-01"}
    )
    shown = Page(chair.get(own))
    chair.post(f"{own}cabut/", {"purpose": "foto"})

    assert (given.status_code, twice.status_code) == (302, 422)
    assert "disetujui 01/02/2026" in shown.text
    assert Consent.objects.get().withdrawn_on is not None
    assert "dicabut 15/02/2026" in Page(chair.get(own)).text


def test_a_member_s_data_is_not_erased_while_he_is_one(card: str, chair: Client) -> None:
    page = Page(chair.post(f"{card}privasi/", {"pseudonym": "1"}))

    assert page.status == 422
    assert "Ia masih menjadi anggota atau memegang jabatan." in page.text


def test_ones_own_data_comes_as_json_and_workbook(card: str, chair: Client) -> None:
    own = f"/saya/{Membership.objects.get(number='ML-03').pk}/data/"

    archive = zipfile.ZipFile(io.BytesIO(chair.get(own).content))

    assert archive.namelist() == ["data.json", "data.xlsx"]
    data = json.loads(archive.read("data.json"))
    assert {row["saldo"] for row in data["saldo"]} >= {100_000, 680_000}
    assert archive.read("data.xlsx")[:2] == b"PK"


@pytest.mark.parametrize(("username", "status"), [("bendahara.mina", 403), ("bendahara.tani", 404)])
def test_only_who_keeps_the_register_records_consents(
    card: str, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    client = client_of(username)

    assert client.get(f"{card}privasi/").status_code == status
    assert client.post(f"{card}privasi/").status_code == status
