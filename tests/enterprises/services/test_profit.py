"""Booking a profit as a meeting divided it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import ProfitAllocation
from enterprises.selectors.profit import in_force
from enterprises.services.profit import ProfitError, allocate_profit
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.journal import KeyReusedError
from ledger.services.reversal import reverse
from tests.factories.books import make_voucher
from tests.factories.meetings import decided
from tests.factories.people import OrganizationFactory

SHARES = {
    "cadangan": Decimal(40),
    "anggota": Decimal(40),
    "iks": Decimal(10),
    "pengurus": Decimal(5),
    "pendidikan": Decimal(5),
}


@pytest.fixture
def book(db: None) -> Book:
    made: Book = OrganizationFactory().book
    make_voucher(made, date(2025, 1, 5), [("1101", 9_362_500, 0), ("3401", 0, 9_362_500)])
    decided(made.organization, held_on=date(2025, 1, 25))
    return made


def allocate(book: Book, at: datetime, **changed: Any) -> ProfitAllocation:
    wish: dict[str, Any] = {
        "year": 2024,
        "profit": 9_362_500,
        "percentages": SHARES,
        "weights": [1] * 12,
        "on": date(2025, 1, 25),
        "decision": book.organization.decisions.filter(kind="profit_allocation").first(),
    }
    return allocate_profit(book=book, actor=system_actor(), at=at, **(wish | changed))


def test_each_pool_goes_to_its_account(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)

    assert list(allocation.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("3401", 9_362_500, 0),
        ("3301", 0, 3_745_004),
        ("2105", 0, 3_744_996),
        ("2103", 0, 936_250),
        ("2106", 0, 468_125),
        ("2104", 0, 468_125),
    ]
    assert allocation.voucher.date == date(2025, 1, 25)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"percentages": {"anggota": Decimal(100)}}, "Cadangan modal sedikitnya 20"),
        ({"percentages": SHARES | {"anggota": Decimal(45)}}, "berjumlah 105; harus tepat 100"),
        ({"decision": None}, "memerlukan keputusan rapat jenis “Pembagian laba”"),
        ({"on": date(2025, 1, 24)}, "baru diambil 25/01/2025"),
        ({"profit": 9_362_501}, "kurang dari 9.362.501"),
        ({"profit": -1}, "Tidak ada laba"),
        ({"weights": []}, "sedikitnya satu anggota"),
    ],
)
def test_a_division_that_may_not_be_is_refused_and_nothing_is_booked(
    book: Book, at: datetime, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ProfitError, match=sentence):
        allocate(book, at, **changed)

    assert (book.vouchers.count(), ProfitAllocation.objects.count()) == (1, 0)


def test_the_decision_says_what_was_done_on_its_strength(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)

    decision = book.organization.decisions.get()
    assert allocation.meeting_decision == decision
    assert (allocation.decided_on, allocation.decision) == (
        date(2025, 1, 25),
        "Keputusan 1/2025: Laba dibagi",
    )
    assert [(use.act, use.subject) for use in decision.uses.all()] == [
        ("allocate_profit", allocation.voucher.code)
    ]


@pytest.mark.parametrize("kind", ["other", "shu"])
def test_a_decision_of_another_kind_divides_nothing(book: Book, at: datetime, kind: str) -> None:
    other = decided(book.organization, kind=kind, held_on=date(2025, 1, 25))

    with pytest.raises(ProfitError, match="bukan “Pembagian laba”"):
        allocate(book, at, decision=other)

    assert not other.uses.exists()


def test_one_decision_divides_one_year(book: Book, at: datetime) -> None:
    allocate(book, at, profit=1_000_000)

    with pytest.raises(ProfitError, match="sudah dipakai untuk pembagian yang lain"):
        allocate(book, at, profit=1_000_000, year=2023)


def test_a_year_is_divided_once(book: Book, at: datetime) -> None:
    allocate(book, at, profit=1_000_000)

    with pytest.raises(ProfitError, match="sudah dibagi"):
        allocate(book, at, profit=1_000_000)


def test_a_reversed_division_may_be_made_again(book: Book, at: datetime) -> None:
    first = allocate(book, at)
    reverse(
        voucher=first.voucher,
        on=date(2025, 1, 26),
        reason="Rapat diulang",
        actor=system_actor(),
        at=at,
    )

    second = allocate(book, at, on=date(2025, 1, 27))

    assert second.voucher != first.voucher
    assert list(in_force(book)) == [second]


def test_the_same_key_answers_once_and_never_for_another_division(book: Book, at: datetime) -> None:
    first = allocate(book, at, key="k1", profit=1_000_000)

    assert allocate(book, at, key="k1", profit=1_000_000) == first
    with pytest.raises(KeyReusedError):
        allocate(book, at, key="k1", profit=2_000_000)
    assert book.vouchers.count() == 2
