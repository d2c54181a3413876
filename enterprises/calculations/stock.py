"""Moving-average cost in whole rupiah.

Quantities are whole thousandths of a measure, values whole rupiah. Rounding: what is issued costs
value × quantity ÷ quantity held, half a rupiah up; the last of it takes everything that is left,
so no rupiah ever stays behind without goods.
"""

from decimal import Decimal

THOUSANDTHS = 1000


def thousandths(quantity: Decimal) -> int:
    """`2.5` → 2500. Raises ValueError for more than three decimals."""
    scaled = quantity.scaleb(3)
    if scaled != scaled.to_integral_value():
        raise ValueError(quantity)
    return int(scaled)


def issue_value(quantity: int, held: int, value: int) -> int:
    """What an issue of `quantity` costs while `held` lie in stock for `value`.

    Raises ValueError for more than is held.
    """
    if not 0 < quantity <= held:
        raise ValueError(quantity)
    if quantity == held:
        return value
    return (2 * value * quantity + held) // (2 * held)


def value_taken_back(quantity: int, cost: int, held: int, value: int) -> int:
    """What leaves stock when goods go back at what they cost, as far as the stock carries it.

    Never more value than is left, and all of it with the last piece: the difference to `cost` is a
    gain or loss of its own.
    """
    if not 0 < quantity <= held:
        raise ValueError(quantity)
    return value if quantity == held else min(cost, value)


def part_of(amount: int, part: int, whole: int) -> int:
    """The share of an amount that belongs to `part` of `whole`, half a rupiah up."""
    return (2 * amount * part + whole) // (2 * whole)
