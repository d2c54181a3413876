"""Buying and stock in a browser: what goes into the books, what is refused, who may."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from enterprises.models import Item, Purchase
from enterprises.selectors.payables import owed_to
from ledger.models import Book
from tests.factories.stock import buy, supplier
from tests.pages.books import unchanged
from tests.pages.reading import Page

BASE = "/lembaga/mina-lestari/usaha/"
NEW = f"{BASE}beli/baru/"


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


@pytest.fixture
def wish(mina: Book) -> dict[str, Any]:
    """Twenty kilos of feed and two bottles of medicine, for cash."""
    return {
        "date": "2026-02-10",
        "terms": "tunai",
        "supplier": "",
        "due_on": "",
        "party": "Toko Pakan",
        "reference": "N-7",
        "key": uuid4().hex,
        "rows-count": "3",
        "rows-0-item": Item.objects.get(book=mina, code="PAKAN").pk,
        "rows-0-quantity": "20",
        "rows-0-amount": "210.000",
        "rows-1-item": Item.objects.get(book=mina, code="OBAT").pk,
        "rows-1-quantity": "2",
        "rows-1-amount": "90.000",
    }


def test_a_purchase_of_two_items(mina: Book, wish: dict[str, Any], treasurer: Client) -> None:
    answer = treasurer.post(NEW, wish)

    made = Purchase.objects.get(voucher__key=wish["key"])
    assert answer.status_code == 302
    assert list(made.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("5102", 210_000, 0),
        ("5103", 90_000, 0),
        ("1101", 0, 300_000),
    ]
    link = f">{made.voucher.code}</a>".encode()
    assert treasurer.get(f"{BASE}beli/").content.count(link) == 1


def test_sending_twice_buys_once(mina: Book, wish: dict[str, Any], treasurer: Client) -> None:
    treasurer.post(NEW, wish)
    treasurer.post(NEW, wish)

    assert mina.vouchers.filter(key=wish["key"]).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rows-0-quantity", "20.5", "Tulis jumlah seperti 3 atau 2,5."),
        ("rows-0-quantity", "0", "Jumlah barang harus lebih dari nol."),
        ("rows-1-quantity", "1,125", "0 angka di belakang koma"),
        ("rows-0-amount", "0", "Harga harus lebih dari nol."),
        ("rows-0-amount", "12,5", "bukan jumlah rupiah bulat"),
        ("terms", "tempo", "Pilih pemasok yang memberi tempo."),
        ("date", "2025-12-31", "sudah ditutup"),
        ("rows-0-item", "999999", "Masukkan pilihan yang valid"),
        ("rows-count", "x" * 9, ""),
    ],
)
def test_a_refused_purchase_keeps_what_was_typed(
    mina: Book, wish: dict[str, Any], treasurer: Client, field: str, value: str, sentence: str
) -> None:
    if field == "rows-count":
        assert treasurer.post(NEW, wish | {field: value}).status_code == 302
        return
    with unchanged():
        answer = treasurer.post(NEW, wish | {field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="210.000"' in page or field == "rows-0-amount"
    assert "Toko Pakan" in page


def test_more_rows_without_scripts(wish: dict[str, Any], treasurer: Client) -> None:
    with unchanged():
        page = Page(treasurer.post(NEW, wish | {"more": "1", "rows-0-amount": ""}))

    assert page.text.count("Harga seluruhnya") >= 6


def test_credit_is_owed_paid_and_printed(
    mina: Book, wish: dict[str, Any], treasurer: Client
) -> None:
    treasurer.post(f"{BASE}pemasok/baru/", {"name": "Toko Pakan Subur"})
    shop = mina.subsidiaries.get(name="Toko Pakan Subur")
    treasurer.post(NEW, wish | {"terms": "tempo", "supplier": shop.pk, "due_on": "2026-02-12"})
    listed = treasurer.get(f"{BASE}pemasok/").content.decode()
    assert "terlambat 3 hari" in listed

    pay = {"date": "2026-02-15", "paid_from": mina.accounts.get(code="1102").pk, "reference": ""}
    too_much = treasurer.post(
        f"{BASE}pemasok/{shop.pk}/bayar/", pay | {"amount": "300.001", "key": uuid4().hex}
    )
    assert too_much.status_code == 422
    assert "Bayar paling banyak sebesar itu." in too_much.content.decode()
    treasurer.post(
        f"{BASE}pemasok/{shop.pk}/bayar/", pay | {"amount": "300.000", "key": uuid4().hex}
    )

    assert owed_to(shop) == 0
    bought = Purchase.objects.get(supplier=shop)
    printed = treasurer.get(f"{BASE}beli/{bought.pk}/cetak/")
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")


def test_goods_go_back(mina: Book, wish: dict[str, Any], treasurer: Client) -> None:
    treasurer.post(NEW, wish)
    bought = Purchase.objects.get(voucher__key=wish["key"])
    line = bought.lines.get(item__code="PAKAN")
    back = {
        "date": "2026-02-11",
        "refunded_to": mina.accounts.get(code="1101").pk,
        "reason": "Berjamur",
        f"line-{line.pk}": "20,1",
        "key": uuid4().hex,
    }

    refused = treasurer.post(f"{BASE}beli/{bought.pk}/retur/", back)
    treasurer.post(f"{BASE}beli/{bought.pk}/retur/", back | {f"line-{line.pk}": "5"})

    assert refused.status_code == 422
    assert "masih dapat diretur 20 kg" in refused.content.decode()
    returned = bought.returns.get()
    assert list(returned.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1101", 52_500, 0),
        ("5102", 0, 52_500),
    ]


def test_an_item_is_added_and_its_name_is_taken(mina: Book, treasurer: Client) -> None:
    wish = {"name": "Garam ikan", "kind": "bahan", "measure": "kg", "decimals": "1"}

    first = treasurer.post(f"{BASE}stok/barang/", wish)
    second = treasurer.post(f"{BASE}stok/barang/", wish)

    assert (first.status_code, second.status_code) == (302, 422)
    assert Item.objects.get(book=mina, name="Garam ikan").purchase_account.code == "5101"


def test_cards_start_only_equal_to_the_books(mina: Book, treasurer: Client) -> None:
    feed, pond = (Item.objects.get(book=mina, code=code) for code in ("PAKAN", "KOLAM"))
    wish = {
        "date": "2026-02-01",
        f"quantity-{feed.pk}": "110",
        f"value-{feed.pk}": "1.100.000",
        f"quantity-{pond.pk}": "6000",
        f"value-{pond.pk}": "1.400.000",
    }

    refused = treasurer.post(f"{BASE}stok/mulai/", wish)
    treasurer.post(f"{BASE}stok/mulai/", wish | {f"value-{pond.pk}": "1.500.000"})

    assert "saldo bukunya Rp 1.500.000" in refused.content.decode()
    page = treasurer.get(f"{BASE}stok/").content.decode()
    assert "2.600.000" in page
    assert "110 kg" in page
    assert "Saldo awal" in treasurer.get(f"{BASE}stok/{feed.pk}/").content.decode()


def test_the_list_costs_the_same_with_one_and_three(
    mina: Book, treasurer: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    feed = Item.objects.get(book=mina, code="PAKAN")
    shop = supplier(mina, "Satu")
    credit = {"terms": "tempo", "supplier": shop, "paid_from": shop.account}

    def cost() -> tuple[int, int]:
        counts = []
        for address in ("beli/", "pemasok/"):
            with CaptureQueriesContext(connection) as queries:
                assert treasurer.get(f"{BASE}{address}").status_code == 200
            counts.append(len(queries))
        return counts[0], counts[1]

    buy(mina, feed, "1", 100, date(2026, 2, 1), due_on=date(2026, 2, 2), **credit)
    one = cost()
    for number in (3, 4):
        buy(mina, feed, "1", 100, date(2026, 2, number), due_on=date(2026, 2, 9), **credit)

    assert cost() == one
