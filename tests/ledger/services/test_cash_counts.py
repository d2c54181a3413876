"""Counting the drawer, posting an explained difference, and petty cash as imprest."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from ledger.models import Book, CashCount, Voucher
from ledger.selectors.balances import balances
from ledger.selectors.cash_counts import drawers
from ledger.services.cash_counts import CountError, difference_now, post_difference, record_count
from ledger.services.journal import PeriodClosedError
from ledger.services.periods import close_period
from ledger.services.petty_cash import (
    PettyCashError,
    record_slip,
    replenish,
    set_fund,
    void_slip,
)
from tests.factories.books import account

Make = Callable[..., Voucher]
DAY = date(2026, 2, 10)


@pytest.fixture
def filled(book: Book, make_voucher: Make) -> Book:
    """500.000 in the drawer, 1.000.000 at the bank since 5 February 2026."""
    make_voucher(book, date(2026, 2, 5), [("1101", 500_000, 0), ("4101", 0, 500_000)])
    make_voucher(book, date(2026, 2, 5), [("1102", 1_000_000, 0), ("4101", 0, 1_000_000)])
    return book


def counted(book: Book, actor: Any, at: datetime, *, on: date = DAY, **pieces: int) -> CashCount:
    names = {name.replace("_", "-"): number for name, number in pieces.items()}
    return record_count(
        account=account(book, "1101"), on=on, pieces=names, kind="close", actor=actor, at=at
    )


def held(book: Book, code: str) -> int:
    return balances(book, on=DAY).get(account(book, code).pk, 0)


def test_a_count_adds_up_its_pieces_and_never_posts(filled: Book, actor: Any, at: datetime) -> None:
    count = counted(filled, actor, at, note_100000=4, note_20000=4, coin_500=30)

    assert (count.counted, count.expected, count.difference) == (495_000, 500_000, -5_000)
    assert [(p.value, p.number, p.amount) for p in count.pieces.all()] == [
        (100_000, 4, 400_000),
        (20_000, 4, 80_000),
        (500, 30, 15_000),
    ]
    assert filled.vouchers.count() == 2


@pytest.mark.parametrize(
    ("pieces", "gap", "lines"),
    [
        ({"note_100000": 4, "note_50000": 1}, -50_000, [("6112", 50_000, 0), ("1101", 0, 50_000)]),
        ({"note_100000": 5, "coin_1000": 3}, 3_000, [("1101", 3_000, 0), ("6112", 0, 3_000)]),
    ],
)
def test_an_explained_difference_brings_the_books_to_the_money(
    filled: Book,
    actor: Any,
    at: datetime,
    pieces: dict[str, int],
    gap: int,
    lines: list[tuple[str, int, int]],
) -> None:
    count = counted(filled, actor, at, **pieces)

    settled = post_difference(count=count, explanation="Salah kembalian", actor=actor, at=at)

    posted = settled.voucher.lines.values_list("account__code", "debit", "credit")
    assert sorted(posted) == sorted(lines)
    assert settled.voucher.date == DAY
    assert held(filled, "1101") == count.counted == 500_000 + gap
    assert difference_now(count) == 0


def test_a_difference_is_refused_without_words_twice_and_when_it_is_gone(
    filled: Book, actor: Any, at: datetime, make_voucher: Make
) -> None:
    count = counted(filled, actor, at, note_100000=4)
    with pytest.raises(CountError, match="penjelasan"):
        post_difference(count=count, explanation=" ", actor=actor, at=at)
    make_voucher(filled, DAY, [("6102", 100_000, 0), ("1101", 0, 100_000)])

    with pytest.raises(CountError, match="sudah cocok"):
        post_difference(count=count, explanation="Listrik lupa dicatat", actor=actor, at=at)

    short = counted(filled, actor, at, note_100000=3)
    post_difference(count=short, explanation="Hilang", actor=actor, at=at)
    with pytest.raises(CountError, match="sudah dibukukan"):
        post_difference(count=short, explanation="Hilang", actor=actor, at=at)
    with pytest.raises(CountError, match="lebih baru"):
        post_difference(count=count, explanation="Hilang", actor=actor, at=at)


def test_a_difference_of_a_closed_month_is_refused_and_leaves_nothing(
    filled: Book, actor: Any, at: datetime
) -> None:
    count = counted(filled, actor, at, on=date(2025, 1, 31), note_1000=1)
    close_period(book=filled, year=2025, month=1, actor=actor, at=at, checks=lambda _book: [])

    with pytest.raises(PeriodClosedError):
        post_difference(count=count, explanation="Lebih", actor=actor, at=at)

    assert filled.vouchers.count() == 2


@pytest.mark.parametrize(
    ("on", "pieces"),
    [
        (date(2026, 2, 16), {"note-1000": 1}),
        (date(2024, 12, 31), {"note-1000": 1}),
        (DAY, {"note-3000": 1}),
        (DAY, {"note-1000": -1}),
    ],
    ids=["tomorrow", "before the book", "no such note", "negative"],
)
def test_what_cannot_have_been_counted_is_refused(
    filled: Book, actor: Any, at: datetime, on: date, pieces: dict[str, int]
) -> None:
    with pytest.raises(CountError):
        record_count(
            account=account(filled, "1101"),
            on=on, pieces=pieces, kind="close", actor=actor, at=at,
        )  # fmt: skip

    assert CashCount.objects.count() == 0


def test_days_since_the_last_count(filled: Book, actor: Any, at: datetime) -> None:
    counted(filled, actor, at, note_100000=5)

    cash, bank = drawers(filled, today=date(2026, 2, 15))

    assert (cash.balance, cash.days_since) == (500_000, 5)
    assert (bank.balance, bank.days_since) == (1_000_000, None)


def test_petty_cash_stays_at_its_amount(filled: Book, actor: Any, at: datetime) -> None:
    fund = set_fund(
        account=account(filled, "1101"), amount=500_000, holder="Sari", actor=actor, at=at
    )

    def slip(amount: int, code: str = "6106") -> Any:
        return record_slip(
            fund=fund, on=DAY, narration="Kertas", account=account(filled, code), amount=amount,
            actor=actor, at=at,
        )  # fmt: skip

    slip(30_000)
    slip(45_000, "6103")
    void_slip(slip=slip(10_000), reason="Tidak jadi", actor=actor, at=at)
    with pytest.raises(PettyCashError, match=r"tinggal 425\.000"):
        slip(425_001)
    count = counted(filled, actor, at, note_100000=4, note_5000=5)
    assert (count.expected, count.slips, count.difference) == (425_000, 75_000, 0)

    voucher = replenish(fund=fund, source=account(filled, "1102"), on=DAY, actor=actor, at=at)

    assert sorted(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1102", 0, 75_000),
        ("6103", 45_000, 0),
        ("6106", 30_000, 0),
    ]
    assert held(filled, "1101") == 500_000
    assert [s.number for s in fund.slips.filter(voucher=voucher)] == [2, 1]
    with pytest.raises(PettyCashError, match="Belum ada bon"):
        replenish(fund=fund, source=account(filled, "1102"), on=DAY, actor=actor, at=at)


def test_a_slip_sent_twice_stands_once(filled: Book, actor: Any, at: datetime) -> None:
    fund = set_fund(
        account=account(filled, "1101"), amount=500_000, holder="Sari", actor=actor, at=at
    )

    def slip(amount: int, number: int) -> Any:
        return record_slip(
            fund=fund, on=DAY, narration="Kertas", account=account(filled, "6106"), amount=amount,
            actor=actor, at=at, number=number,
        )  # fmt: skip

    first = slip(30_000, 1)

    assert slip(30_000, 1) == first
    assert slip(31_000, 1).number == 2
    assert slip(30_000, 3).number == 3
    assert fund.slips.count() == 3
