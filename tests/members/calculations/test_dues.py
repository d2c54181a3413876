"""Arrears and payments, oldest first."""

from hypothesis import given
from hypothesis import strategies as st

from members.calculations.dues import arrears, next_to_pay

MONTHS = st.lists(st.integers(1, 10**6), min_size=1, max_size=24).map(
    lambda amounts: list(enumerate(amounts, start=202501))
)


@given(MONTHS, st.integers(0, 10**7))
def test_arrears_are_what_is_due_less_what_is_paid(due: list[tuple[int, int]], paid: int) -> None:
    found = arrears(due, paid)

    assert found.amount == max(0, sum(amount for _period, amount in due) - paid)
    assert (found.months > 0) == (found.amount > 0)


@given(MONTHS, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_payment_never_pays_more_than_is_open(
    due: list[tuple[int, int]], paid: int, amount: int
) -> None:
    parts = next_to_pay(due, paid, amount)

    assert sum(part for _period, part in parts) == min(amount, arrears(due, paid).amount)
    assert [period for period, _part in parts] == sorted(period for period, _part in parts)
