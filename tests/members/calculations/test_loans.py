"""Loan schedules against published cases, and what holds for any loan."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.calculations.loans import (
    METHODS,
    Schedule,
    Terms,
    TermsError,
    add_months,
    schedule,
    year_fraction,
)

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "loans.json").read_text(encoding="utf-8")
)


def of_case(case: dict[str, Any]) -> Schedule:
    rate = case["annual_rate"] if "annual_rate" in case else case["monthly_rate"] * 12
    actual = case.get("day_count", "").startswith("actual")
    return schedule(
        Terms(
            principal=Decimal(case["principal"]),
            annual_rate=Decimal(str(rate)),
            months=case["months"],
            method=case["method"],
            day_count="act/act" if actual else "30/360",
            disbursed=date.fromisoformat(case["disbursed"]) if "disbursed" in case else None,
            unit=Decimal(1) if case["unit"] == "rupiah" else Decimal("0.01"),
        )
    )


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["id"])
def test_published_schedule_comes_out_to_the_unit(case: dict[str, Any]) -> None:
    plan = of_case(case)

    for name, value in case.get("each", {}).items():
        assert {getattr(row, name) for row in plan.rows} == {Decimal(value)}
    if "each_principal" in case:
        assert {row.principal for row in plan.rows} == {Decimal(case["each_principal"])}
    if "interest" in case:
        assert [row.interest for row in plan.rows] == case["interest"]
    if "instalments" in case:
        assert [str(row.instalment) for row in plan.rows] == case["instalments"]
    for name, value in case.get("totals", {}).items():
        assert getattr(plan, name) == Decimal(value)
    if "each_floor" in case:
        assert {row.instalment for row in plan.rows[:-1]} == {case["each_floor"]["instalment"]}
        assert plan.rows[-1].instalment == case["last"]["instalment"]
    for no, opening, principal, interest in case.get("rows", []):
        row = plan.rows[no - 1]
        assert abs(row.balance + row.principal - opening) <= case["tolerance"]["balance"]
        assert abs(row.principal - principal) <= case["tolerance"]["component"]
        assert abs(row.interest - interest) <= case["tolerance"]["component"]


@pytest.mark.parametrize("case", GOLDEN["effective_rate"], ids=lambda c: str(c["flat_annual"]))
def test_flat_shows_its_effective_rate(case: dict[str, Any]) -> None:
    terms = Terms(Decimal(12_000_000), Decimal(case["flat_annual"]), case["months"], "flat")

    gap = schedule(terms).effective_annual_percent - Decimal(
        case["effective_annual_nominal_percent"]
    )

    assert abs(gap) <= Decimal(case["tolerance"])


def test_menurun_and_anuitas_cost_their_nominal_rate() -> None:
    for method in ("menurun", "anuitas"):
        terms = Terms(Decimal(48_000_000), Decimal(18), 24, method)

        assert schedule(terms).effective_annual_percent == Decimal("18.00")


@settings(deadline=None, max_examples=150)
@given(
    principal=st.integers(1, 10**11),
    rate=st.decimals(0, 120, places=4),
    months=st.integers(1, 120),
    method=st.sampled_from(METHODS),
    rounding=st.sampled_from(["half_up", "up_100", "up_500", "up_1000", "up_7"]),
    day_count=st.sampled_from(["30/360", "act/act"]),
    unit=st.sampled_from(["1", "0.01"]),
    disbursed=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_principal_parts_sum_to_the_loan_and_nothing_is_negative(
    principal: int,
    rate: Decimal,
    months: int,
    method: str,
    rounding: str,
    day_count: str,
    unit: str,
    disbursed: date,
) -> None:
    loan = principal * Decimal(unit)

    plan = schedule(
        Terms(loan, rate, months, method, day_count, disbursed, Decimal(unit), rounding)
    )

    assert len(plan.rows) == months
    assert plan.principal == loan
    assert plan.rows[-1].balance == 0
    assert min(min(row.principal, row.interest, row.balance) for row in plan.rows) >= 0
    step = Decimal(unit)
    assert all(row.principal % step == 0 and row.interest % step == 0 for row in plan.rows)
    assert [row.due for row in plan.rows] == sorted({row.due for row in plan.rows if row.due})


def test_up_100_raises_all_but_the_last_instalment() -> None:
    terms = Terms(Decimal(1_000_000), Decimal(12), 12, "flat", rounding="up_100")

    plan = schedule(terms)

    assert {row.instalment for row in plan.rows[:-1]} == {93_400}
    assert plan.rows[-1].instalment == 1_120_000 - 11 * 93_400


def test_a_31st_is_due_on_the_last_day_of_shorter_months() -> None:
    days = [add_months(date(2024, 1, 31), n) for n in (1, 2, 3, 13)]

    assert days == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30), date(2025, 2, 28)]


def test_days_of_a_leap_year_count_a_366th() -> None:
    assert year_fraction(date(2023, 12, 12), date(2024, 1, 12)) == Fraction(19, 365) + Fraction(
        12, 366
    )
    assert year_fraction(date(2023, 12, 31), date(2024, 12, 31)) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"months": 0}, "months"),
        ({"annual_rate": Decimal(1000)}, "annual_rate"),
        ({"annual_rate": Decimal(-1)}, "annual_rate"),
        ({"annual_rate": Decimal("NaN")}, "annual_rate"),
        ({"principal": Decimal(0)}, "principal"),
        ({"principal": Decimal("100.5")}, "principal"),
        ({"method": "bunga"}, "method"),
        ({"rounding": "up_0"}, "rounding"),
        ({"day_count": "act/act"}, "disbursed"),
        ({"unit": Decimal("0.1")}, "unit"),
    ],
)
def test_impossible_terms_are_refused_at_their_field(changed: dict[str, Any], field: str) -> None:
    terms = {
        "principal": Decimal(1_000_000),
        "annual_rate": Decimal(12),
        "months": 12,
        "method": "flat",
    }

    with pytest.raises(TermsError) as refused:
        Terms(**(terms | changed))

    assert refused.value.field == field
