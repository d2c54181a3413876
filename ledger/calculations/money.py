"""Whole rupiah: strict reading, writing, and splitting without a remainder lost."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

MAX_RUPIAH = 10**15 - 1
"""Largest amount of one line: SQLite and JavaScript hold fifteen digits exactly."""

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


class AmountError(ValueError):
    """The text is not an amount in whole rupiah."""


def parse_rupiah(text: str) -> Decimal:
    """Read `1.250.000` or `1250000`; both are one value in every language.

    Refuses (AmountError) signs, decimals, commas, exponents, misplaced dots, and amounts above
    `MAX_RUPIAH`: what a figure means must never be guessed.
    """
    cleaned = text.strip().removeprefix("Rp").strip()
    if len(cleaned) > 40 or not cleaned.isascii():  # int() has a limit of its own
        raise AmountError(text)
    if not (_PLAIN.fullmatch(cleaned) or _GROUPED.fullmatch(cleaned)):
        raise AmountError(text)
    amount = int(cleaned.replace(".", ""))
    if amount > MAX_RUPIAH:
        raise AmountError(text)
    return Decimal(amount)


def format_rupiah(amount: int | Decimal) -> str:
    """Write `1.250.000`; a negative amount stands in brackets as accountants do."""
    grouped = f"{abs(int(amount)):,}".replace(",", ".")
    return f"({grouped})" if amount < 0 else grouped


def allocate(total: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Split whole rupiah by weights; the shares always sum to the total.

    Largest remainder (Hare–Niemeyer); equal remainders go to the earlier share. Raises
    ValueError when no weight is positive or one is negative.
    """
    if any(weight < 0 for weight in weights) or sum(weights) <= 0:
        raise ValueError("weights must be non-negative and not all zero")
    if total < 0:
        return [-share for share in allocate(-total, weights)]
    whole = sum((Fraction(w) for w in weights), Fraction(0))
    exact = [Fraction(total) * Fraction(w) / whole for w in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
