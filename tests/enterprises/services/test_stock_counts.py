"""Counting by two people: what is posted, what is refused, the cost of what was sold."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enterprises.models import Item, StockCount
from enterprises.reports.production_paper import count_paper
from enterprises.reports.stock import cost_report
from enterprises.selectors.cost_of_sales import cost_of_sales
from enterprises.selectors.stock import Held, held
from enterprises.services.shelf import StockError
from enterprises.services.stock_counts import CountedGoods, record_stock_count
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from tests.factories.books import make_voucher
from tests.factories.stock import buy, funded, item, with_cards

END = date(2025, 3, 31)


def count(book: Book, at: datetime, *goods: CountedGoods, **changed: Any) -> StockCount:
    wish: dict[str, Any] = {"on": END, "counted": goods, "counters": ("Ngatmin", "Sumi")}
    return record_stock_count(book=book, actor=system_actor(), at=at, **(wish | changed))


def both(counted: Item, quantity: str, price: int | None = None) -> CountedGoods:
    return CountedGoods(counted, Decimal(quantity), Decimal(quantity), price)


def lines(voucher: Voucher | None) -> list[tuple[str, int, int]]:
    assert voucher is not None
    return list(voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))


def test_cards_move_to_what_was_counted(book: Book, at: datetime) -> None:
    with_cards(funded(book))
    feed, fish = item(book), item(book, "LELE", kind="hasil")
    buy(book, feed, "10", 10_000, date(2025, 3, 1))
    buy(book, fish, "4", 8_000, date(2025, 3, 1))

    made = count(book, at, both(feed, "8.5"), both(fish, "5"))

    assert lines(made.voucher) == [
        ("1106", 2_000, 0),
        ("1105", 0, 1_500),
        ("5109", 1_500, 0),
        ("5109", 0, 2_000),
    ]
    assert (held(feed), held(fish)) == (Held(8_500, 8_500), Held(5_000, 10_000))
    assert [(x.quantity, x.book_quantity, x.difference) for x in made.lines.order_by("pk")] == [
        (8_500, 10_000, -1_500),
        (5_000, 4_000, 2_000),
    ]
    assert faults_of_book(book) == []


def test_what_is_on_no_card_needs_a_price(book: Book, at: datetime) -> None:
    with_cards(funded(book))
    feed = item(book)

    with pytest.raises(StockError, match="isi harganya per kg"):
        count(book, at, both(feed, "2"))
    made = count(book, at, both(feed, "2", 1_100))

    assert lines(made.voucher) == [("1105", 2_200, 0), ("5109", 0, 2_200)]
    assert held(feed) == Held(2_000, 2_200)


def test_a_count_that_agrees_books_nothing_and_is_kept(book: Book, at: datetime) -> None:
    with_cards(funded(book))
    feed = item(book)
    buy(book, feed, "10", 10_000, date(2025, 3, 1))

    made = count(book, at, both(feed, "10"), key="hitung")

    assert made.voucher is None
    assert count(book, at, both(feed, "10"), key="hitung") == made
    assert StockCount.objects.count() == 1


def test_a_reversed_count_puts_the_cards_back(book: Book, at: datetime) -> None:
    with_cards(funded(book))
    feed = item(book)
    buy(book, feed, "10", 10_000, date(2025, 3, 1))
    made = count(book, at, both(feed, "8"))
    assert made.voucher is not None

    reverse(voucher=made.voucher, on=END, reason="Salah", actor=system_actor(), at=at)

    assert held(feed) == Held(10_000, 10_000)
    assert faults_of_book(book) == []


def test_a_periodic_count_moves_the_account_as_the_demonstration_does(
    book: Book, at: datetime
) -> None:
    funded(book)
    feed = item(book)
    make_voucher(book, date(2025, 1, 1), [("1105", 900, 0), ("1101", 0, 900)])
    buy(book, feed, "10", 10_000, date(2025, 3, 1))

    made = count(book, at, both(feed, "4", 1_000))

    assert lines(made.voucher) == [("1105", 3_100, 0), ("5109", 0, 3_100)]
    found = cost_of_sales(book, start=date(2025, 2, 1), end=END)
    assert (found.opening, found.came_in, found.closing, found.cost) == (900, 10_000, 4_000, 6_900)


def test_a_cooperative_splits_the_cost_by_sales_to_members(
    koperasi_book: Book, at: datetime
) -> None:
    """Opening 0 + purchases 1.000.000 − closing 300.000 = 700.000, by sales 600 : 300."""
    funded(koperasi_book)
    rice = item(koperasi_book, "BERAS", kind="dagangan")
    buy(koperasi_book, rice, "100", 1_000_000, date(2025, 3, 1))
    sold = [("1-1101", 900_000, 0), ("4-1101", 0, 600_000), ("4-2101", 0, 300_000)]
    make_voucher(koperasi_book, date(2025, 3, 5), sold)

    made = count(koperasi_book, at, both(rice, "30", 10_000))

    assert lines(made.voucher) == [
        ("1-1401", 0, 700_000),
        ("5-1101", 466_667, 0),
        ("5-2101", 233_333, 0),
    ]
    found = cost_of_sales(koperasi_book, start=date(2025, 1, 1), end=END)
    assert (found.opening, found.came_in, found.closing) == (0, 1_000_000, 300_000)
    assert (found.member, found.non_member) == (466_667, 233_333)
    table = cost_report(koperasi_book, start=date(2025, 1, 1), end=END)
    assert table.totals["total"] == 700_000


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"counters": ("Ngatmin", "ngatmin ")}, "second_counter", "orang lain"),
        ({"counters": ("Ngatmin", "")}, "second_counter", "kedua penghitung"),
        ({"second": "9"}, "second", "Hitungan Pakan berbeda: 10 dan 9"),
        ({"on": date(2026, 3, 1)}, "date", "tidak boleh sesudah hari ini"),
        ({"counted": []}, "", "sedikitnya satu barang"),
    ],
)
def test_a_count_that_is_no_count_is_refused(
    book: Book, at: datetime, changed: dict[str, Any], field: str, sentence: str
) -> None:
    feed = item(with_cards(funded(book)))
    buy(book, feed, "12", 10_000, date(2025, 3, 1))
    goods = CountedGoods(feed, Decimal(10), Decimal(changed.pop("second", 10)))

    with pytest.raises(StockError, match=sentence) as refused:
        count(book, at, goods, **changed)

    assert refused.value.field == field
    assert not StockCount.objects.exists()


def test_a_late_note_is_corrected_by_a_count(book: Book, at: datetime) -> None:
    feed = item(with_cards(funded(book)))
    buy(book, feed, "10", 10_000, date(2025, 3, 1))
    count(book, at, both(feed, "6"))

    with pytest.raises(StockError, match="koreksi lewat hitung stok"):
        buy(book, feed, "5", 5_000, date(2025, 3, 30))
    count(book, at, both(feed, "11"))

    assert held(feed) == Held(11_000, 11_000)


def test_the_minutes_name_both_and_the_database_keeps_them(book: Book, at: datetime) -> None:
    feed = item(with_cards(funded(book)))
    buy(book, feed, "10", 10_000, date(2025, 3, 1))
    made = count(book, at, both(feed, "8"))

    paper = count_paper(made, at=at)

    assert [box.name for box in paper.boxes[:2]] == ["Ngatmin", "Sumi"]
    assert made.voucher is not None
    assert made.voucher.code in paper.closing[0]
    for attack in (
        lambda: StockCount.objects.update(second_counter="Lain"),
        lambda: made.lines.update(quantity=1),
        lambda: StockCount.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attack()
