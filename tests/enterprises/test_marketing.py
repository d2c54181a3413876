"""What a product should cost, and the plan to sell it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from enterprises.calculations.pricing import Priced, price_of_batch
from enterprises.models import MarketingPlan
from enterprises.selectors.prices import price_of
from enterprises.services.marketing import calculate_price, plan_marketing
from enterprises.services.sale_errors import SaleError
from ledger.models import Book
from tests.factories.sales import Shop, by, shop

BATCH: dict[str, Any] = {
    "costs": [600_000, 45_000],
    "quantity": Decimal(40),
    "margin_percent": Decimal(20),
    "price": None,
    "market_low": 17_000,
    "market_high": 19_000,
}


def test_cost_margin_and_market_of_a_batch() -> None:
    # 645.000 / 40 = 16.125; + 20 % = 19.350
    assert price_of_batch(**BATCH) == Priced(16_125, 19_350, 3_225, Fraction(100, 6), "above")
    assert price_of_batch(**BATCH | {"price": 18_000}).against_market == "within"
    assert price_of_batch(**BATCH | {"price": 16_000}).margin == -125
    assert price_of_batch(**BATCH | {"market_low": None, "market_high": None}).against_market == ""


def test_a_cost_is_rounded_up_never_down() -> None:
    assert price_of_batch(**BATCH | {"costs": [100], "quantity": Decimal(3)}).unit_cost == 34


@pytest.mark.parametrize("wrong", [{"quantity": Decimal(0)}, {"costs": [0]}])
def test_a_batch_without_figures_has_no_price(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="quantity"):
        price_of_batch(**BATCH | wrong)


@pytest.fixture
def stall(book: Book) -> Shop:
    return shop(book)


def test_a_calculation_may_set_the_price(stall: Shop) -> None:
    day = date(2025, 3, 1)
    given: dict[str, Any] = {
        "product": stall.jar,
        "on": day,
        "parts": [("Daging", 600_000), ("Bumbu", 45_000)],
        "quantity": Decimal(40),
        "margin_percent": Decimal(20),
    } | by()

    made = calculate_price(is_price=True, **given)

    assert (made.unit_cost, made.price, made.parts.count()) == (16_125, 19_350, 2)
    assert price_of(stall.jar, stall.market, day) == 19_350
    with pytest.raises(SaleError, match="lebih dari nol"):
        calculate_price(price=0, **given)
    with pytest.raises(SaleError, match="terendah di atas"):
        calculate_price(market_low=2, market_high=1, **given)


def test_a_plan_needs_a_target_and_stays_on_record(stall: Shop) -> None:
    plan: dict[str, Any] = {
        "product": stall.jar,
        "year": 2026,
        "buyers": "Ibu rumah tangga",
        "channels": "WA",
        "promotion": "Contoh gratis",
        "target_quantity": Decimal(300),
    } | by()

    plan_marketing(target_price=18_000, **plan)
    plan_marketing(target_price=19_000, **plan)

    assert MarketingPlan.objects.count() == 2
    with pytest.raises(SaleError, match="lebih dari nol"):
        plan_marketing(target_price=0, **plan)
