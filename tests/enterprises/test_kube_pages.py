"""The KUBE in a browser: what its pages show, whom they let, what they refuse in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from enterprises.models import BusinessField, Kube
from ledger.models import Book
from tests.pages.reading import Page

MINA, JAHIT = "/lembaga/mina-lestari/usaha/", "/lembaga/jahit-kencana/usaha/"
FIELDS = "/lembaga/psbk-lentera-karya/usaha/bidang/"


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


def test_the_demonstration_tells_kind_state_and_stage(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    text = Page(client_of("ketua.mina").get(f"{MINA}kube/")).text

    for word in ("Campuran", "Efektif", "BA 02/KUBE-MLL/2023", "Perikanan dan peternakan", "Maju"):
        assert word in text
    assert Kube.objects.get(organization__slug="jahit-kencana").kind == "khusus_klien"


def test_elements_show_only_to_who_looks_after_members(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    chair = Page(client_of("ketua.mina").get(f"{MINA}kube/")).text
    others = Page(client_of("bendahara.mina").get(f"{MINA}kube/")).text

    assert "Keluarga" in chair
    assert "Keluarga" not in others.replace("petugas, klien, keluarga", "")
    assert "12 anggota" in others


def test_a_state_without_reason_is_refused_and_one_with_it_is_kept(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    chair, kube = client_of("ketua.mina"), Kube.objects.get(organization__book=mina)
    wish = {"what": "move", "move-state": "macet", "move-on": "2026-02-10", "move-reason": " "}

    page = Page(chair.post(f"{MINA}kube/atur/", wish))
    assert page.status == 422
    assert kube.moves.count() == 3

    chair.post(f"{MINA}kube/atur/", wish | {"move-reason": "Kolam kering"})
    assert kube.moves.last().state == "macet"


def test_an_assessment_without_evidence_says_which_sign(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    chair, url = client_of("ketua.mina"), f"{MINA}kube/nilai/success/"
    wish: dict[str, Any] = {"on": "2026-02-10"} | {f"S{n}": "2" for n in range(1, 9)}

    page = Page(chair.post(url, wish))
    assert (page.status, "Tulis bukti" in page.text) == (422, True)

    chair.post(url, wish | {f"evidence_S{n}": "Kunjungan" for n in range(1, 9)})
    assert Kube.objects.get(organization__book=mina).assessments.first().total == 16


def test_practice_ends_when_the_group_is_effective(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    wish = {"on": "2025-08-01", "kind": "jual", "narration": "Latihan", "amount": "10.000"}
    client = client_of("bendahara.jahit")

    listed = Page(client.get(f"{JAHIT}kube/latihan/")).text
    page = Page(client.post(f"{JAHIT}kube/latihan/", wish | {"on": "2025-09-01"}))
    client.post(f"{JAHIT}kube/latihan/", wish)

    assert "Latihan menjual sarung bantal" in listed
    assert "catat di pembukuan yang sebenarnya" in page.text
    assert Kube.objects.get(organization__slug="jahit-kencana").practice.count() == 4


def test_the_head_names_fields_as_the_institution_calls_them(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    head = client_of("kepala.panti")
    craft = BusinessField.objects.get(code="kerajinan")

    page = Page(head.get(FIELDS))
    head.post(FIELDS, {"field": craft.pk, "name": "Kriya", "is_active": "on"})
    refused = Page(head.post(FIELDS, {"field": craft.pk, "name": "Kriya"}))

    craft.refresh_from_db()
    assert "Bidang usaha perikanan dan kerajinan" in page.text
    assert (craft.name_display, craft.is_active) == ("Kriya", True)
    assert "dipakai KUBE" in refused.text


@pytest.mark.parametrize(
    ("username", "status"), [("bendahara.mina", 403), ("pengawas.mina", 403), ("orang.luar", 404)]
)
def test_only_chair_and_secretary_set_the_kube_up(
    mina: Book, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    assert client_of(username).get(f"{MINA}kube/atur/").status_code == status
