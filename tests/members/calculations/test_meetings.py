"""How many make a quorum, and when a motion is carried."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.calculations.meetings import elected, is_carried, needed

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


@pytest.mark.parametrize(
    ("count", "share", "is_over", "fewest"),
    [
        (12, HALF, True, 7),
        (11, HALF, True, 6),
        (12, HALF, False, 6),
        (11, HALF, False, 6),
        (12, TWO_THIRDS, False, 8),
        (10, TWO_THIRDS, False, 7),
        (1, HALF, True, 1),
        (10, Fraction(1), True, 10),
        (0, HALF, True, 1),
    ],
)
def test_the_fewest_that_make_the_share(
    count: int, share: Fraction, is_over: bool, fewest: int
) -> None:
    assert needed(count, share, is_over=is_over) == fewest


@given(st.integers(1, 1000), st.fractions(Fraction(1, 20), Fraction(19, 20)))
def test_one_fewer_is_not_enough(count: int, share: Fraction) -> None:
    fewest = needed(count, share, is_over=True)

    assert Fraction(fewest, count) > share
    assert Fraction(fewest - 1, count) <= share


def test_abstentions_are_not_cast() -> None:
    assert is_carried(4, 3, HALF, is_over=True)
    assert not is_carried(3, 3, HALF, is_over=True)
    assert not is_carried(0, 0, HALF, is_over=True)
    assert is_carried(2, 1, TWO_THIRDS, is_over=False)


def test_who_is_elected() -> None:
    assert elected([3, 7, 2], 1) == [1]
    assert elected([5, 1, 5], 2) == [0, 2]
    assert elected([5, 5, 1], 1) is None
    assert elected([0, 0], 1) is None
    assert elected([4], 1) == [0]
