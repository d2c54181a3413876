"""Axes in round steps of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.scale import Scale, scale_of

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0, 29_107_500], Scale(0, 30_000_000, 10_000_000)),
        ([4_995_000, 2_740_000], Scale(0, 5_000_000, 1_000_000)),
        ([-300_000, 700_000], Scale(-400_000, 800_000, 200_000)),
        ([-7, -5], Scale(-8, 0, 2)),
        ([3], Scale(0, 3, 1)),
        ([0, 0], Scale(0, 1000, 1000)),
        ([], Scale(0, 1000, 1000)),
    ],
)
def test_steps_are_round_and_hold_every_value(values: list[int], scale: Scale) -> None:
    assert scale_of(values) == scale


@given(values=st.lists(AMOUNTS, max_size=24))
def test_zero_is_a_tick_and_nothing_lies_outside(values: list[int]) -> None:
    scale = scale_of(values)

    assert 0 in scale.ticks
    assert 2 <= len(scale.ticks) <= 7
    assert all(scale.low <= value <= scale.high for value in values)
    assert all(tick % scale.unit == 0 for tick in scale.ticks)


@pytest.mark.parametrize(
    ("step", "unit"),
    [(2 * 10**9, 10**9), (5_000_000, 10**6), (500_000, 10**3), (1000, 10**3), (500, 1)],
)
def test_the_unit_is_the_greatest_that_a_step_is_made_of(step: int, unit: int) -> None:
    assert Scale(0, 2 * step, step).unit == unit


def test_places_count_downwards_and_round_to_whole_ones() -> None:
    scale = Scale(-10, 20, 10)

    places = [scale.place(value, top=100, bottom=400) for value in (20, 0, -10, 1)]

    assert places == [100, 300, 400, 290]
