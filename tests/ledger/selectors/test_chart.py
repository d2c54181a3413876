"""The chart kept in memory is never an old one, whoever changed the accounts."""

import threading
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ledger import registry
from ledger.models import Account, Book, ChartVersion
from ledger.selectors import chart as charts
from ledger.selectors.chart import chart_of
from members.models import User
from tests.factories.books import BookFactory, account

Make = Callable[..., object]
DAY = date(2026, 1, 5)
SALE = [("1101", 1000, 0), ("4101", 0, 1000)]


def names(book: Book) -> dict[str, str]:
    return {a.code: a.name for a in chart_of(book).accounts}


def names_in_trial_balance(book: Book) -> list[str]:
    table = registry.report("trial_balance").build(book, start=DAY, end=date(2026, 1, 31))
    return [row.data["name"] for row in table.rows if row.data]


def test_the_chart_is_loaded_once(book: Book) -> None:
    first = chart_of(book)

    with CaptureQueriesContext(connection) as queries:
        again = chart_of(book)

    assert again is first
    assert len(queries) == 1


def test_a_renamed_account_shows_its_new_name(book: Book, make_voucher: Make) -> None:
    make_voucher(book, DAY, SALE)
    assert "Kas tunai" in names_in_trial_balance(book)

    Account.objects.filter(book=book, code="1101").update(name="Kas di laci")

    assert "Kas di laci" in names_in_trial_balance(book)
    assert "Kas tunai" not in names_in_trial_balance(book)


def test_a_change_from_the_console_is_seen(book: Book) -> None:
    names(book)

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_account SET name = 'Laci' WHERE book_id = %s AND code = '1101'",
            [book.pk],
        )

    assert names(book)["1101"] == "Laci"


def test_a_retired_account_is_seen_as_retired(book: Book) -> None:
    chart_of(book)

    Account.objects.filter(book=book, code="1101").update(is_active=False)

    assert [a.is_active for a in chart_of(book).accounts if a.code == "1101"] == [False]


def test_an_account_removed_before_its_use_is_gone(book: Book) -> None:
    assert "1101" in names(book)

    account(book, "1101").delete()

    assert "1101" not in names(book)


def test_a_change_rolled_back_leaves_no_trace(book: Book) -> None:
    before = names(book)

    with transaction.atomic():
        Account.objects.filter(book=book, code="1101").update(name="Salah")
        assert names(book)["1101"] == "Salah"
        transaction.set_rollback(True)
    assert names(book) == before

    Account.objects.filter(book=book, code="1101").update(name="Benar")

    assert names(book)["1101"] == "Benar"


def test_a_version_never_comes_twice(book: Book) -> None:
    seen = set()
    for number in range(20):
        Account.objects.filter(book=book, code="1101").update(name=f"Kas {number}")
        seen.add(ChartVersion.objects.get(book=book).version)

    assert len(seen) == 20


def test_books_keep_their_charts_apart(book: Book, actor: User, at: datetime) -> None:
    other = BookFactory()
    mine = {a.pk for a in chart_of(book).accounts}

    assert mine.isdisjoint(a.pk for a in chart_of(other).accounts)
    assert {a.book_id for a in chart_of(other).accounts} == {other.pk}


def test_a_book_without_a_version_is_never_kept(book: Book) -> None:
    ChartVersion.objects.filter(book=book).delete()

    first = chart_of(book)

    assert chart_of(book) is not first


def test_no_more_charts_are_kept_than_wanted(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "BOOKS_KEPT", 1)
    chart_of(book)
    chart_of(BookFactory())

    assert len(charts._kept) == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_by_another_connection_is_seen() -> None:
    book = BookFactory()
    assert names(book)["1101"] == "Kas tunai"

    def rename() -> None:
        Account.objects.filter(book=book, code="1101").update(name="Kas di laci")
        connections.close_all()

    other = threading.Thread(target=rename)
    other.start()
    other.join()

    assert names(book)["1101"] == "Kas di laci"


def test_three_statements_cost_two_queries_each(book: Book, make_voucher: Make) -> None:
    make_voucher(book, DAY, SALE)

    def build() -> None:
        for name in ("trial_balance", "balance_sheet", "income_statement"):
            registry.report(name).build(book, start=DAY, end=date(2026, 1, 31))

    build()
    with CaptureQueriesContext(connection) as queries:
        build()

    # each: the balances; then the version of the chart; DAY lies in a month, so its lines twice;
    # the trial balance asks for years not closed, the balance sheet for earlier years' result
    assert len(queries) == 10
