"""Selling in a browser: what goes into the books, what is refused, who may."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from enterprises.models import Channel, Product, Sale
from ledger.models import Book
from tests.factories.books import make_voucher
from tests.pages.reading import Page

SELL = "/lembaga/mina-lestari/usaha/jual/"


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


@pytest.fixture
def wish(mina: Book) -> dict[str, Any]:
    """Three kilos of fish to the food stall, on credit."""
    return {
        "date": "2026-02-10",
        "product": Product.objects.get(book=mina, code="LELE").pk,
        "quantity": "3",
        "price": "23.500",
        "channel": Channel.objects.get(book=mina, code="WARUNG").pk,
        "terms": "tempo",
        "customer": mina.subsidiaries.get(account__code="1103", code="WARUNG-LELE").pk,
        "due_on": "2026-03-10",
        "revenue": mina.accounts.get(code="4101").pk,
        "reference": "",
        "key": uuid4().hex,
    }


def test_three_kilos_on_credit(
    mina: Book, wish: dict[str, Any], client_of: Callable[[str], Client]
) -> None:
    answer = client_of("bendahara.mina").post(SELL, wish)

    sale = Sale.objects.get(voucher__key=wish["key"])
    assert answer.status_code == 302
    assert list(sale.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1103", 70_500, 0),
        ("4101", 0, 70_500),
    ]
    assert (sale.channel.code, sale.terms, str(sale.due_on)) == ("WARUNG", "tempo", "2026-03-10")


def test_sending_twice_sells_once(
    mina: Book, wish: dict[str, Any], client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.mina")

    client.post(SELL, wish)
    client.post(SELL, wish)

    assert mina.vouchers.filter(key=wish["key"]).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("quantity", "2.5", "Tulis jumlah seperti 3 atau 2,5."),
        ("quantity", "3 kg", "Tulis jumlah seperti 3 atau 2,5."),
        ("quantity", "0", "Jumlah barang harus lebih dari nol."),
        ("quantity", "1,25", "1 angka di belakang koma"),
        ("price", "0", "Harga harus lebih dari nol."),
        ("price", "12,50", "bukan jumlah rupiah bulat"),
        ("customer", "", "Pilih pelanggan yang berutang."),
        ("due_on", "2026-02-09", "Isi jatuh tempo, pada atau sesudah tanggal penjualan."),
        ("date", "2025-12-31", "sudah ditutup"),
    ],
)
def test_a_refused_sale_keeps_what_was_typed(
    mina: Book,
    wish: dict[str, Any],
    client_of: Callable[[str], Client],
    field: str,
    value: str,
    sentence: str,
) -> None:
    before = mina.vouchers.count()

    page = Page(client_of("bendahara.mina").post(SELL, wish | {field: value}))

    assert page.status == 422
    assert sentence in page.text
    assert page.values[field] == value
    assert mina.vouchers.count() == before


@pytest.mark.parametrize(
    ("username", "status"),
    [("ketua.mina", 403), ("pengawas.mina", 403), ("bendahara.tani", 404), ("orang.luar", 404)],
)
def test_only_the_treasurer_sells(
    mina: Book,
    wish: dict[str, Any],
    client_of: Callable[[str], Client],
    username: str,
    status: int,
) -> None:
    before = mina.vouchers.count()

    answer = client_of(username).post(SELL, wish)

    assert answer.status_code == status
    assert mina.vouchers.count() == before


def test_the_business_page_shows_channels_and_capital(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("ketua.mina").get("/lembaga/mina-lestari/usaha/"))

    assert "26.360.000" in page.text
    assert "66.362.500" in page.text


def test_a_group_without_products_is_led_to_add_them(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("bendahara.tani").get("/lembaga/tani-lentera/usaha/jual/"))

    assert "Belum ada saluran atau produk" in page.text


def test_a_channel_is_added_once(mina: Book, client_of: Callable[[str], Client]) -> None:
    client = client_of("bendahara.mina")
    wish = {"what": "channel", "channel-name": "Kios Ijo", "channel-kind": "warung"}

    first = client.post("/lembaga/mina-lestari/usaha/saluran/", wish)
    second = Page(client.post("/lembaga/mina-lestari/usaha/saluran/", wish))

    assert first.status_code == 302
    assert "sudah dipakai" in second.text
    assert mina.channels.filter(name="Kios Ijo").count() == 1


def test_a_sale_without_channel_gets_one_and_the_books_stay(
    mina: Book, client_of: Callable[[str], Client], at: Any
) -> None:
    voucher = make_voucher(mina, date(2026, 2, 9), [("1101", 44_000, 0), ("4101", 0, 44_000)])
    channel = Channel.objects.get(book=mina, code="PASAR")
    client, url = client_of("bendahara.mina"), "/lembaga/mina-lestari/usaha/tanpa-saluran/"
    assert voucher.code in Page(client.get(url)).text
    count = mina.vouchers.count()

    client.post(url, {f"saluran-{voucher.pk}": channel.pk})

    assert Sale.objects.get(voucher=voucher).channel == channel
    assert mina.vouchers.count() == count
    assert voucher.code not in Page(client.get(url)).text


def test_a_channel_of_another_group_is_refused_and_nothing_is_kept(
    demo: dict[str, Book], mina: Book, client_of: Callable[[str], Client]
) -> None:
    voucher = make_voucher(mina, date(2026, 2, 9), [("1101", 44_000, 0), ("4101", 0, 44_000)])
    foreign = Channel.objects.get(book=demo["tani-lentera"], code="PASAR")
    url = "/lembaga/mina-lestari/usaha/tanpa-saluran/"

    page = Page(client_of("bendahara.mina").post(url, {f"saluran-{voucher.pk}": foreign.pk}))

    assert page.status == 422
    assert not Sale.objects.filter(voucher=voucher).exists()


@pytest.mark.parametrize("rest", ["", "jual/", "saluran/", "laba/"])
def test_a_panti_has_no_business_page(
    demo: dict[str, Book], client_of: Callable[[str], Client], rest: str
) -> None:
    client = client_of("kepala.panti")

    home = Page(client.get("/lembaga/psbk-lentera-karya/"))
    answer = client.get(f"/lembaga/psbk-lentera-karya/usaha/{rest}")

    usaha = "/lembaga/psbk-lentera-karya/usaha/"
    found = {link for link in home.links if link.startswith(usaha)}
    assert found == {f"{usaha}bidang/", f"{usaha}pasar/"}  # its fields and partners, no business
    assert answer.status_code == (403 if rest else 404)
