"""Moving average in whole rupiah."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.calculations.stock import issue_value, part_of, thousandths, value_taken_back


def test_an_issue_costs_its_part_half_a_rupiah_up() -> None:
    assert issue_value(1_000, 3_000, 100) == 33
    assert issue_value(2_000, 3_000, 100) == 67
    assert issue_value(1_000, 2_000, 1_001) == 501


def test_the_last_of_it_takes_everything() -> None:
    assert issue_value(700, 700, 9_999) == 9_999


@pytest.mark.parametrize("quantity", [0, -1, 701])
def test_no_more_than_is_held_is_issued(quantity: int) -> None:
    with pytest.raises(ValueError, match=str(quantity)):
        issue_value(quantity, 700, 9_999)
    with pytest.raises(ValueError, match=str(quantity)):
        value_taken_back(quantity, 1, 700, 9_999)


def test_what_goes_back_takes_its_cost_as_far_as_the_stock_carries_it() -> None:
    assert value_taken_back(100, 500, 300, 1_000) == 500
    assert value_taken_back(100, 5_000, 300, 1_000) == 1_000
    assert value_taken_back(300, 500, 300, 1_000) == 1_000


def test_thousandths_are_exact() -> None:
    assert thousandths(Decimal("2.5")) == 2_500
    with pytest.raises(ValueError, match="0001"):
        thousandths(Decimal("0.0001"))


@given(
    held=st.integers(1, 10**9), value=st.integers(0, 10**13), parts=st.lists(st.integers(1, 10**9))
)
def test_whatever_is_issued_value_never_runs_out_before_goods(
    held: int, value: int, parts: list[int]
) -> None:
    start = value
    issued = 0
    for part in parts:
        quantity = min(part, held)
        if not quantity:
            break
        cost = issue_value(quantity, held, value)
        held, value, issued = held - quantity, value - cost, issued + cost
        assert value >= 0
        assert held or not value
    assert issued + value == start


def test_a_part_of_a_sum_is_rounded_half_up() -> None:
    assert part_of(100, 1, 3) == 33
    assert part_of(1_001, 1, 2) == 501
