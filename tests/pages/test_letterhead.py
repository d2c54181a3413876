"""The page of the letterhead: who comes in, what is kept, what is refused, and the signatures."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from members.models import LetterheadVersion, SignatureVersion
from tests.factories.papers import pdf, photo, upload
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

PAGE = f"{MINA}pengaturan/kop/"
SENT: dict[str, Any] = {
    "name": "KUBE Mina Lestari", "subtitle": "Kelompok Usaha Bersama", "address": "Jalan Kolam 5",
    "contact": "0812", "legal": "SK 12/2019", "place": "Randuasri", "reason": "Kop baru",
}  # fmt: skip


def test_the_chair_saves_texts_and_logo(mina: Book, chair: Client) -> None:
    first = Page(chair.get(PAGE))
    assert first.values["name"] == mina.organization.name
    assert PAGE in Page(chair.get(f"{MINA}pengaturan/buku/")).links
    assert PAGE in Page(chair.get(f"{MINA}anggota/jabatan/")).links
    assert chair.get(f"{PAGE}lambang/").status_code == 404

    answer = chair.post(PAGE, SENT | {"logo": upload(photo("PNG"), "lambang.png")})

    assert answer.headers["Location"] == PAGE
    row = LetterheadVersion.objects.get(organization=mina.organization)
    assert (row.name, row.place, row.version) == ("KUBE Mina Lestari", "Randuasri", 1)
    page = Page(chair.get(PAGE))
    assert page.values["legal"] == "SK 12/2019"
    assert "Kop baru" in page.text
    shown = chair.get(f"{PAGE}lambang/")
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("ketua.mina", 200),
        ("bendahara.mina", 403),
        ("pengawas.mina", 403),
        ("kepala.panti", 403),
        ("bendahara.tani", 404),
        ("sekretaris.ksu", 404),
    ],
)
def test_who_comes_in(
    mina: Book, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    assert client_of(username).get(PAGE).status_code == status


def test_the_secretary_of_a_cooperative_and_the_head_of_the_panti_keep_their_own(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    pages = {
        "sekretaris.ksu": "/lembaga/ksu-karya-lentera/pengaturan/kop/",
        "kepala.panti": "/lembaga/psbk-lentera-karya/pengaturan/kop/",
    }

    assert {client_of(who).get(page).status_code for who, page in pages.items()} == {200}


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: upload(b"<svg><script>1</script></svg>", "l.png"), "harus gambar JPEG atau PNG"),
        (lambda: upload(b"MZ" + b"\0" * 99, "l.png"), "harus gambar JPEG atau PNG"),
        (lambda: upload(pdf(1), "l.png"), "harus gambar JPEG atau PNG"),
        (lambda: upload(photo() + b"\0" * 60_000_000, "l.jpg"), "paling besar 2 MB"),
    ],
)
def test_a_bad_logo_is_refused_at_its_field_and_what_was_typed_stays(
    mina: Book, chair: Client, file: Callable[[], Any], sentence: str
) -> None:
    with unchanged():
        page = Page(chair.post(PAGE, SENT | {"logo": file()}))

    assert page.status == 422
    assert len(page.refusals) == 1
    assert page.refusals[0].startswith("Lambang (PNG atau JPEG): Lambang")
    assert sentence in page.refusals[0]
    assert page.values["address"] == "Jalan Kolam 5"
    assert "Pilih lagi gambar lambangnya" in page.text
    assert not LetterheadVersion.objects.exists()


def test_signatures_of_a_document_are_set_and_shown(mina: Book, chair: Client) -> None:
    address = f"{PAGE}tanda-tangan/BKK/"
    assert address in Page(chair.get(PAGE)).links
    sent = {
        "signer_1": "ketua",
        "act_1": "Mengetahui",
        "signer_3": "party",
        "act_3": "",
        "reason": "Rapat",
    }

    answer = chair.post(address, sent)

    assert answer.headers["Location"] == PAGE
    places = SignatureVersion.objects.get(organization=mina.organization).places
    assert list(places.values_list("position", "signer", "act")) == [
        (1, "ketua", "Mengetahui"),
        (2, "party", ""),
    ]
    assert "Mengetahui: Ketua · Pihak pada bukti" in Page(chair.get(PAGE)).text
    assert Page(chair.get(address)).values["signer_2"] == "party"


def test_wrong_signers_are_refused_and_stay(mina: Book, chair: Client) -> None:
    sent = {"signer_1": "ketua", "act_1": "Ditinjau", "signer_2": "ketua", "reason": "Rapat"}

    with unchanged():
        page = Page(chair.post(f"{PAGE}tanda-tangan/BKM/", sent))

    assert page.status == 422
    assert page.refusals == ["Satu penanda tangan cukup satu tempat."]
    assert page.values["act_1"] == "Ditinjau"
    assert chair.get(f"{PAGE}tanda-tangan/faktur/").status_code == 404


def test_the_page_costs_the_same_with_one_version_and_three(mina: Book, chair: Client) -> None:
    chair.post(PAGE, SENT)
    one = cost(chair, PAGE)
    chair.post(PAGE, SENT)
    chair.post(PAGE, SENT)
    three = cost(chair, PAGE)

    assert len(one) == len(three)
