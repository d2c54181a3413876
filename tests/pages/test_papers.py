"""Papers in the browser: with a new voucher, late, and who may see them."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from ledger.models import Book, Paper
from tests.factories.papers import pdf, photo, upload
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page


def test_a_photo_comes_with_the_voucher_and_is_shown_beside_it(
    mina: Book, treasurer: Client, client_of: Callable[[str], Client]
) -> None:
    sent: dict[str, Any] = {**journal(mina, SALE), "papers": [upload(photo(), "nota.jpg")]}

    answer = treasurer.post(f"{MINA}bukti/catat/", sent)

    paper = Paper.objects.get(book=mina)
    address = f"{MINA}lampiran/{paper.pk}/"
    assert address in Page(treasurer.get(answer.headers["Location"])).links
    shown = client_of("pengawas.mina").get(address)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["Content-Disposition"] == 'inline; filename="nota.jpg"'
    assert shown.content[:3] == b"\xff\xd8\xff"
    assert client_of("bendahara.tani").get(address).status_code == 404
    assert client_of("kepala.panti").get(address).status_code == 403


def test_a_bad_file_is_refused_at_its_field_and_nothing_is_booked(
    mina: Book, treasurer: Client
) -> None:
    before = mina.vouchers.count()
    bad = upload(b"MZ" + b"\0" * 50, "kuitansi.pdf")

    answer = treasurer.post(f"{MINA}bukti/catat/", {**journal(mina, SALE), "papers": [bad]})

    page = Page(answer)
    assert answer.status_code == 422
    assert "kuitansi.pdf bukan foto" in page.text
    assert page.values["narration"] == "Jual ikan di pasar"
    assert (mina.vouchers.count(), mina.papers.count()) == (before, 0)


def test_a_late_paper_is_added_and_the_list_shows_what_still_lacks_one(
    mina: Book, treasurer: Client
) -> None:
    voucher = mina.vouchers.get(kind="BKM", year=2025, number=1)
    page = f"{MINA}bukti/BKM-2025-1/"
    listed = f"{MINA}bukti/?text={voucher.code}&without_paper=on"
    assert page in Page(treasurer.get(listed)).links

    treasurer.post(f"{page}lampiran/", {"papers": [upload(pdf(2), "nota.pdf")]})

    assert mina.papers.get().voucher == voucher
    assert "nota.pdf" in Page(treasurer.get(page)).text
    assert page not in Page(treasurer.get(listed)).links


def test_sending_no_file_says_so(mina: Book, treasurer: Client) -> None:
    answer = treasurer.post(f"{MINA}bukti/BKM-2025-1/lampiran/", follow=True)

    assert mina.papers.count() == 0
    assert Page(answer).notices
