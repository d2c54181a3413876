"""What lies on the desks of the demonstration is real: read, counted, answered, waiting."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from empowerment.services import demo_desk
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, CashCount, Paper
from ledger.selectors.remarks import counts
from ledger.selectors.seals import seal_head
from tests.pages.reading import Page


@pytest.fixture
def desks(demo: dict[str, Book], at: Any) -> dict[str, Book]:
    demo_desk.load(at=at)
    return demo


def test_it_posts_nothing_and_leaves_the_books_whole(demo: dict[str, Book], at: Any) -> None:
    heads = {slug: seal_head(book) for slug, book in demo.items()}

    demo_desk.load(at=at)

    assert {slug: seal_head(book) for slug, book in demo.items()} == heads
    assert [faults_of_book(demo[slug]) for slug in ("mina-lestari", "ksu-karya-lentera")] == [
        [],
        [],
    ]


def test_papers_open_and_say_what_was_booked(desks: dict[str, Book]) -> None:
    papers = list(Paper.objects.select_related("voucher"))

    assert {paper.content_type for paper in papers} == {"image/jpeg", "application/pdf"}
    assert len(papers) == sum(map(len, demo_desk.PAPERS.values()))
    for paper in papers:
        with default_storage.open(paper.stored) as file:
            content = file.read()
        assert len(content) < 60_000
        if paper.content_type == "application/pdf":
            text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
            assert paper.voucher is not None
            assert f"{paper.voucher.date:%d/%m/%Y}" in text
        else:
            assert Image.open(io.BytesIO(content)).format == "JPEG"


def test_drawers_were_counted_and_a_surprise_missed_a_coin(desks: dict[str, Book]) -> None:
    mina = desks["mina-lestari"]

    found = {c.kind: c.difference for c in CashCount.objects.filter(book=mina)}

    assert found == {"close": 0, "surprise": -500}


def test_remarks_stand_in_every_state(desks: dict[str, Book], at: Any) -> None:
    found = counts(desks["mina-lestari"], at.date())

    assert (found["open"], found["answered"]) == (1, 1)
    assert desks["mina-lestari"].remarks.count() == 3


def test_the_pages_are_alive(desks: dict[str, Book], client_of: Callable[[str], Client]) -> None:
    ksu, mina = "/lembaga/ksu-karya-lentera/", "/lembaga/mina-lestari/"
    treasurer, chair = client_of("bendahara.ksu"), client_of("ketua.ksu")

    assert "Listrik, air, internet" in Page(treasurer.get(ksu)).text
    assert "Gaji karyawan" in Page(treasurer.get(f"{ksu}templat/")).text
    assert "6.500.000" in Page(chair.get(f"{ksu}persetujuan/")).text
    assert "6.500.000" in Page(client_of("kasir.ksu").get(f"{ksu}pengajuan/")).text
    assert "Undangan yang masih terbuka" in Page(chair.get(f"{ksu}anggota/jabatan/")).text
    assert "Menjenguk orang tua" in Page(chair.get(f"{ksu}anggota/jabatan/pengganti/")).text
    assert "Favorit" in Page(client_of("bendahara.mina").get(f"{mina}catat/")).text
