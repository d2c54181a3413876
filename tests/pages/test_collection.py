"""The collection sheet in the browser: kept while typing, out and in as a file, on paper."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, Voucher
from members.models import CollectionSheet, Membership
from tests.factories.sheets import xlsx_file
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PAGE = f"{MINA}anggota/setoran/"
DAY = "2026-02-10"
HEADER = ("No. anggota", "Simpanan Wajib")


def wajib(number: str) -> str:
    return f"s-{Membership.objects.get(number=number).pk}-wajib"


def typed(**more: str) -> dict[str, str]:
    return {"tanggal": DAY, wajib("ML-03"): "20.000", **more}


def test_typing_is_kept_without_a_page(treasurer: Client) -> None:
    first = treasurer.post(PAGE, typed(versi="", autosave="1"))
    second = treasurer.post(PAGE, typed(versi=first.json()["version"], autosave="1"))
    late = treasurer.post(PAGE, {"tanggal": DAY, "versi": "", "autosave": "1"})

    assert (first.status_code, second.status_code, late.status_code) == (200, 200, 409)
    assert first.json()["text"] == "Tersimpan pukul 10:00:00; belum dibukukan."
    assert late.json()["text"].startswith("Lembar ini baru saja diubah")
    assert CollectionSheet.objects.count() == 1
    assert not Voucher.objects.filter(date=DAY).exists()


def test_a_conflict_keeps_what_was_typed_on_the_page(treasurer: Client) -> None:
    treasurer.post(PAGE, typed(versi="", autosave="1"))

    page = Page(treasurer.post(PAGE, typed(versi="", **{wajib("ML-04"): "7.000"})))

    assert page.status == 409
    assert page.values[wajib("ML-04")] == "7.000"


def test_a_file_fills_the_draft_or_says_where_it_is_wrong(treasurer: Client) -> None:
    def send(*rows: Any) -> Any:
        file = SimpleUploadedFile("setoran.xlsx", xlsx_file(rows, HEADER))
        return treasurer.post(f"{PAGE}unggah/", {"tanggal": DAY, "file": file})

    wrong = send(("ML-03", "20.000"), ("ML-04", "x"))
    nothing = CollectionSheet.objects.count()
    right = send(("ML-03", "20.000"), ("ML-04", "15000"))

    assert (wrong.status_code, nothing, right.status_code) == (422, 0, 302)
    assert "Baris 3, kolom Simpanan wajib" in Page(wrong).text
    shown = Page(treasurer.get(right.headers["Location"]))
    assert (shown.values[wajib("ML-03")], shown.values[wajib("ML-04")]) == ("20.000", "15000")


def test_the_paper_is_empty_or_filled(treasurer: Client) -> None:
    treasurer.post(PAGE, typed())

    papers = [
        PdfReader(io.BytesIO(treasurer.get(f"{PAGE}cetak/?tanggal={DAY}{more}").content))
        for more in ("", "&isi=1")
    ]
    texts = ["\n".join(page.extract_text() for page in paper.pages) for paper in papers]

    assert ["20.000" in text for text in texts] == [False, True]
    assert all("ML-03" in text and "Angsuran" in text for text in texts)
    assert "Klien" not in texts[0]


def test_the_workbook_opens(treasurer: Client) -> None:
    answer = treasurer.get(f"{PAGE}excel/?tanggal={DAY}")

    assert answer.content[:2] == b"PK"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="setoran-{DAY}.xlsx"'


@pytest.mark.parametrize(("username", "status"), [("ketua.mina", 403), ("bendahara.tani", 404)])
def test_others_have_no_sheet(
    mina: Book, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    pages = ("", "cetak/", "excel/")

    assert {client_of(username).get(PAGE + page).status_code for page in pages} == {status}
