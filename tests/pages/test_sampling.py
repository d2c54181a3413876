"""Samples in the browser of a supervisor: draw, mark beside the paper, conclude, print."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from ledger.models import Book, Sample
from ledger.services.sampling import Drawing, draw_sample
from members.models import User
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

SAMPLES = f"{MINA}pemeriksaan/sampel/"
SignIn = Callable[[str], Client]
CHOICES = {
    "purpose": "Belanja besar ada notanya",
    "start": "2025-01-01",
    "end": "2025-12-31",
    "method": "largest",
    "size": "3",
}


@pytest.fixture
def supervisor(mina: Book, client_of: SignIn) -> Client:
    return client_of("pengawas.mina")


def drawn(book: Book, at: Any, size: int = 3) -> Sample:
    drawing = Drawing(
        purpose="Uji",
        method="largest",
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        size=size,
    )
    actor = User.objects.get(username="pengawas.mina")
    return draw_sample(book=book, drawing=drawing, actor=actor, at=at)


def test_from_drawing_to_the_printed_working_paper(mina: Book, supervisor: Client) -> None:
    page = Page(supervisor.post(f"{SAMPLES}tarik/", CHOICES, follow=True))
    sample = mina.samples.get()
    place = f"{SAMPLES}{sample.pk}/"
    assert page.notices == ["Sampel S-1 ditarik."]
    assert f"{place}1/" in page.links

    first = supervisor.post(f"{place}1/", {"marks": ["paper", "sum"]})
    second = supervisor.post(f"{place}2/", {"marks": ["exception"], "note": "Nota tidak ada"})
    third = supervisor.post(f"{place}3/", {"marks": ["paper"]})
    done = Page(supervisor.post(f"{place}simpulan/", {"text": "Satu nota hilang."}, follow=True))

    assert [a.headers["Location"] for a in (first, second, third)] == [
        f"{place}2/",
        f"{place}3/",
        place,
    ]
    assert "Satu nota hilang." in done.text
    assert f"{place}simpulan/" not in done.posts
    text = " ".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(supervisor.get(f"{place}cetak/pdf/").content)).pages
    )
    words = " ".join(text.split())
    for wanted in (
        "Kertas kerja pemeriksaan S-1",
        "Nota tidak ada",
        "Tidak cocok: lihat catatan",
        "Satu nota hilang.",
        "Diperiksa oleh",
        "Ditelaah oleh",
    ):
        assert wanted in words


def test_the_workbook_and_csv_carry_marks_and_legend(
    mina: Book, supervisor: Client, at: Any
) -> None:
    sample = drawn(mina, at)
    place = f"{SAMPLES}{sample.pk}/"
    supervisor.post(f"{place}1/", {"marks": ["exception"], "note": "=1+1"})

    sheet = load_workbook(io.BytesIO(supervisor.get(f"{place}cetak/xlsx/").content)).active
    text = supervisor.get(f"{place}cetak/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert (sheet["F6"].value, sheet["G6"].value, sheet["G6"].data_type) == ("X", "=1+1", "s")
    assert rows[1][5:] == ["X", "'=1+1"]
    assert ["B", "", "", "Cocok dengan bukti asli", "", "", ""] in rows
    assert supervisor.get(f"{place}cetak/doc/").status_code == 404


def test_a_wrong_choice_stands_at_its_field_and_what_was_typed_stays(
    mina: Book, supervisor: Client
) -> None:
    with unchanged():
        page = Page(supervisor.post(f"{SAMPLES}tarik/", CHOICES | {"size": "dua", "purpose": ""}))

    assert page.status == 422
    assert "Isi dengan bilangan bulat, misalnya 20." in page.text
    assert page.values["size"] == "dua"
    assert mina.samples.count() == 0


def test_an_exception_asks_for_words(mina: Book, supervisor: Client, at: Any) -> None:
    place = f"{SAMPLES}{drawn(mina, at).pk}/1/"

    page = Page(supervisor.post(place, {"marks": ["exception"], "note": ""}))

    assert page.status == 422
    assert "Catatan: Tulis apa yang tidak cocok." in page.refusals


def test_the_paper_stands_beside_the_marks(
    addresses: dict[str, Any], mina: Book, supervisor: Client, at: Any
) -> None:
    day = mina.vouchers.get(sequence=1).date
    drawing = Drawing(purpose="Uji", method="whole", start=day, end=day)
    sample = draw_sample(book=mina, drawing=drawing, actor=User.objects.get(pk=1), at=at)
    item = sample.items.get(voucher__sequence=1)

    page = Page(supervisor.get(f"{SAMPLES}{sample.pk}/{item.position}/"))

    assert "nota.jpg" in page.text
    assert f"{MINA}lampiran/{addresses['ledger:paper']['pk']}/" in page.links


def test_pages_cost_the_same_with_one_and_three(mina: Book, supervisor: Client, at: Any) -> None:
    one = drawn(mina, at, size=1)
    single = [len(cost(supervisor, url)) for url in (SAMPLES, f"{SAMPLES}{one.pk}/")]
    three = drawn(mina, at, size=3)
    drawn(mina, at)

    several = [len(cost(supervisor, url)) for url in (SAMPLES, f"{SAMPLES}{three.pk}/")]
    assert several == single
    assert max(several) <= 15


@pytest.mark.parametrize(
    ("username", "status"),
    [("pengawas.mina", 200), ("bendahara.mina", 403), ("ketua.mina", 403), ("auditor.ksu", 404)],
)
def test_a_sample_is_the_checkers_own(
    mina: Book, client_of: SignIn, at: Any, username: str, status: int
) -> None:
    sample, client = drawn(mina, at), client_of(username)

    found = {client.get(f"{SAMPLES}{part}").status_code for part in ("", f"{sample.pk}/")}

    assert found == {status}
    assert client.get(f"{SAMPLES}{sample.pk + 9}/").status_code == (
        404 if status == 200 else status
    )
