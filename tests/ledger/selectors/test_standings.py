"""Books at a glance."""

from datetime import date
from typing import Any

import pytest

from ledger.models import Book
from ledger.selectors.standings import last_entries, standings

TODAY = date(2026, 2, 15)


def test_a_standing_agrees_with_the_demonstration(demo: dict[str, Book]) -> None:
    mina, ksu = demo["mina-lestari"], demo["ksu-karya-lentera"]

    found = standings([mina, ksu], today=TODAY)

    assert (found[mina.pk].cash, found[mina.pk].income, found[mina.pk].cost) == (
        29_107_500,
        60_100_000,
        50_737_500,
    )
    assert found[mina.pk].result == 9_362_500
    assert found[mina.pk].last_entry == date(2025, 12, 31)
    assert not found[mina.pk].is_year_closed
    assert found[ksu.pk].result == 11_209_141
    assert found[ksu.pk].is_year_closed


def test_closed_months_are_counted_among_those_of_the_book(demo: dict[str, Book]) -> None:
    books = [demo["tani-lentera"], demo["jahit-kencana"]]

    tani, jahit = standings(books, today=TODAY).values()

    assert (len(tani.closed_months), len(tani.months)) == (9, 12)
    assert tani.last_closed is not None
    assert str(tani.last_closed) == "2025-09"
    assert (len(jahit.closed_months), len(jahit.months)) == (4, 4)


def test_another_year_has_no_result_but_the_same_cash(demo: dict[str, Book]) -> None:
    mina = demo["mina-lestari"]

    standing = standings([mina], today=TODAY, year=2026)[mina.pk]

    assert (standing.cash, standing.result, standing.months) == (29_107_500, 0, ())
    assert standing.last_closed is None


def test_an_empty_book_stands_at_nothing(book: Book) -> None:
    standing = standings([book], today=TODAY)[book.pk]

    assert (standing.cash, standing.result, standing.last_entry) == (0, 0, None)
    assert last_entries([book]) == {}
    assert standing.year == 2026


@pytest.mark.parametrize("count", [1, 3])
def test_four_queries_for_any_number_of_books(
    demo: dict[str, Book], django_assert_num_queries: Any, count: int
) -> None:
    books = list(demo.values())[:count]

    with django_assert_num_queries(4):
        standings(books, today=TODAY)
