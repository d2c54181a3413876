"""What a loan owes on a day, how payments are laid, how a group loan is split."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.calculations.loan_dues import (
    Account,
    Due,
    Paid,
    Position,
    lay_payment,
    penalty_accrued,
    position,
    share_rows,
)
from members.calculations.loans import METHODS, Terms, add_months, schedule

START = date(2025, 1, 10)


def account(months: int = 3, **more: Any) -> Account:
    """100.000 a month with 10.000 interest, due on the 10th of February and after."""
    dues = [Due(add_months(START, n), 100_000, 10_000) for n in range(1, months + 1)]
    words: dict[str, Any] = {"lent": 100_000 * months, "balance": 100_000 * months, "dues": dues}
    return Account(**(words | more))


def test_nothing_is_overdue_on_the_due_day_and_everything_after_it() -> None:
    loan = account()

    on_the_day, after = position(loan, date(2025, 2, 10)), position(loan, date(2025, 2, 11))

    assert (on_the_day.overdue, on_the_day.principal_due, on_the_day.interest_due) == (
        0,
        100_000,
        10_000,
    )
    assert (after.overdue_principal, after.overdue_interest, after.days_late) == (
        100_000,
        10_000,
        1,
    )


def test_who_pays_early_in_the_month_pays_its_interest() -> None:
    assert position(account(), date(2025, 2, 1)).interest_due == 10_000
    assert position(account(), date(2025, 1, 31)).interest_due == 0


def test_payments_cover_the_oldest_instalment_first() -> None:
    loan = account(balance=150_000, paid=[Paid(date(2025, 2, 10), 150_000, 10_000)])

    now = position(loan, date(2025, 3, 11))

    assert now.rows == ((100_000, 10_000), (50_000, 0), (0, 0))
    assert (now.overdue_principal, now.overdue_interest) == (50_000, 10_000)
    assert now.late_since == date(2025, 3, 10)


def test_a_loan_paid_off_owes_no_more_interest() -> None:
    loan = account(balance=0, paid=[Paid(date(2025, 2, 10), 300_000, 10_000)])

    now = position(loan, date(2025, 6, 30))

    assert (now.outstanding, now.interest_due, now.overdue, now.days_late) == (0, 0, 0, 0)


def test_interest_of_a_dead_loan_stops_and_returns() -> None:
    dead = account(months=12, stop_days=121)

    late = position(dead, date(2025, 12, 31))

    assert late.stopped_on == date(2025, 6, 11)
    assert (late.interest_due, late.stopped_interest) == (5 * 10_000, 6 * 10_000)
    caught_up = account(
        months=12,
        stop_days=121,
        balance=200_000,
        paid=[Paid(date(2025, 12, 31), 1_000_000, 90_000)],
    )
    assert position(caught_up, date(2025, 12, 31)).interest_due == 20_000


@pytest.mark.parametrize(
    ("grace", "on", "expected"),
    [
        (0, date(2025, 2, 20), 1_100),  # 110.000 × 0,1 % × 10
        (3, date(2025, 2, 20), 770),  # ten days less the three of grace
        (3, date(2025, 2, 13), 0),
    ],
)
def test_penalty_counts_days_after_the_grace(grace: int, on: date, expected: int) -> None:
    loan = account(penalty_percent=Decimal("0.1"), grace_days=grace)

    assert penalty_accrued(loan, on) == expected


def test_penalty_falls_with_what_is_paid_and_keeps_what_was_earned() -> None:
    loan = account(
        penalty_percent=Decimal("0.1"),
        balance=255_000,
        paid=[Paid(date(2025, 2, 20), 45_000, 10_000)],
    )

    assert penalty_accrued(loan, date(2025, 2, 20)) == 1_100
    assert penalty_accrued(loan, date(2025, 3, 2)) == 1_100 + 550
    assert position(loan, date(2025, 3, 2)).penalty_due == 1_650


def owing(**more: int) -> Position:
    given = {
        "outstanding": 300_000,
        "overdue_principal": 0,
        "overdue_interest": 0,
        "principal_due": 100_000,
        "interest_due": 10_000,
        "penalty_due": 5_000,
    }
    return Position(**(given | more), late_since=None, on=START)


@pytest.mark.parametrize(
    ("order", "amount", "parts"),
    [
        ("dbp", 12_000, (5_000, 7_000, 0)),
        ("bdp", 12_000, (2_000, 10_000, 0)),
        ("bpd", 12_000, (0, 10_000, 2_000)),
        ("pbd", 104_000, (0, 4_000, 100_000)),
        ("dbp", 215_000, (5_000, 10_000, 200_000)),
        ("pbd", 315_000, (5_000, 10_000, 300_000)),
    ],
)
def test_a_payment_is_laid_in_the_products_order(
    order: str, amount: int, parts: tuple[int, int, int]
) -> None:
    laid = lay_payment(amount, owing(), penalty=5_000, order=order)

    assert laid is not None
    assert (laid.penalty, laid.interest, laid.principal) == parts


def test_more_than_everything_is_not_laid() -> None:
    assert lay_payment(315_001, owing(), penalty=5_000, order="dbp") is None


@given(
    principal=st.integers(1_000, 10**9),
    rate=st.integers(0, 36),
    months=st.integers(1, 36),
    method=st.sampled_from(METHODS),
    rounding=st.sampled_from(["half_up", "up_100", "up_1000"]),
    amounts=st.lists(st.integers(1, 10**8), max_size=12),
    order=st.sampled_from(["dbp", "bdp", "bpd", "pbd"]),
)
def test_any_payments_keep_every_sum_and_nothing_below_zero(
    principal: int,
    rate: int,
    months: int,
    method: str,
    rounding: str,
    amounts: list[int],
    order: str,
) -> None:
    plan = schedule(
        Terms(Decimal(principal), Decimal(rate), months, method, "30/360", START, rounding=rounding)
    )
    dues = [Due(r.due, int(r.principal), int(r.interest)) for r in plan.rows if r.due]
    balance, paid, day = principal, [], START
    for amount in amounts:
        day += timedelta(days=23)
        loan = Account(
            principal, balance, dues, paid, penalty_percent=Decimal("0.05"), grace_days=2
        )
        now = position(loan, day)
        laid = lay_payment(amount, now, penalty=now.penalty_due, order=order)
        if laid is None:
            assert amount > now.outstanding + now.interest_due + now.penalty_due
            continue
        assert laid.total == amount
        assert min(laid.penalty, laid.interest, laid.principal) >= 0
        balance -= laid.principal
        paid.append(Paid(day, laid.principal, laid.interest, laid.penalty))
    end = position(Account(principal, balance, dues, paid), day + timedelta(days=5_000))
    assert balance >= 0
    assert sum(p for p, _i in end.rows) == principal - balance
    assert end.overdue_principal == balance
    assert min(end.overdue_interest, end.interest_due, end.penalty_due) >= 0


@given(
    shares=st.lists(st.integers(1, 10**7), min_size=1, max_size=12),
    rate=st.integers(0, 30),
    months=st.integers(1, 36),
    method=st.sampled_from(METHODS),
    rounding=st.sampled_from(["half_up", "up_100", "up_1000"]),
)
def test_shares_of_a_group_loan_sum_by_row_and_by_member(
    shares: list[int], rate: int, months: int, method: str, rounding: str
) -> None:
    terms = Terms(Decimal(sum(shares)), Decimal(rate), months, method, rounding=rounding)
    plan = schedule(terms)

    found = share_rows(plan.rows, shares, is_flat=method == "flat")

    for row, parts in zip(plan.rows, found, strict=True):
        assert (sum(p for p, _i in parts), sum(i for _p, i in parts)) == (
            row.principal,
            row.interest,
        )
        assert min(min(part) for part in parts) >= 0
    assert [sum(column) for column in zip(*[[p for p, _i in r] for r in found], strict=True)] == (
        shares
    )
