"""Printed vouchers and kuitansi from the browser: who gets which, and the buttons to them."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, Voucher
from ledger.selectors.vouchers import cash_moved
from ledger.services.reversal import reverse
from members.models import User
from tests.factories.clock import AT

SignIn = Callable[[str], Client]


def address(voucher: Voucher, page: str = "") -> str:
    """The address of a voucher, or of a page below it."""
    place = f"{voucher.kind}-{voucher.year}-{voucher.number}"
    return f"/lembaga/{voucher.book.slug}/bukti/{place}/{page}"


def words(response: Any) -> str:
    """Everything that the PDF says, with single spaces."""
    assert response.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def received(demo: dict[str, Book]) -> Voucher:
    """Money that Mina Lestari received."""
    return demo["mina-lestari"].vouchers.filter(kind="BKM").order_by("number").first()


@pytest.fixture
def without_cash(demo: dict[str, Book]) -> Voucher:
    """A general voucher of Mina Lestari without any cash line."""
    found = demo["mina-lestari"].vouchers.filter(kind="BU", period__gt=0)
    return found.exclude(lines__account__cash_flow="cash").order_by("number").first()


@pytest.mark.parametrize("page", ["cetak/", "kuitansi/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("bendahara.mina", 200),
        ("ketua.mina", 200),
        ("pengawas.mina", 200),
        ("kepala.panti", 403),
        ("bendahara.tani", 404),
        ("orang.luar", 404),
    ],
)
def test_who_may_print(
    received: Voucher, client_of: SignIn, page: str, username: str, status: int
) -> None:
    response = client_of(username).get(address(received, page))

    assert response.status_code == status


@pytest.mark.parametrize("page", ["cetak/", "kuitansi/"])
def test_nobody_prints_without_signing_in(received: Voucher, client: Client, page: str) -> None:
    response = client.get(address(received, page))

    assert response.status_code == 302
    assert "/masuk/" in response["Location"] or "login" in response["Location"]


@pytest.mark.parametrize(
    ("query", "sheet"), [("", (595, 420)), ("?size=a5", (595, 420)), ("?size=a4", (595, 842))]
)
@pytest.mark.parametrize("page", ["cetak/", "kuitansi/"])
def test_sheet_is_a5_unless_a4_is_asked(
    received: Voucher, client_of: SignIn, page: str, query: str, sheet: tuple[int, int]
) -> None:
    response = client_of("bendahara.mina").get(address(received, page) + query)

    box = PdfReader(io.BytesIO(response.content)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == sheet


@pytest.mark.parametrize("size", [58, 80])
@pytest.mark.parametrize("page", ["cetak/", "kuitansi/"])
def test_a_roll_is_as_wide_as_asked_and_one_page_long(
    received: Voucher, client_of: SignIn, page: str, size: int
) -> None:
    response = client_of("bendahara.mina").get(f"{address(received, page)}?size={size}")

    (sheet,) = PdfReader(io.BytesIO(response.content)).pages
    assert round(float(sheet.mediabox.width) * 25.4 / 72) == size
    assert received.code in words(response)
    assert received.narration in words(response)


@pytest.mark.parametrize("page", ["cetak/", "kuitansi/"])
def test_unknown_sheet_or_number_is_not_found(
    received: Voucher, client_of: SignIn, page: str
) -> None:
    browser = client_of("bendahara.mina")

    assert browser.get(address(received, page) + "?size=a3").status_code == 404
    received.number = 9999
    assert browser.get(address(received, page)).status_code == 404


def test_print_only_reads(received: Voucher, client_of: SignIn) -> None:
    browser = client_of("bendahara.mina")

    assert browser.post(address(received, "cetak/")).status_code == 405
    assert browser.post(address(received, "kuitansi/")).status_code == 405


def test_voucher_as_its_treasurer_prints_it(received: Voucher, client_of: SignIn) -> None:
    response = client_of("bendahara.mina").get(address(received, "cetak/"))

    text = words(response)
    file_name = received.code.replace("/", "-") + ".pdf"
    assert response["Content-Disposition"] == f'inline; filename="{file_name}"'
    assert "KUBE Mina Lestari Lentera" in text
    assert f"Bukti Kas Masuk {received.code}" in text
    assert f"Segel {received.sequence}: {received.seal}" in text


def test_receipt_as_its_treasurer_prints_it(received: Voucher, client_of: SignIn) -> None:
    response = client_of("bendahara.mina").get(address(received, "kuitansi/"))

    text = words(response)
    file_name = "kuitansi-" + received.code.replace("/", "-") + ".pdf"
    assert response["Content-Disposition"] == f'inline; filename="{file_name}"'
    assert f"Untuk pembayaran {received.narration}" in text
    assert text.count(received.code) == 3  # head, first row, foot


def test_reversed_voucher_is_marked(received: Voucher, client_of: SignIn) -> None:
    reversal = reverse(
        voucher=received,
        on=AT.date(),
        reason="Salah jumlah",
        actor=User.objects.get(username="bendahara.mina"),
        at=AT,
    )
    browser = client_of("bendahara.mina")

    assert f"SUDAH DIBALIK dengan {reversal.code}" in words(
        browser.get(address(received, "cetak/"))
    )
    assert browser.get(address(reversal, "cetak/")).status_code == 200
    assert browser.get(address(reversal, "kuitansi/")).status_code == 404


def test_no_receipt_of_a_voucher_without_cash(without_cash: Voucher, client_of: SignIn) -> None:
    browser = client_of("bendahara.mina")

    assert browser.get(address(without_cash, "cetak/")).status_code == 200
    assert browser.get(address(without_cash, "kuitansi/")).status_code == 404


def test_buttons_lead_to_the_papers(
    received: Voucher, without_cash: Voucher, client_of: SignIn
) -> None:
    browser = client_of("pengawas.mina")

    with_money = browser.get(address(received)).content.decode()
    without = browser.get(address(without_cash)).content.decode()

    for html, voucher in ((with_money, received), (without, without_cash)):
        assert f'href="{address(voucher, "cetak/")}?size=a5"' in html
        assert f'href="{address(voucher, "cetak/")}?size=a4"' in html
    assert f'href="{address(received, "kuitansi/")}"' in with_money
    assert "kuitansi/" not in without


@pytest.mark.parametrize(("page", "queries"), [("cetak/", 11), ("kuitansi/", 12)])
def test_queries_do_not_grow_with_the_lines(
    demo: dict[str, Book],
    client_of: SignIn,
    django_assert_num_queries: Any,
    page: str,
    queries: int,
) -> None:
    browser = client_of("bendahara.ksu")
    found = demo["ksu-karya-lentera"].vouchers.filter(kind="BKM").prefetch_related("lines")
    by_size = sorted(found, key=lambda voucher: len(voucher.lines.all()))
    assert cash_moved(by_size[-1]) > 0
    assert len(by_size[-1].lines.all()) > 5 * len(by_size[0].lines.all())

    for voucher in (by_size[0], by_size[-1]):
        with django_assert_num_queries(queries):
            browser.get(address(voucher, page))
