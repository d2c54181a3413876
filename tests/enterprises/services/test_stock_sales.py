"""Selling from stock: cost of sales in the same voucher, returns, and what is refused."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Channel, Item, Product, Sale
from enterprises.selectors.stock import Held, held
from enterprises.services.returns import return_goods
from enterprises.services.sales import SaleError, SoldItem, add_channel, add_product, record_sale
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Voucher
from ledger.services.actors import system_actor
from ledger.services.journal import KeyReusedError
from ledger.services.reversal import reverse
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.stock import buy, funded, item, with_cards

BY: dict[str, Any] = {"at": AT}


def day(number: int) -> date:
    return date(2025, 3, number)


@pytest.fixture
def book(book: Book) -> Book:
    return with_cards(funded(book))


@pytest.fixture
def fish(book: Book) -> Product:
    return add_product(
        book=book, code="LELE", name="Lele", measure="kg", decimals=1, actor=system_actor(), at=AT
    )


@pytest.fixture
def stored(book: Book, fish: Product) -> Item:
    return item(book, "LELE", kind="hasil", product=fish)


@pytest.fixture
def market(book: Book) -> Channel:
    return add_channel(
        book=book, code="PASAR", name="Pasar", kind="pasar", actor=system_actor(), at=AT
    )


def sell(
    market: Channel, fish: Product, quantity: str, on: date, price: int = 20_000, **changed: Any
) -> Sale:
    wish: dict[str, Any] = {
        "items": [SoldItem(fish, Decimal(quantity), price)],
        "terms": "tunai",
        "received_in": account(
            market.book, "1101" if market.book.framework == "kube" else "1-1101"
        ),
    }
    return record_sale(
        book=market.book, on=on, channel=market, actor=system_actor(), at=AT, **(wish | changed)
    )


def lines(voucher: Voucher) -> list[tuple[str, int, int]]:
    return list(voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))


def test_a_series_of_sales_reckoned_by_hand(
    book: Book, market: Channel, fish: Product, stored: Item
) -> None:
    """10 at 10.000 and 10 at 13.000: 11.500 each; after 5 are sold 8 more at 16.000."""
    buy(book, stored, "10", 100_000, day(1))
    buy(book, stored, "10", 130_000, day(2))
    first = sell(market, fish, "5", day(3))
    buy(book, stored, "8", 128_000, day(4))
    second = sell(market, fish, "2.5", day(5))  # 300.500 × 2,5 ÷ 23 = 32.663,04

    assert lines(first.voucher) == [
        ("1101", 100_000, 0),
        ("4101", 0, 100_000),
        ("5109", 57_500, 0),
        ("1106", 0, 57_500),
    ]
    assert lines(second.voucher)[2:] == [("5109", 32_663, 0), ("1106", 0, 32_663)]
    assert first.lines.get().cost == 11_500
    assert held(stored) == Held(20_500, 267_837)
    assert faults_of_book(book) == []


def test_nobody_sells_what_is_not_there(
    book: Book, market: Channel, fish: Product, stored: Item
) -> None:
    buy(book, stored, "10", 100_000, day(2))

    with pytest.raises(SaleError, match="Stok Lele pada 03/03/2025 tinggal 10 kg") as refused:
        sell(market, fish, "10.1", day(3))
    with pytest.raises(SaleError, match="tinggal 0 kg"):
        sell(market, fish, "1", day(1))

    assert refused.value.field == "quantity"
    assert not Sale.objects.exists()
    assert held(stored) == Held(10_000, 100_000)


def test_two_lines_of_one_product_take_from_one_card(
    book: Book, market: Channel, fish: Product, stored: Item
) -> None:
    buy(book, stored, "3", 100, day(1))
    goods = [SoldItem(fish, Decimal(1), 20_000), SoldItem(fish, Decimal(2), 19_000)]

    sell(market, fish, "1", day(2), items=goods)

    assert held(stored) == Held(0, 0)
    with pytest.raises(SaleError, match="tinggal 0 kg"):
        sell(market, fish, "0.1", day(3))


def test_the_same_key_sells_once_whatever_the_average_is_now(
    book: Book, market: Channel, fish: Product, stored: Item
) -> None:
    buy(book, stored, "10", 100_000, day(1))
    first = sell(market, fish, "2", day(2), key="satu")
    buy(book, stored, "10", 900_000, day(2))

    assert sell(market, fish, "2", day(2), key="satu") == first
    with pytest.raises(KeyReusedError):
        sell(market, fish, "3", day(2), key="satu")
    assert held(stored) == Held(18_000, 980_000)


def test_goods_brought_back_come_at_what_they_left_with(
    book: Book, market: Channel, fish: Product, stored: Item
) -> None:
    buy(book, stored, "3", 1_000, day(1))
    sale = sell(market, fish, "3", day(2))
    buy(book, stored, "1", 5_000, day(3))
    line = sale.lines.get()

    def bring_back(quantity: str) -> Voucher:
        return return_goods(
            sale=sale,
            quantities={line.pk: Decimal(quantity)},
            on=day(4),
            reason="Kecil",
            paid_from=account(book, "1101"),
            actor=system_actor(),
            at=AT,
        )

    first, last = bring_back("1"), bring_back("2")

    assert [x for x in lines(first) if x[0] in ("1106", "5109")] == [
        ("1106", 333, 0),
        ("5109", 0, 333),
    ]
    assert [x for x in lines(last) if x[0] == "1106"] == [("1106", 667, 0)]
    assert held(stored) == Held(4_000, 6_000)
    assert faults_of_book(book) == []


def test_a_reversed_sale_puts_the_goods_back(
    book: Book, market: Channel, fish: Product, stored: Item, at: datetime
) -> None:
    buy(book, stored, "10", 100_000, day(1))
    sale = sell(market, fish, "4", day(2))

    reverse(voucher=sale.voucher, on=day(3), reason="Batal", actor=system_actor(), at=at)

    assert held(stored) == Held(10_000, 100_000)
    assert faults_of_book(book) == []


def test_what_is_no_item_sells_without_a_cost(book: Book, market: Channel, fish: Product) -> None:
    assert len(lines(sell(market, fish, "4", day(2)).voucher)) == 2


def test_a_cooperative_books_the_cost_of_members_apart(koperasi_book: Book) -> None:
    book = with_cards(funded(koperasi_book))
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    rice = add_product(book=book, code="BERAS", name="Beras", measure="kg", decimals=1, **by)
    stored = item(book, "BERAS", kind="dagangan", product=rice)
    shop = add_channel(book=book, code="TOKO", name="Toko", kind="langsung", **by)
    buy(book, stored, "10", 100_000, day(1))

    sale = sell(shop, rice, "4", day(2), received_in=account(book, "1-1101"))

    assert [x for x in lines(sale.voucher) if x[0].startswith(("5-", "1-14"))] == [
        ("5-2101", 40_000, 0),
        ("1-1401", 0, 40_000),
    ]
    assert faults_of_book(book) == []
