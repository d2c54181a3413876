"""Konfirmasi saldo in the browser."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book
from members.models import BalanceConfirmation
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PAGE = f"{MINA}anggota/konfirmasi/"


def test_letters_go_out_and_come_back(mina: Book, chair: Client) -> None:
    wrong = chair.post(PAGE, {"on": "2026-12-31"})
    made = chair.post(PAGE, {"on": "2025-12-31"})
    letter = BalanceConfirmation.objects.get(membership__number="ML-08")
    silent = chair.post(f"{PAGE}{letter.pk}/", {"state": "disagreed", "returned_on": "2026-01-20"})
    told = chair.post(
        f"{PAGE}{letter.pk}/",
        {"state": "disagreed", "returned_on": "2026-01-20", "note": "wajib kurang 20.000"},
    )

    page = Page(chair.get(PAGE))
    papers = PdfReader(io.BytesIO(chair.get(f"{PAGE}cetak/").content))

    assert [a.status_code for a in (wrong, made, silent, told)] == [422, 302, 422, 302]
    assert "Belum kembali 11 Setuju 0 Tidak setuju 1" in page.text
    assert "wajib kurang 20.000" in page.text
    assert len(papers.pages) == 12


@pytest.mark.parametrize(("username", "status"), [("bendahara.mina", 403), ("bendahara.tani", 404)])
def test_letters_are_the_secretary_s_and_the_chair_s(
    mina: Book, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    client = client_of(username)

    assert (client.get(PAGE).status_code, client.post(PAGE).status_code) == (status, status)
