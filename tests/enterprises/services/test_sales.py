"""Selling through channels: what is booked, what is refused, what a reversal takes back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Channel, Product, Sale
from enterprises.reports.sources import sales_by_channel_report
from enterprises.services.sales import (
    SaleError,
    SoldItem,
    add_channel,
    add_product,
    assign_channel,
    record_sale,
)
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from tests.factories.books import BookFactory, account, make_voucher, subsidiary

SPAN = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
DAY = date(2025, 3, 18)


@pytest.fixture
def book(db: None) -> Book:
    made: Book = BookFactory()
    return made


@pytest.fixture
def market(book: Book, at: datetime) -> Channel:
    return add_channel(
        book=book, code="PASAR", name="Pasar", kind="pasar", actor=system_actor(), at=at
    )


@pytest.fixture
def fish(book: Book, at: datetime) -> Product:
    return add_product(
        book=book,
        code="LELE",
        name="Lele",
        measure="kg",
        decimals=1,
        actor=system_actor(),
        at=at,
    )


def sell(book: Book, channel: Channel, product: Product, at: datetime, **changed: Any) -> Sale:
    wish: dict[str, Any] = {
        "on": DAY,
        "items": [SoldItem(product, Decimal("2.5"), 22_000)],
        "terms": "tunai",
        "revenue": account(book, "4101"),
        "received_in": account(book, "1101"),
    }
    return record_sale(book=book, channel=channel, actor=system_actor(), at=at, **(wish | changed))


def rows(book: Book) -> list[dict[str, Any]]:
    return [dict(r.data) for r in sales_by_channel_report(book, **SPAN).rows if r.data]


def test_a_cash_sale_is_booked_and_counted_in_its_channel(
    book: Book, market: Channel, fish: Product, at: datetime
) -> None:
    sale = sell(book, market, fish, at)

    assert list(sale.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1101", 55_000, 0),
        ("4101", 0, 55_000),
    ]
    assert sale.voucher.narration == "Jual 2,5 kg Lele - Pasar"
    line = sale.lines.get()
    assert (line.quantity, line.price, line.amount) == (Decimal("2.5"), 22_000, 55_000)
    assert rows(book) == [{"code": "PASAR", "name": "Pasar", "amount": 55_000}]


def test_a_sale_on_credit_is_a_claim_on_the_customer(
    book: Book, market: Channel, fish: Product, at: datetime
) -> None:
    stall = subsidiary(book, "1103", "WARUNG")

    sale = sell(
        book,
        market,
        fish,
        at,
        terms="tempo",
        received_in=stall.account,
        customer=stall,
        due_on=date(2025, 4, 18),
    )

    claim = sale.voucher.lines.get(debit__gt=0)
    assert (claim.account.code, claim.subsidiary, claim.debit) == ("1103", stall, 55_000)
    assert (sale.due_on, sale.voucher.party) == (date(2025, 4, 18), stall.name)


def test_the_same_key_sells_once(book: Book, market: Channel, fish: Product, at: datetime) -> None:
    first = sell(book, market, fish, at, key="k1")

    second = sell(book, market, fish, at, key="k1")

    assert second == first
    assert book.vouchers.count() == 1


def test_a_reversal_takes_the_sale_back_in_its_channel(
    book: Book, market: Channel, fish: Product, at: datetime
) -> None:
    sale = sell(book, market, fish, at)

    reverse(voucher=sale.voucher, on=DAY, reason="Salah harga", actor=system_actor(), at=at)

    assert rows(book) == []


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"quantity": "0"}, "quantity", "lebih dari nol"),
        ({"quantity": "2.55"}, "quantity", "1 angka di belakang koma"),
        ({"price": 0}, "price", "Harga harus lebih dari nol"),
        ({"terms": "tempo"}, "terms", "piutang"),
    ],
)
def test_what_cannot_be_sold_so_is_refused_and_nothing_is_booked(
    book: Book,
    market: Channel,
    fish: Product,
    at: datetime,
    changed: dict[str, Any],
    field: str,
    sentence: str,
) -> None:
    item = SoldItem(fish, Decimal(changed.pop("quantity", "1")), changed.pop("price", 100))

    with pytest.raises(SaleError, match=sentence) as caught:
        sell(book, market, fish, at, items=[item], **changed)

    assert caught.value.field == field
    assert (book.vouchers.count(), Sale.objects.count()) == (0, 0)


def test_a_channel_of_another_book_is_refused(book: Book, fish: Product, at: datetime) -> None:
    other = add_channel(
        book=BookFactory(), code="X", name="X", kind="pasar", actor=system_actor(), at=at
    )

    with pytest.raises(SaleError):
        sell(book, other, fish, at)


def test_an_old_voucher_gets_its_channel_without_touching_the_books(
    book: Book, market: Channel, fish: Product, at: datetime
) -> None:
    voucher = make_voucher(book, DAY, [("1102", 44_000, 0), ("4101", 0, 44_000)])
    assert rows(book) == [{"code": "-", "name": "Saluran belum dicatat", "amount": 44_000}]

    sale = assign_channel(
        voucher=voucher,
        channel=market,
        items=[SoldItem(fish, Decimal(2), 22_000)],
        actor=system_actor(),
        at=at,
    )

    assert sale.terms == "bank"
    assert rows(book) == [{"code": "PASAR", "name": "Pasar", "amount": 44_000}]


def test_items_must_add_up_to_what_the_voucher_sold(
    book: Book, market: Channel, fish: Product, at: datetime
) -> None:
    voucher = make_voucher(book, DAY, [("1101", 44_000, 0), ("4101", 0, 44_000)])

    with pytest.raises(SaleError, match="tidak sama"):
        assign_channel(
            voucher=voucher,
            channel=market,
            items=[SoldItem(fish, Decimal(2), 22_001)],
            actor=system_actor(),
            at=at,
        )


def test_a_voucher_that_sells_nothing_has_no_channel(
    book: Book, market: Channel, at: datetime
) -> None:
    voucher = make_voucher(book, DAY, [("1101", 1_000, 0), ("3401", 0, 1_000)])

    with pytest.raises(SaleError, match="bukan penjualan"):
        assign_channel(voucher=voucher, channel=market, actor=system_actor(), at=at)
