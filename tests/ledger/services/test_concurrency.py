"""Many officers at once: no number lost, none given twice, nothing posted half."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections

from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Voucher
from ledger.services import journal
from ledger.services.actors import system_actor
from tests.factories.books import BookFactory, voucher_input
from tests.factories.clock import AT

pytestmark = pytest.mark.django_db(transaction=True)
SALE = [("1101", 1000, 0), ("4101", 0, 1000)]


def at_once(works: list[Callable[[], object]]) -> list[Exception]:
    """Run the works in threads that start together; returns what they raised."""
    start = threading.Barrier(len(works))
    raised: list[Exception] = []

    def run(work: Callable[[], object]) -> None:
        start.wait(timeout=30)
        try:
            work()
        except Exception as error:  # noqa: BLE001  whatever it is, the test must see it
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def poster(book: Book, **fields: object) -> Callable[[], object]:
    wish = voucher_input(book, date(2026, 1, 5), SALE, **fields)
    return lambda: journal.post(book=book, voucher=wish, actor=system_actor(), at=AT)


def test_first_entries_of_a_year_all_get_a_number() -> None:
    """Sixteen on PostgreSQL, four on SQLite (one writer at a time, the others wait)."""
    book = BookFactory()
    count = 16 if connection.vendor == "postgresql" else 4

    raised = at_once([poster(book) for _ in range(count)])

    assert raised == []
    assert list(
        Voucher.objects.filter(book=book).order_by("number").values_list("code", flat=True)
    ) == [f"BKM/2026/01/{number:04}" for number in range(1, count + 1)]
    assert faults_of_book(book) == []


def test_a_request_sent_twice_at_once_posts_once() -> None:
    book = BookFactory()

    raised = at_once([poster(book, key="sekali") for _ in range(4)])

    assert raised == []
    assert Voucher.objects.filter(book=book).count() == 1


def test_two_books_do_not_wait_for_each_other_forever() -> None:
    books = [BookFactory(), BookFactory()]

    raised = at_once([poster(book) for book in books * 3])

    assert raised == []
    assert [Voucher.objects.filter(book=book).count() for book in books] == [3, 3]
    assert [faults_of_book(book) for book in books] == [[], []]


def test_cash_is_not_spent_twice_at_once() -> None:
    book = BookFactory()
    poster(book)()
    spend = voucher_input(book, date(2026, 1, 6), [("6102", 800, 0), ("1101", 0, 800)])

    raised = at_once(
        [lambda: journal.post(book=book, voucher=spend, actor=system_actor(), at=AT)] * 3
    )

    assert [type(error) for error in raised] == [journal.CashNegativeError] * 2
    assert Voucher.objects.filter(book=book).count() == 2
