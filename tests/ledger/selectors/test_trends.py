"""Month after month, of one book and of several."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ledger.models import Book, Voucher
from ledger.selectors.balances import balances
from ledger.selectors.trends import last_months, monthly_figures
from tests.factories.books import BookFactory

MINA_CASH_AND_BANK = [
    4_995_000, 2_740_000, 8_905_000, 10_475_000, 8_120_000, 15_475_000,
    20_535_000, 15_882_500, 26_142_500, 23_270_000, 18_395_000, 29_107_500,
]  # fmt: skip
"""Month ends of the demonstration's fish ponds."""

Make = Callable[..., Voucher]


def test_cash_and_bank_at_every_month_end(demo: dict[str, Book]) -> None:
    book = demo["mina-lestari"]

    months = last_months(book)

    assert [month.first for month in months] == [date(2025, m, 1) for m in range(1, 13)]
    assert [month.cash for month in months] == MINA_CASH_AND_BANK
    cash = list(book.accounts.filter(cash_flow="cash").values_list("pk", flat=True))
    for month in months:
        held = balances(book, on=month.end)
        assert month.cash == sum(held.get(pk, 0) for pk in cash)


def test_the_closing_voucher_never_empties_december(demo: dict[str, Book]) -> None:
    months = last_months(demo["ksu-karya-lentera"])

    assert months[-1].first == date(2025, 12, 1)
    assert months[-1].income > 0
    assert sum(month.result for month in months) == 11_209_141


def test_a_book_that_began_in_september_shows_four_months(demo: dict[str, Book]) -> None:
    months = last_months(demo["jahit-kencana"])

    assert [month.first.month for month in months] == [9, 10, 11, 12]


def test_an_empty_book_shows_nothing(book: Book) -> None:
    assert last_months(book) == []
    assert last_months() == []


def test_a_quiet_month_keeps_the_cash_of_the_month_before(book: Book, make_voucher: Make) -> None:
    make_voucher(book, date(2025, 1, 10), [("1101", 500, 0), ("4101", 0, 500)])
    make_voucher(book, date(2025, 3, 10), [("6102", 200, 0), ("1101", 0, 200)])

    months = last_months(book)

    assert [(m.cash, m.income, m.cost, m.result) for m in months] == [
        (500, 500, 0, 500),
        (500, 0, 0, 0),
        (300, 0, 200, -200),
    ]


def test_a_year_later_only_the_last_twelve_months_show(book: Book, make_voucher: Make) -> None:
    make_voucher(book, date(2025, 1, 10), [("1101", 500, 0), ("4101", 0, 500)])
    make_voucher(book, date(2026, 2, 10), [("1101", 70, 0), ("4101", 0, 70)])

    months = last_months(book)

    assert (months[0].first, months[-1].first) == (date(2025, 3, 1), date(2026, 2, 1))
    assert [(m.cash, m.income) for m in months] == [(500, 0)] * 11 + [(570, 70)]


def test_several_books_are_added_up_each_from_its_own_opening(
    book: Book, make_voucher: Make
) -> None:
    later = BookFactory(slug="kube-menyusul", opened_on=date(2025, 3, 1))
    make_voucher(book, date(2025, 1, 10), [("1101", 500, 0), ("4101", 0, 500)])
    opening = [("1101", 90, 0), ("3301", 0, 90)]
    make_voucher(later, date(2025, 3, 1), opening, is_opening=True)

    months = last_months(book, later)

    assert [month.cash for month in months] == [500, 500, 590]


@pytest.mark.parametrize(
    "slugs", [("mina-lestari",), ("mina-lestari", "tani-lentera", "jahit-kencana")]
)
def test_the_number_of_queries_does_not_grow(
    demo: dict[str, Book], django_assert_num_queries: Any, slugs: tuple[str, ...]
) -> None:
    books = [demo[slug] for slug in slugs]

    with django_assert_num_queries(3):
        last_months(*books)
    with django_assert_num_queries(2):
        monthly_figures(books, until=date(2025, 12, 31))
