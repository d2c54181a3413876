"""The last twelve months of a book, in a fixed number of queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ledger.models import Book, Voucher
from ledger.reports.pictures import pictures_of
from ledger.selectors.monthly import last_months

MINA_CASH_AND_BANK = [
    4_995_000, 2_740_000, 8_905_000, 10_475_000, 8_120_000, 15_475_000,
    20_535_000, 15_882_500, 26_142_500, 23_270_000, 18_395_000, 29_107_500,
]  # fmt: skip
"""Month ends of the demonstration's proof book."""


def test_cash_at_every_month_end(demo: dict[str, Book]) -> None:
    months = last_months(demo["mina-lestari"])

    assert [month.first.month for month in months] == list(range(1, 13))
    assert [month.cash for month in months] == MINA_CASH_AND_BANK
    assert sum(month.income for month in months) == 60_100_000
    assert sum(month.cost for month in months) == 50_737_500


def test_a_closed_year_keeps_its_pictures(demo: dict[str, Book]) -> None:
    months = last_months(demo["ksu-karya-lentera"])

    assert sum(month.income - month.cost for month in months) == 11_209_141


def test_a_book_that_began_in_september_shows_four_months(demo: dict[str, Book]) -> None:
    months = last_months(demo["jahit-kencana"])

    assert [month.first for month in months] == [date(2025, m, 1) for m in (9, 10, 11, 12)]


def test_a_new_book_has_no_pictures(book: Book) -> None:
    assert pictures_of(book) == []


def test_the_words_compare_with_the_month_before(
    book: Book, make_voucher: Callable[..., Voucher]
) -> None:
    make_voucher(book, date(2025, 1, 10), [("1101", 500, 0), ("4101", 0, 500)])
    make_voucher(book, date(2025, 2, 10), [("6102", 200, 0), ("1101", 0, 200)])

    cash, result = pictures_of(book)

    assert cash.words == "Turun Rp200 pada Februari 2025 dari bulan sebelumnya."
    assert result.words == "Dalam 2 bulan ini pendapatan melebihi beban Rp300."
    assert result.rows == (("Jan 25", (500, 0)), ("Feb 25", (0, 200)))


def test_the_number_of_queries_is_fixed(
    demo: dict[str, Book], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        last_months(demo["ksu-karya-lentera"])
