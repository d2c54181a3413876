"""Passbooks and statements in the browser."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book
from members.models import Membership, PassbookPrint
from tests.pages.conftest import MINA
from tests.pages.reading import Page


@pytest.fixture
def page(mina: Book) -> str:
    """The passbook of member ML-03."""
    return f"{MINA}anggota/{Membership.objects.get(number='ML-03').pk}/buku/"


def texts(answer: Any) -> list[str]:
    return [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]


def test_a_book_is_opened_printed_and_printed_again(page: str, treasurer: Client) -> None:
    small = treasurer.post(page, {"open": "1", "lines_per_page": "2", "pages": "20"})
    opened = treasurer.post(page, {"open": "1", "lines_per_page": "24", "pages": "20"})
    shown = Page(treasurer.get(page))
    done = treasurer.post(page, {"print": "1"})
    again = treasurer.post(page, {"print": "1"})

    assert [a.status_code for a in (small, opened, done, again)] == [422, 302, 302, 422]
    assert "halaman 1, baris 1" in shown.text
    assert "Belum ada mutasi baru" in Page(again).text
    made = PassbookPrint.objects.get()
    files = [
        texts(treasurer.get(f"{MINA}anggota/buku/cetak/{made.pk}/{more}"))
        for more in ("", "?polos=1", "")
    ]
    assert files[0] == files[2]
    assert ("Sandi" in files[0][0], "Sandi" in files[1][0]) == (False, True)


def test_a_number_leads_to_its_book(page: str, treasurer: Client) -> None:
    found = treasurer.get(f"{MINA}anggota/buku/?nomor=ML-03")
    missing = treasurer.get(f"{MINA}anggota/buku/?nomor=TL-01")

    assert (found.status_code, found.headers["Location"]) == (302, page)
    assert missing.status_code == 422
    assert "Tidak ada anggota bernomor TL-01." in Page(missing).text


def test_statements_of_one_and_of_all(page: str, treasurer: Client) -> None:
    days = "?start=2025-01-01&end=2025-12-31"
    one = texts(treasurer.get(page.replace("/buku/", "/rekening-koran/") + days))
    shown = Page(treasurer.get(f"{MINA}anggota/rekening-koran/{days}"))
    every = texts(treasurer.get(f"{MINA}anggota/rekening-koran/berkas/1/{days}"))

    assert "780.000" in one[0]
    assert "Berkas 1: ML-01 sampai ML-12" in shown.text
    assert len(every) == 12
    assert treasurer.get(f"{MINA}anggota/rekening-koran/berkas/2/").status_code == 404


@pytest.mark.parametrize(("username", "status"), [("ketua.mina", 403), ("bendahara.tani", 404)])
def test_only_who_records_savings_prints_a_book(
    page: str, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    assert client_of(username).get(page).status_code == status
    assert client_of(username).post(page, {"print": "1"}).status_code == status


def test_the_command_writes_all_statements(mina: Book, tmp_path: Any) -> None:
    target = tmp_path / "semua.pdf"
    said = io.StringIO()

    call_command(
        "print_statements", "mina-lestari", "--from", "2025-01-01", "--to", "2025-12-31",
        "-o", str(target), stderr=said, stdout=io.StringIO(),
    )  # fmt: skip

    assert len(PdfReader(target).pages) == 12
    assert said.getvalue() == "12 dari 12 anggota\n"
