"""What a product should cost: cost per measure, margin, and where the market stands."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Priced:
    """Whole rupiah per measure, each rounded up: never below what it costs."""

    unit_cost: int
    suggested: int
    margin: int
    """What is left of the chosen price after its cost."""
    margin_percent: Fraction
    """Of the price."""
    against_market: str
    """`below`, `within`, `above`, or empty while the market price is unknown."""


def price_of_batch(
    *,
    costs: list[int],
    quantity: Decimal,
    margin_percent: Decimal,
    price: int | None,
    market_low: int | None,
    market_high: int | None,
) -> Priced:
    """Spread a batch's costs over its quantity and put the margin (percent of cost) on top.

    Raises ValueError for no quantity, no cost and a margin below zero.
    """
    total = sum(costs)
    if quantity <= 0 or total <= 0 or margin_percent < 0 or min(costs) < 0:
        raise ValueError("a batch has a quantity and costs something")
    unit = ceil(Fraction(total) / Fraction(quantity))
    suggested = ceil(Fraction(unit) * (100 + Fraction(margin_percent)) / 100)
    chosen = suggested if price is None else price
    low, high = market_low or market_high, market_high or market_low
    against = ""
    if low is not None and high is not None:
        against = "below" if chosen < low else "above" if chosen > high else "within"
    left = chosen - unit
    share = Fraction(left * 100, chosen) if chosen else Fraction(0)
    return Priced(unit, suggested, left, share, against)
