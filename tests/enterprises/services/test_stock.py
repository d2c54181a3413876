"""Stock cards: moving average against series reckoned by hand, and what is refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from enterprises.models import Item, MovementKind, StockMovement
from enterprises.selectors.stock import Held, faults_of_stock, held
from enterprises.services.items import add_item, start_stock_cards
from enterprises.services.shelf import Shelf, StockError
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Origin
from ledger.services.actors import system_actor
from ledger.services.journal import LineInput, PostingError, VoucherInput
from ledger.services.reversal import reverse
from tests.factories.books import account, make_voucher
from tests.factories.stock import buy, funded, item, with_cards

MARCH = date(2025, 3, 1)


def day(number: int) -> date:
    return date(2025, 3, number)


@pytest.fixture
def book(book: Book) -> Book:
    return with_cards(funded(book))


@pytest.fixture
def feed(book: Book) -> Item:
    return item(book)


def use(feed: Item, quantity: str, on: date, at: datetime) -> int:
    """Take feed out of stock as a cost; what it cost."""
    with transaction.atomic():
        shelf = Shelf(feed.book, on)
        cost = shelf.take(feed, int(Decimal(quantity) * 1000), MovementKind.USED)
        shelf.post(
            VoucherInput(
                date=on,
                narration="Pakai pakan",
                lines=[LineInput(account(feed.book, "5109"), debit=cost), *shelf.lines()],
                origin=Origin.ACT,
            ),
            actor=system_actor(),
            at=at,
        )
    return cost


def test_a_series_reckoned_by_hand(book: Book, feed: Item, at: datetime) -> None:
    """10 at 1.000 and 10 at 1.300: the average is 1.150 until the next receipt."""
    buy(book, feed, "10", 10_000, day(1))
    buy(book, feed, "10", 13_000, day(2))
    assert use(feed, "5", day(3), at) == 5_750
    assert held(feed) == Held(15_000, 17_250)
    buy(book, feed, "3", 5_001, day(4))
    assert use(feed, "7", day(5), at) == 8_653  # 22.251 × 7 ÷ 18 = 8.653,17
    assert use(feed, "11", day(6), at) == 13_598  # the last takes what is left

    assert held(feed) == Held(0, 0)
    assert faults_of_book(book) == []


def test_stock_never_falls_below_nothing(book: Book, feed: Item, at: datetime) -> None:
    buy(book, feed, "10", 10_000, day(2))

    with pytest.raises(StockError, match="Stok Pakan pada 03/03/2025 tinggal 10 kg"):
        use(feed, "10.1", day(3), at)
    with pytest.raises(StockError, match="Stok Pakan pada 01/03/2025 tinggal 0 kg"):
        use(feed, "1", day(1), at)

    assert book.stock_movements.count() == 1
    assert faults_of_book(book) == []


def test_nothing_is_dated_before_the_last_issue(book: Book, feed: Item, at: datetime) -> None:
    buy(book, feed, "10", 10_000, day(1))
    use(feed, "1", day(5), at)

    with pytest.raises(StockError, match="koreksi lewat hitung stok") as refused:
        buy(book, feed, "1", 5_000, day(4))
    with pytest.raises(StockError, match="koreksi lewat hitung stok"):
        use(feed, "1", day(4), at)
    assert refused.value.field == "date"
    buy(book, feed, "1", 5_000, day(5))


def test_an_issue_before_a_later_receipt_costs_the_average_of_its_day(
    book: Book, feed: Item, at: datetime
) -> None:
    buy(book, feed, "10", 10_000, day(1))
    buy(book, feed, "10", 90_000, day(9))

    assert use(feed, "4", day(5), at) == 4_000
    assert held(feed, on=day(5)) == Held(6_000, 6_000)
    assert held(feed) == Held(16_000, 96_000)


def test_a_reversed_purchase_leaves_stock_at_its_cost(book: Book, feed: Item, at: datetime) -> None:
    buy(book, feed, "10", 10_000, day(1))
    wrong = buy(book, feed, "10", 30_000, day(2))

    reverse(voucher=wrong.voucher, on=day(3), reason="Salah", actor=system_actor(), at=at)

    assert held(feed) == Held(10_000, 10_000)
    assert faults_of_book(book) == []


def test_a_purchase_that_is_used_is_not_reversed(book: Book, feed: Item, at: datetime) -> None:
    purchase = buy(book, feed, "10", 10_000, day(1))
    use(feed, "4", day(2), at)

    with pytest.raises(PostingError, match="Stok Pakan pada 03/03/2025 tinggal 6 kg"):
        reverse(voucher=purchase.voucher, on=day(3), reason="Salah", actor=system_actor(), at=at)

    assert held(feed) == Held(6_000, 6_000)
    assert not book.vouchers.filter(reversal_of__isnull=False).exists()


def test_a_reversal_that_leaves_value_without_goods_is_refused(
    book: Book, feed: Item, at: datetime
) -> None:
    cheap = buy(book, feed, "10", 10_000, day(1))
    buy(book, feed, "10", 30_000, day(1))
    use(feed, "10", day(2), at)  # 20.000 of 40.000

    with pytest.raises(PostingError, match="menyisakan nilai tanpa barang"):
        reverse(voucher=cheap.voucher, on=day(3), reason="Salah", actor=system_actor(), at=at)


def test_a_reversed_issue_comes_back_at_what_it_cost(book: Book, feed: Item, at: datetime) -> None:
    buy(book, feed, "3", 100, day(1))
    use(feed, "1", day(2), at)
    voucher = book.vouchers.latest("sequence")
    buy(book, feed, "1", 900, day(3))

    reverse(voucher=voucher, on=day(4), reason="Salah", actor=system_actor(), at=at)

    assert held(feed) == Held(4_000, 1_000)
    assert faults_of_book(book) == []


def test_a_plain_journal_does_not_touch_stock(book: Book, feed: Item) -> None:
    with pytest.raises(PostingError, match="memakai kartu stok"):
        make_voucher(book, day(1), [("1105", 500, 0), ("1101", 0, 500)])
    make_voucher(book, day(1), [("6102", 500, 0), ("1101", 0, 500)])

    assert faults_of_stock(book) == []


def test_cards_start_with_what_the_books_hold(db: None, at: datetime) -> None:
    from tests.factories.books import BookFactory

    other = funded(BookFactory())
    make_voucher(other, day(1), [("1105", 900, 0), ("1101", 0, 900)])
    feed = item(other)
    wish: dict[str, Any] = {"book": other, "actor": system_actor(), "at": at}

    with pytest.raises(StockError, match="Rp 800, saldo bukunya Rp 900"):
        start_stock_cards(on=day(2), opening={feed: (5_000, 800)}, **wish)
    with pytest.raises(StockError, match="memindahkan persediaan sesudah hari itu"):
        start_stock_cards(on=date(2025, 2, 1), opening={}, **wish)
    start_stock_cards(on=day(2), opening={feed: (5_000, 900)}, **wish)

    assert held(feed) == Held(5_000, 900)
    assert faults_of_book(other) == []
    with pytest.raises(StockError, match="sudah memakai kartu stok"):
        start_stock_cards(on=day(2), opening={}, **wish)
    with pytest.raises(StockError, match="belum mulai pada hari itu"):
        buy(other, feed, "1", 100, day(1))


def test_a_product_is_one_item(book: Book, at: datetime) -> None:
    from enterprises.services.sales import add_product

    by: dict[str, Any] = {"actor": system_actor(), "at": at}
    fish = add_product(book=book, code="LELE", name="Lele", measure="kg", decimals=1, **by)
    item(book, "LELE", kind="hasil", product=fish)

    with pytest.raises(StockError, match="sudah terhubung"):
        item(book, "LELE2", kind="hasil", product=fish)
    with pytest.raises(StockError, match="Kode barang LELE sudah dipakai"):
        item(book, "LELE", kind="hasil")
    egg = add_product(book=book, code="TELUR", name="Telur", measure="butir", **by)
    with pytest.raises(StockError, match="Satuannya harus sama"):
        item(book, "TELUR", kind="hasil", product=egg)
    assert (
        add_item(
            book=book, code="TLR", name="Telur", kind="hasil", measure="butir", product=egg, **by
        ).stock_account.code
        == "1106"
    )


# --- what the database refuses --------------------------------------------------------------------


def forged(feed: Item, **changed: Any) -> StockMovement:
    last = feed.movements.latest("sequence")
    values: dict[str, Any] = {
        "book": feed.book,
        "item": feed,
        "voucher": last.voucher,
        "date": last.date,
        "kind": MovementKind.USED,
        "quantity": -1_000,
        "value": -1_000,
        "sequence": last.sequence + 1,
        "quantity_after": last.quantity_after - 1_000,
        "value_after": last.value_after - 1_000,
    }
    return StockMovement(**(values | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"sequence": 7},
        {"quantity_after": 1},
        {"value_after": 1},
        {"date": date(2025, 3, 9)},
        {"quantity": -11_000, "quantity_after": -1_000},
        {"value": -11_000, "value_after": -1_000},
        {"quantity": -10_000, "quantity_after": 0},
        {"voucher": None},
        {"value": 1_000, "value_after": 11_000},
    ],
)
def test_the_database_refuses_a_forged_movement(
    book: Book, feed: Item, changed: dict[str, Any]
) -> None:
    buy(book, feed, "10", 10_000, day(5))

    with pytest.raises(DatabaseError), transaction.atomic():
        StockMovement.objects.bulk_create([forged(feed, **changed)])

    assert book.stock_movements.count() == 1


def test_the_database_refuses_a_movement_before_the_last_issue(
    book: Book, feed: Item, at: datetime
) -> None:
    early = buy(book, feed, "10", 10_000, day(5))
    use(feed, "1", day(6), at)

    with pytest.raises(DatabaseError, match="terakhir keluar"), transaction.atomic():
        StockMovement.objects.bulk_create(
            [forged(feed, voucher=early.voucher, date=day(5), quantity=1, value=0,
                    quantity_after=9_001, value_after=9_000, kind="beli")]
        )  # fmt: skip


def test_the_database_keeps_movements_as_they_are(book: Book, feed: Item) -> None:
    buy(book, feed, "10", 10_000, day(5))

    for attack in (
        lambda: StockMovement.objects.update(value=1),
        lambda: StockMovement.objects.filter(book=book)._raw_delete("default"),
        lambda: Item.objects.filter(pk=feed.pk).update(measure="ons"),
        lambda: book.purchases.update(terms="bank"),
        lambda: book.purchases.get().lines.update(amount=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attack()


def test_check_books_finds_stock_that_differs_from_its_account(
    book: Book, feed: Item, without_guards: Callable[[], AbstractContextManager[None]]
) -> None:
    buy(book, feed, "10", 10_000, day(5))
    with without_guards():
        StockMovement.objects.update(value=9_000, value_after=9_000)

    assert faults_of_stock(book) == [
        "Akun 1105 Persediaan bahan/pakan/suku cadang bersaldo 10000, kartu stoknya 9000."
    ]
