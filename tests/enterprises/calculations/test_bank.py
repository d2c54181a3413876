"""Sen into rupiah, lines that come again, order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from enterprises.calculations.bank import (
    StatedLine,
    fingerprints,
    oldest_first,
    whole,
    whole_amounts,
)

DAY = date(2025, 1, 31)
sen = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100)


def stated(amounts: list[Decimal], start: Decimal) -> list[StatedLine]:
    lines, balance = [], start
    for row, amount in enumerate(amounts, start=1):
        balance += amount
        lines.append(StatedLine(row, DAY, amount, "x", balance))
    return lines


@given(st.lists(sen, min_size=1, max_size=30), sen)
def test_whole_amounts_add_up_to_the_rounded_balance(
    amounts: list[Decimal], start: Decimal
) -> None:
    lines = stated(amounts, start)

    rounded = whole_amounts(lines)

    assert whole(start) + sum(rounded) == whole(start + sum(amounts))
    assert all(abs(r - a) <= 1 for r, a in zip(rounded, amounts, strict=True))


@given(st.integers(-(10**9), 10**9), sen)
def test_an_amount_without_sen_stays_as_it_is(amount: int, start: Decimal) -> None:
    lines = stated([Decimal("0.37"), Decimal(amount), Decimal("12.55")], start)

    assert whole_amounts(lines)[1] == amount


def test_two_equal_fees_of_a_day_are_two_and_the_same_again_are_the_same() -> None:
    fee = StatedLine(1, DAY, Decimal(-2500), "BIAYA  TRANSFER")

    once, twice = (
        fingerprints([fee]),
        fingerprints([fee, replace(fee, row=9, text="BIAYA TRANSFER")]),
    )

    assert once[0] == twice[0]
    assert twice[0] != twice[1]


def test_newest_first_is_turned_also_within_one_day() -> None:
    lines = stated([Decimal(5), Decimal(-3), Decimal(2)], Decimal(10))

    assert oldest_first(list(reversed(lines))) == lines
    assert oldest_first(lines) == lines
