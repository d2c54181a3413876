"""Buying: what is booked, what is refused, what goes back, what suppliers are owed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Item, Purchase, PurchaseReturn
from enterprises.reports.payables import supplier_ageing
from enterprises.selectors.payables import ageing, owed_to, payables
from enterprises.services.purchases import (
    BoughtItem,
    pay_supplier,
    record_purchase,
    register_purchase,
    return_purchase,
)
from enterprises.services.shelf import StockError
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Subsidiary, Voucher
from ledger.selectors.balances import balances
from ledger.services.actors import system_actor
from ledger.services.journal import KeyReusedError, PostingError
from ledger.services.reversal import reverse
from tests.factories.books import account, make_voucher
from tests.factories.stock import buy, funded, item, supplier, with_cards

DAY = date(2025, 3, 10)


@pytest.fixture
def book(book: Book) -> Book:
    return funded(book)


@pytest.fixture
def feed(book: Book) -> Item:
    return item(book)


@pytest.fixture
def shop(book: Book) -> Subsidiary:
    return supplier(book)


def on_credit(book: Book, shop: Subsidiary, due: date = date(2025, 4, 10)) -> dict[str, Any]:
    return {
        "terms": "tempo",
        "paid_from": account(book, "2101"),
        "supplier": shop,
        "due_on": due,
    }


def lines(voucher: Voucher) -> list[tuple[str, int, int]]:
    return list(voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))


def pay(shop: Subsidiary, amount: int, on: date, at: datetime, **changed: Any) -> Voucher:
    cash = account(shop.book, "1101")
    return pay_supplier(
        supplier=shop, amount=amount, paid_from=cash, on=on, actor=system_actor(), at=at, **changed
    )


def send_back(purchase: Purchase, quantity: str, at: datetime, **changed: Any) -> PurchaseReturn:
    wish: dict[str, Any] = {
        "returned": [(purchase.lines.get(), Decimal(quantity))],
        "on": date(2025, 3, 12),
        "refunded_to": account(purchase.book, "1101"),
        "reason": "Berjamur",
    }
    return return_purchase(purchase=purchase, actor=system_actor(), at=at, **(wish | changed))


def test_a_purchase_counted_periodically_is_a_cost(book: Book, feed: Item) -> None:
    purchase = buy(book, feed, "20", 240_000, DAY)

    assert lines(purchase.voucher) == [("5101", 240_000, 0), ("1101", 0, 240_000)]
    assert purchase.voucher.narration == "Beli 20 kg Pakan"
    assert not book.stock_movements.exists()


def test_a_purchase_with_stock_cards_is_stock(book: Book, feed: Item) -> None:
    with_cards(book)

    purchase = buy(book, feed, "20", 240_000, DAY)

    assert lines(purchase.voucher) == [("1105", 240_000, 0), ("1101", 0, 240_000)]
    assert list(book.stock_movements.values_list("quantity", "value", "kind")) == [
        (20_000, 240_000, "beli")
    ]


def test_a_cooperative_buys_into_its_stock_account(koperasi_book: Book) -> None:
    funded(koperasi_book)
    rice = item(koperasi_book, "BERAS", kind="dagangan")

    purchase = buy(
        koperasi_book, rice, "5", 70_000, DAY, paid_from=account(koperasi_book, "1-1101")
    )

    assert lines(purchase.voucher) == [("1-1401", 70_000, 0), ("1-1101", 0, 70_000)]


def test_a_purchase_on_credit_owes_the_supplier(book: Book, feed: Item, shop: Subsidiary) -> None:
    purchase = buy(book, feed, "20", 240_000, DAY, **on_credit(book, shop))

    assert lines(purchase.voucher)[1] == ("2101", 0, 240_000)
    assert owed_to(shop) == 240_000
    assert (purchase.supplier, purchase.due_on) == (shop, date(2025, 4, 10))


def test_the_same_key_buys_once(book: Book, feed: Item) -> None:
    with_cards(book)

    first = buy(book, feed, "20", 240_000, DAY, key="satu")
    second = buy(book, feed, "20", 240_000, DAY, key="satu")

    assert first == second
    assert book.stock_movements.count() == 1
    with pytest.raises(KeyReusedError):
        buy(book, feed, "21", 250_000, DAY, key="satu")


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"bought": []}, "item", "Isi sedikitnya satu barang."),
        ({"terms": "tempo"}, "supplier", "Pilih pemasok yang memberi tempo."),
        ({"quantity": "0"}, "quantity", "Jumlah barang harus lebih dari nol."),
        ({"quantity": "1.25"}, "quantity", "Pakan dihitung per kg dengan 1 angka"),
        ({"amount": 0}, "amount", "Harga harus lebih dari nol."),
        ({"account": "6102"}, "terms", "Pembelian tunai dibayar dari kas atau bank."),
    ],
)
def test_what_cannot_be_bought_is_refused(
    book: Book, feed: Item, at: datetime, changed: dict[str, Any], field: str, sentence: str
) -> None:
    quantity = Decimal(changed.get("quantity", "1"))
    bought = changed.get("bought", [BoughtItem(feed, quantity, changed.get("amount", 100))])

    with pytest.raises(StockError, match=sentence) as refused:
        record_purchase(
            book=book,
            on=DAY,
            bought=bought,
            terms=changed.get("terms", "tunai"),
            paid_from=account(book, changed.get("account", "1101")),
            actor=system_actor(),
            at=at,
        )

    assert refused.value.field == field
    assert not Purchase.objects.exists()
    assert book.vouchers.count() == 1


def test_credit_falls_due_on_or_after_the_purchase(
    book: Book, feed: Item, shop: Subsidiary
) -> None:
    with pytest.raises(StockError, match="Isi jatuh tempo"):
        buy(book, feed, "1", 100, DAY, **on_credit(book, shop, date(2025, 3, 9)))


def test_payments_settle_what_falls_due_first(
    book: Book, feed: Item, shop: Subsidiary, at: datetime
) -> None:
    buy(book, feed, "1", 300, date(2025, 3, 1), **on_credit(book, shop, date(2025, 5, 1)))
    buy(book, feed, "1", 200, date(2025, 3, 2), **on_credit(book, shop, date(2025, 4, 1)))

    pay(shop, 250, date(2025, 4, 5), at)

    found = payables(book, on=date(2025, 6, 15))
    assert [(p.due_on, p.amount) for p in found] == [(date(2025, 5, 1), 250)]
    assert found[0].days_late(date(2025, 6, 15)) == 45
    assert [a.bands for a in ageing(book, on=date(2025, 6, 15))] == [(0, 0, 250, 0, 0)]


def test_the_ageing_adds_up_to_the_account(book: Book, feed: Item, shop: Subsidiary) -> None:
    buy(book, feed, "1", 300, date(2025, 3, 1), **on_credit(book, shop, date(2025, 5, 1)))
    buy(book, feed, "1", 200, date(2025, 3, 2), **on_credit(book, shop, date(2025, 3, 2)))

    table = supplier_ageing(book, start=date(2025, 1, 1), end=date(2025, 4, 1))

    assert [dict(r.data)["to_30"] for r in table.rows if r.data] == [200]
    assert table.totals["total"] == -balances(book, on=date(2025, 4, 1))[account(book, "2101").pk]


def test_no_more_is_paid_than_is_owed_on_the_day(
    book: Book, feed: Item, shop: Subsidiary, at: datetime
) -> None:
    buy(book, feed, "1", 300, DAY, **on_credit(book, shop))

    with pytest.raises(StockError, match="Utang kepada Toko Tani Rp 0"):
        pay(shop, 300, date(2025, 3, 9), at)
    with pytest.raises(StockError, match="Utang kepada Toko Tani Rp 300"):
        pay(shop, 301, date(2025, 3, 11), at)
    first = pay(shop, 300, date(2025, 3, 11), at, key="bayar")
    assert pay(shop, 300, date(2025, 3, 11), at, key="bayar") == first
    assert owed_to(shop) == 0


def test_a_reversed_purchase_is_owed_no_more(
    book: Book, feed: Item, shop: Subsidiary, at: datetime
) -> None:
    wrong = buy(book, feed, "1", 300, DAY, **on_credit(book, shop))
    buy(book, feed, "1", 200, date(2025, 3, 11), **on_credit(book, shop, date(2025, 4, 20)))

    reverse(
        voucher=wrong.voucher, on=date(2025, 3, 12), reason="Salah", actor=system_actor(), at=at
    )

    assert [(p.due_on, p.amount) for p in payables(book, on=DAY.replace(month=12))] == [
        (date(2025, 4, 20), 200)
    ]


def test_goods_go_back_at_the_price_they_were_bought_for(
    book: Book, feed: Item, shop: Subsidiary, at: datetime
) -> None:
    with_cards(book)
    purchase = buy(book, feed, "3", 1_000, DAY, **on_credit(book, shop))

    first = send_back(purchase, "1", at, refunded_to=account(book, "2101"))
    last = send_back(purchase, "2", at, refunded_to=account(book, "2101"))

    assert lines(first.voucher) == [("2101", 333, 0), ("1105", 0, 333)]
    assert lines(last.voucher) == [("2101", 667, 0), ("1105", 0, 667)]
    assert owed_to(shop) == 0
    assert faults_of_book(book) == []


def test_a_return_the_stock_cannot_carry_leaves_a_difference(
    book: Book, feed: Item, at: datetime
) -> None:
    with_cards(book)
    buy(book, feed, "1", 100, date(2025, 3, 1))
    dear = buy(book, feed, "1", 300, DAY)

    send_back(buy(book, feed, "1", 200, DAY), "1", at)  # as bought: 400 for two are left
    returned = send_back(dear, "1", at)
    assert lines(returned.voucher) == [("1101", 300, 0), ("1105", 0, 300)]

    cheap = book.purchases.order_by("pk")[0]
    assert lines(send_back(cheap, "1", at).voucher) == [("1101", 100, 0), ("1105", 0, 100)]
    assert faults_of_book(book) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"quantity": "20.1"}, "masih dapat diretur 20 kg"),
        ({"on": date(2025, 3, 9)}, "Retur tidak mendahului pembeliannya."),
        ({"reason": " "}, "Tulis alasan retur."),
        ({"account": "2101"}, "tanpa pemasok"),
    ],
)
def test_a_return_is_never_more_than_the_purchase(
    book: Book, feed: Item, at: datetime, changed: dict[str, Any], sentence: str
) -> None:
    purchase = buy(book, feed, "20", 240_000, DAY)
    quantity = changed.pop("quantity", "1")
    if code := changed.pop("account", ""):
        changed["refunded_to"] = account(book, code)

    with pytest.raises(StockError, match=sentence):
        send_back(purchase, quantity, at, **changed)

    assert not PurchaseReturn.objects.exists()


def test_a_purchase_with_a_return_is_not_reversed_before_it(
    book: Book, feed: Item, at: datetime
) -> None:
    purchase = buy(book, feed, "20", 240_000, DAY)
    returned = send_back(purchase, "5", at)
    wish: dict[str, Any] = {"on": date(2025, 3, 20), "reason": "Salah", "actor": system_actor()}

    with pytest.raises(PostingError, match="Balik retur itu dahulu"):
        reverse(voucher=purchase.voucher, at=at, **wish)
    reverse(voucher=returned.voucher, at=at, **wish)
    reverse(voucher=Voucher.objects.get(pk=purchase.voucher_id), at=at, **wish)

    assert faults_of_book(book) == []


def test_a_plain_voucher_is_told_what_it_bought(book: Book, feed: Item, at: datetime) -> None:
    plain = make_voucher(book, DAY, [("5101", 500, 0), ("1101", 0, 500)])
    wish: dict[str, Any] = {"voucher": plain, "actor": system_actor(), "at": at}

    with pytest.raises(StockError, match="tidak sama dengan pembelian"):
        register_purchase(bought=[BoughtItem(feed, Decimal(2), 499)], **wish)
    told = register_purchase(bought=[BoughtItem(feed, Decimal(2), 500)], **wish)

    assert told.terms == "tunai"
    with pytest.raises(StockError, match="sudah dicatat"):
        register_purchase(bought=[BoughtItem(feed, Decimal(2), 500)], **wish)
