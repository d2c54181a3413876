"""Papers go in with the voucher, on every page that records; a bad one stops the whole step."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enterprises.models import Channel, Product
from ledger.models import Book, Voucher
from ledger.services.templates import save_template
from members.models import User
from tests.factories.clock import AT
from tests.factories.papers import pdf, photo, upload
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page
from tests.pages.test_acts import seen_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD: dict[str, tuple[Callable[[], SimpleUploadedFile], str]] = {
    "60 MB photo": (
        lambda: upload(photo() + b"\0" * (60 * 1024 * 1024), "besar.jpg"),
        "besar.jpg berukuran 61 MB; paling besar 10 MB. Foto ulang lebih kecil.",
    ),
    "SVG with script": (
        lambda: upload(SVG, "nota.svg"),
        "nota.svg bukan foto (JPEG, PNG, WebP) atau PDF. Foto notanya, lalu lampirkan fotonya.",
    ),
    "EXE named pdf": (
        lambda: upload(b"MZ\x90\x00" + b"\0" * 200, "kuitansi.pdf"),
        "kuitansi.pdf bukan foto (JPEG, PNG, WebP) atau PDF. Foto notanya, lalu lampirkan fotonya.",
    ),
    "PDF of 10.000 pages": (
        lambda: upload(pdf(10_000), "buku.pdf"),
        "buku.pdf berisi 10000 halaman; paling banyak 50. Lampirkan yang perlu.",
    ),
}


@pytest.fixture
def pages(mina: Book) -> dict[str, tuple[str, dict[str, Any]]]:
    """Address and whole form of each page that records with papers."""
    cash = str(mina.accounts.get(code="1101").pk)
    template = save_template(
        book=mina,
        name="Setoran",
        content=journal(mina, SALE),
        day=None,
        today=AT.date(),
        actor=User.objects.get(username="bendahara.mina"),
        at=AT,
    )
    product = Product.objects.filter(book=mina).first()
    channel = Channel.objects.filter(book=mina).first()
    assert product is not None
    assert channel is not None
    sale = {
        "date": "2026-02-10", "amount": "250.000", "key": "unggah-1", "narration": "",
        "money": cash,
    }  # fmt: skip
    goods = {
        "date": "2026-02-10", "key": "unggah-1", "product": str(product.pk), "quantity": "2",
        "price": "50.000", "channel": str(channel.pk), "terms": "tunai", "reference": "",
        "revenue": str(mina.accounts.get(code="4101").pk), "customer": "", "due_on": "",
    }  # fmt: skip
    return {
        "record": (f"{MINA}bukti/catat/", journal(mina, SALE, key="unggah-1")),
        "act": (f"{MINA}catat/jual-tunai/", sale),
        "template": (f"{MINA}templat/{template.pk}/", journal(mina, SALE, key="unggah-1")),
        "sale": (f"{MINA}usaha/jual/", goods),
    }


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    """The storage of the tests is one for all of them."""
    for name in list(stored()):
        default_storage.delete(name)


PAGES = ("record", "act", "template", "sale")


def stored(folder: str = "sementara") -> Iterator[str]:
    """Files that wait for the next sending."""
    if default_storage.exists(folder):
        folders, files = default_storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in files)
        for inner in folders:
            yield from stored(f"{folder}/{inner}")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_records_offers_files_and_the_camera(
    pages: dict[str, Any], treasurer: Client, page: str
) -> None:
    tree = Page(treasurer.get(pages[page][0])).tree

    forms = [f for f in tree.iter("form") if f.get("enctype") == "multipart/form-data"]
    inputs = {i.get("name"): i for i in forms[0].xpath(".//input[@type='file']")}
    assert len(forms) == 1
    assert set(inputs) == {"papers", "camera"}
    assert all(i.get("multiple") is not None for i in inputs.values())
    assert "application/pdf" in inputs["papers"].get("accept")
    assert inputs["camera"].get("capture") == "environment"


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("page", PAGES)
def test_a_bad_file_stops_the_step_and_what_was_typed_stays(
    pages: dict[str, Any], mina: Book, treasurer: Client, page: str, case: str
) -> None:
    address, data = pages[page]
    make, sentence = BAD[case]

    with unchanged():
        answer = Page(treasurer.post(address, data | {"book": "1", "papers": [make()]}))

    assert answer.status == 422
    assert answer.refusals == [f"Foto nota atau PDF: {sentence}"]
    assert answer.values["date"] == data["date"]
    assert mina.papers.count() == 0
    assert list(stored()) == []


@pytest.mark.parametrize("page", PAGES)
def test_papers_of_both_fields_are_booked_with_the_voucher(
    pages: dict[str, Any], mina: Book, treasurer: Client, page: str
) -> None:
    address, data = pages[page]
    data = dict(data)
    if page == "act":
        data |= seen_of(Page(treasurer.post(address, data))) | {"book": "1"}
    files = {
        "papers": [upload(photo(), "nota.jpg"), upload(pdf(2), "faktur.pdf")],
        "camera": [upload(photo(size=(50, 50)), "kamera.jpg")],
    }

    answer = treasurer.post(address, data | files)

    voucher = Voucher.objects.get(book=mina, key="unggah-1")
    assert answer.status_code == 302
    names = list(mina.papers.filter(voucher=voucher).values_list("name", flat=True))
    assert names == ["nota.jpg", "faktur.pdf", "kamera.jpg"]


def test_sent_twice_the_papers_are_there_once(
    pages: dict[str, Any], mina: Book, treasurer: Client
) -> None:
    address, data = pages["record"]

    for _again in range(2):
        treasurer.post(address, data | {"papers": [upload(photo(), "nota.jpg")]})

    assert mina.papers.count() == 1


# --- chosen once, kept while the page asks on -------------------------------------------------


def held(page: Page) -> dict[str, str]:
    """The signed list that the page carries."""
    return {"held": page.values["held"]}


def test_what_was_chosen_before_the_journal_was_shown_is_booked_with_it(
    pages: dict[str, Any], mina: Book, treasurer: Client
) -> None:
    address, data = pages["act"]

    with unchanged():
        shown = Page(treasurer.post(address, data | {"papers": [upload(photo(), "nota.jpg")]}))
    assert "Sudah dipilih, ikut dibukukan: nota.jpg" in shown.text
    treasurer.post(address, data | seen_of(shown) | held(shown) | {"book": "1"})

    paper = mina.papers.get()
    assert (paper.name, paper.content_type) == ("nota.jpg", "image/jpeg")
    assert paper.voucher == mina.vouchers.get(key="unggah-1")
    assert list(stored()) == []


def test_a_refused_amount_does_not_ask_for_the_photo_again(
    pages: dict[str, Any], mina: Book, treasurer: Client
) -> None:
    address, data = pages["record"]
    wrong = data | {"lines-0-debit": "12,50", "papers": [upload(photo(), "nota.jpg")]}

    refused = Page(treasurer.post(address, wrong))
    assert refused.status == 422
    treasurer.post(address, data | held(refused))

    assert mina.papers.get().name == "nota.jpg"


def test_it_can_be_left_out_after_all(pages: dict[str, Any], mina: Book, treasurer: Client) -> None:
    address, data = pages["act"]
    shown = Page(treasurer.post(address, data | {"papers": [upload(photo(), "nota.jpg")]}))

    treasurer.post(address, data | seen_of(shown) | held(shown) | {"drop_held": "1", "book": "1"})

    assert mina.vouchers.filter(key="unggah-1").exists()
    assert mina.papers.count() == 0


@pytest.mark.parametrize("wrong", ["x", "of another person", "gone"])
def test_a_list_that_is_not_ours_or_gone_books_nothing(
    pages: dict[str, Any],
    mina: Book,
    treasurer: Client,
    client_of: Callable[[str], Client],
    wrong: str,
) -> None:
    address, data = pages["act"]
    token = "x"
    if wrong != "x":
        theirs = wrong == "of another person"
        other = client_of("bendahara.tani") if theirs else treasurer
        place = address.replace("mina-lestari", "tani-lentera") if theirs else address
        sent = {"papers": [upload(photo(), "nota.jpg")]}
        token = held(Page(other.post(place, sent)))["held"]
    if wrong == "gone":
        for name in list(stored()):
            default_storage.delete(name)

    with unchanged():
        page = Page(treasurer.post(address, data | {"held": token, "book": "1"}))

    assert page.status == 422
    assert "Berkas yang tadi tidak tersimpan lagi." in page.refusals[0]


def test_what_nobody_handed_in_is_thrown_away_after_days(
    pages: dict[str, Any],
    treasurer: Client,
    client_of: Callable[[str], Client],
    clock: Callable[[Any], None],
) -> None:
    address, data = pages["act"]
    treasurer.post(address, data | {"papers": [upload(photo(), "nota.jpg")]})
    (old,) = stored()

    clock(AT.replace(day=18))
    later = client_of("bendahara.mina")  # nobody's session lasts three days
    later.post(address, data | {"papers": [upload(photo(), "nota.jpg")]})

    (new,) = stored()
    assert new != old
