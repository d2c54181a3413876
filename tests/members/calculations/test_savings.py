"""Interest and its final tax, against the published cases."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.calculations.savings import (
    TaxRule,
    daily_balances,
    interest_of_month,
    shared_tax,
    tax_of,
)
from members.selectors.savings import tax_rule

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "savings_interest_tax.json").read_text("utf-8")
)


@pytest.mark.parametrize(("gross", "tax"), GOLDEN["cases"])
def test_published_tax_cases(gross: int, tax: int) -> None:
    assert tax_of(gross, tax_rule(date(2025, 1, 31))) == tax


def test_before_the_rule_there_is_no_tax() -> None:
    assert tax_rule(date(2009, 1, 1)) is None
    assert tax_of(900_000, None) == 0


def test_the_cliff_is_over_all_savings_of_a_member() -> None:
    rule = TaxRule(240_000, Decimal(10))

    assert shared_tax([120_000, 120_000], rule) == [0, 0]
    assert shared_tax([120_001, 120_000], rule) == [12_000, 12_000]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_parts_of_the_tax_sum_to_it_and_never_pass_the_interest(gross: list[int]) -> None:
    rule = TaxRule(240_000, Decimal(10))

    parts = shared_tax(gross, rule)

    assert sum(parts) == tax_of(sum(gross), rule)
    assert all(0 <= part <= earned for part, earned in zip(parts, gross, strict=True))


def test_three_methods_on_one_month() -> None:
    balances = daily_balances(
        1_000_000, {date(2025, 6, 16): 1_000_000}, date(2025, 6, 1), date(2025, 6, 30)
    )

    def earned(method: str) -> int:
        return interest_of_month(balances, percent=Decimal(12), method=method, days_in_year=365)

    assert earned("lowest") == 10_000
    assert earned("average") == 15_000
    assert earned("daily") == 45_000_000 * 12 // 36_500
