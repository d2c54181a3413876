"""Dividing a profit: nothing lost, the reserve first (kube.md R-15)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.calculations.profit import AllocationError, divide

DEFAULT = {
    "cadangan": Fraction(40),
    "anggota": Fraction(40),
    "iks": Fraction(10),
    "pengurus": Fraction(5),
    "pendidikan": Fraction(5),
}
TWENTY = Fraction(20)


def test_mina_lestari_2025_leaves_four_rupiah_to_the_reserve() -> None:
    division = divide(9_362_500, DEFAULT, [1] * 12, TWENTY)

    assert division.shares == (312_083,) * 12
    assert division.pools == {
        "cadangan": 3_745_004,
        "anggota": 3_744_996,
        "iks": 936_250,
        "pengurus": 468_125,
        "pendidikan": 468_125,
    }


def test_shares_follow_the_weights() -> None:
    division = divide(1_000, {"cadangan": Fraction(50), "anggota": Fraction(50)}, [3, 1], TWENTY)

    assert division.shares == (375, 125)


@pytest.mark.parametrize(
    ("percentages", "code"),
    [
        ({"anggota": Fraction(100)}, "reserve"),
        ({"cadangan": Fraction(19), "anggota": Fraction(81)}, "reserve"),
        ({"cadangan": Fraction(45), "anggota": Fraction(60)}, "total"),
        ({"cadangan": Fraction(105), "anggota": Fraction(-5)}, "negative"),
    ],
)
def test_refuses_a_division_against_the_rules(percentages: dict[str, Fraction], code: str) -> None:
    with pytest.raises(AllocationError) as caught:
        divide(1_000, percentages, [1], TWENTY)

    assert caught.value.code == code


def test_the_reserve_is_never_nothing_even_without_a_minimum() -> None:
    with pytest.raises(AllocationError):
        divide(1_000, {"anggota": Fraction(100)}, [1], Fraction(0))


@pytest.mark.parametrize("profit", [0, -300_000])
def test_a_loss_distributes_nothing(profit: int) -> None:
    with pytest.raises(AllocationError) as caught:
        divide(profit, DEFAULT, [1], TWENTY)

    assert caught.value.code == "loss"


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_a_members_pool_needs_members(weights: list[int]) -> None:
    with pytest.raises(AllocationError) as caught:
        divide(1_000, DEFAULT, weights, TWENTY)

    assert caught.value.code == "weights"


@given(
    profit=st.integers(1, 10**12),
    tenths=st.integers(200, 1000),
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any),
)
def test_pools_sum_to_the_profit_and_shares_to_their_pool(
    profit: int, tenths: int, weights: list[int]
) -> None:
    percentages = {"cadangan": Fraction(tenths, 10), "anggota": 100 - Fraction(tenths, 10)}

    division = divide(profit, percentages, weights, TWENTY)

    assert sum(division.pools.values()) == profit
    assert sum(division.shares) == division.pools["anggota"]
    assert division.pools["cadangan"] * 100 >= profit * percentages["cadangan"] - 100
    assert min(division.shares) >= 0
