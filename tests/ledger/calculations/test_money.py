"""Whole rupiah: reading, writing, splitting."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.money import (
    MAX_RUPIAH,
    AmountError,
    allocate,
    format_rupiah,
    parse_rupiah,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        ("Rp 1.250.000", 1_250_000),
        ("  500 ", 500),
        ("12.500", 12_500),
        ("0", 0),
        ("999999999999999", MAX_RUPIAH),
        ("999.999.999.999.999", MAX_RUPIAH),
    ],
)
def test_parse_rupiah_reads_whole_rupiah(text: str, amount: int) -> None:
    assert parse_rupiah(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Rp",
        "1,250,000",
        "1.250,00",
        "12,50",
        "12.50",
        "1.2.3",
        "1.25.000",
        "1250.000",
        "0.125",
        ".500",
        "500.",
        "1..250",
        "1 250 000",
        "-5",
        "+5",
        "(5)",
        "−5",
        "1e3",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "1/2",
        "lima",
        "=1+1",
        "10000000000000000000",
        "9" * 5000,
        "1000000000000000",
        "1.000.000.000.000.000",
        "١٢٣",
        "１２３",
        "²",
        "1\u00a0250",
        "5\n6",
        "IDR 5",
    ],
)
def test_parse_rupiah_refuses_what_could_mean_two_things(text: str) -> None:
    with pytest.raises(AmountError):
        parse_rupiah(text)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1_250_000, "1.250.000"),
        (Decimal(5_985_000), "5.985.000"),
        (-500, "(500)"),
        (-1_250_000, "(1.250.000)"),
    ],
)
def test_format_rupiah_groups_by_dots_and_brackets_negatives(
    amount: int | Decimal, text: str
) -> None:
    assert format_rupiah(amount) == text


@given(st.integers(min_value=0, max_value=MAX_RUPIAH))
def test_what_is_written_reads_back(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount


def test_allocate_gives_the_left_over_rupiah_to_the_earliest_of_equal_members() -> None:
    shares = allocate(3_745_000, [1] * 12)

    assert shares == [312_084] * 4 + [312_083] * 8


def test_allocate_gives_the_left_over_rupiah_to_the_largest_remainder() -> None:
    # 100 by 1 : 2 : 4 is 14 2/7, 28 4/7, 57 1/7: the one left over goes to the middle
    assert allocate(100, [1, 2, 4]) == [14, 29, 57]


def test_allocate_gives_nothing_to_a_weight_of_zero() -> None:
    assert allocate(10, [0, 1, 0, 2]) == [0, 3, 0, 7]


def test_allocate_takes_fractions_as_percentages() -> None:
    assert allocate(1_000, [Fraction(25, 100), Fraction(75, 100)]) == [250, 750]


def test_allocate_splits_a_loss_as_it_splits_a_profit() -> None:
    assert allocate(-100, [1, 2, 4]) == [-14, -29, -57]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [-1]])
def test_allocate_refuses_weights_that_do_not_split(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)


WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@given(st.integers(-MAX_RUPIAH, MAX_RUPIAH), WEIGHTS)
def test_allocated_shares_sum_to_the_total(total: int, weights: list[int]) -> None:
    assert sum(allocate(total, weights)) == total


@given(st.integers(0, MAX_RUPIAH), WEIGHTS)
def test_no_share_is_a_whole_rupiah_away_from_its_exact_part(
    total: int, weights: list[int]
) -> None:
    exact = [Fraction(total) * weight / sum(weights) for weight in weights]

    shares = allocate(total, weights)

    assert all(abs(share - part) < 1 for share, part in zip(shares, exact, strict=True))


@given(st.integers(0, MAX_RUPIAH), WEIGHTS)
def test_a_larger_weight_never_gets_less(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)

    by_weight = sorted(zip(weights, shares, strict=True))
    assert all(left[1] <= right[1] for left, right in pairwise(by_weight) if left[0] < right[0])
