"""Random books: sums kept per month equal naive sums over the lines, on any day and by unit."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Line, Unit
from ledger.selectors.balances import balances, movements, subsidiary_balances
from ledger.services.books import add_unit
from ledger.services.closing import close_year
from ledger.services.journal import VoucherInput, post_many
from ledger.services.periods import close_period
from members.models import User
from tests.factories.books import BookFactory, lines, make_voucher

FIRST, LAST = date(2025, 1, 1), date(2026, 2, 15)
DAYS = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
PAIRS = st.sampled_from(
    [
        (("1101",), ("4101",)),
        (("1103", "P-1"), ("4101",)),
        (("1103", "P-2"), ("4102",)),
        (("1101",), ("1103", "P-1")),
        (("6102",), ("1101",)),
        (("1101",), ("3101", "A-1")),
        (("6109",), ("1209",)),
    ]
)
ENTRIES = st.lists(
    st.tuples(DAYS, PAIRS, st.integers(1, 10**9), st.booleans()), min_size=1, max_size=25
)
Entry = tuple[date, tuple[tuple[str, ...], tuple[str, ...]], int, bool]


@contextmanager
def written(entries: list[Entry], actor: User, at: datetime) -> Iterator[tuple[Book, Unit]]:
    """A new book with these entries, gone after the example; the flagged ones lie in the shop."""
    with transaction.atomic():
        yield _write(entries, actor, at)
        transaction.set_rollback(True)


def _write(entries: list[Entry], actor: User, at: datetime) -> tuple[Book, Unit]:
    book = BookFactory()
    Book.objects.filter(pk=book.pk).update(cash_policy="warn")
    shop = add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)
    opening = [("1101", 700, 0), ("3901", 0, 700)]
    make_voucher(book, FIRST, opening, narration="Saldo awal", is_opening=True)
    post_many(
        book=book,
        vouchers=[
            VoucherInput(
                date=day,
                narration="Acak",
                lines=lines(
                    book,
                    [(debit[0], amount, 0, *debit[1:]), (credit[0], 0, amount, *credit[1:])],
                    unit=shop if in_shop else None,
                ),
            )
            for day, (debit, credit), amount, in_shop in entries
        ],
        actor=actor,
        at=at,
    )
    return book, shop


def naive(
    book: Book, on: date, key: str, *, counts: Callable[[Line], bool] = lambda _line: True
) -> dict[int, int]:
    totals: dict[int, int] = defaultdict(int)
    for line in Line.objects.filter(book=book, date__lte=on).exclude(**{key: None}):
        if counts(line) and not (line.period % 100 == 13 and line.date.year == on.year):
            totals[getattr(line, key)] += line.debit - line.credit
    return {pk: net for pk, net in totals.items() if net}


def without_zeros(nets: dict[int, int]) -> dict[int, int]:
    return {pk: net for pk, net in nets.items() if net}


@hypothesis_settings(max_examples=12)
@given(entries=ENTRIES, days=st.lists(DAYS, min_size=3, max_size=3))
def test_balances_of_a_random_book(
    actor: User, at: datetime, entries: list[Entry], days: list[date]
) -> None:
    with written(entries, actor, at) as (book, shop):
        for day in (*days, FIRST, date(2025, 12, 31), LAST, *(entry[0] for entry in entries[:3])):
            assert without_zeros(balances(book, on=day)) == naive(book, day, "account_id")
            assert without_zeros(balances(book, on=day, units=[shop])) == naive(
                book, day, "account_id", counts=lambda line: line.unit_id == shop.pk
            )
            assert without_zeros(subsidiary_balances(book, on=day)) == naive(
                book, day, "subsidiary_id"
            )


@hypothesis_settings(max_examples=12)
@given(entries=ENTRIES, days=st.tuples(DAYS, DAYS).map(sorted))
def test_movements_of_a_random_book(
    actor: User, at: datetime, entries: list[Entry], days: list[date]
) -> None:
    with written(entries, actor, at) as (book, _shop):
        start, end = days
        debit: dict[int, int] = defaultdict(int)
        credit: dict[int, int] = defaultdict(int)
        for line in Line.objects.filter(book=book, date__range=(start, end)):
            if line.period % 100:  # opening balances never move
                debit[line.account_id] += line.debit
                credit[line.account_id] += line.credit

        moved = movements(book, start=start, end=end)

        assert {pk: (m.debit, m.credit) for pk, m in moved.items() if m.debit or m.credit} == {
            pk: (debit[pk], credit[pk]) for pk in debit
        }


@hypothesis_settings(max_examples=5)
@given(entries=ENTRIES, day=DAYS)
def test_a_closed_year_leaves_every_proof_standing(
    actor: User, at: datetime, entries: list[Entry], day: date
) -> None:
    with written(entries, actor, at) as (book, _shop):
        before = without_zeros(balances(book, on=date(2025, 12, 31)))
        for month in range(1, 13):
            close_period(
                book=book, year=2025, month=month, actor=actor, at=at, checks=lambda _book: []
            )
        close_year(book=book, year=2025, actor=actor, at=at, checks=faults_of_book)

        assert faults_of_book(book) == []
        assert without_zeros(balances(book, on=date(2025, 12, 31))) == before
        assert without_zeros(balances(book, on=day)) == naive(book, day, "account_id")
        results = book.accounts.filter(kind__in=["revenue", "expense"]).values_list("pk", flat=True)
        after = balances(book, on=date(2025, 12, 31), after_closing=True)
        assert {after.get(pk, 0) for pk in results} == {0}
