"""Dividing a profit into pools, and the members' pool among members.

Sources: guideline C.3.e.1 (own capital from a part of the profit); kube.md R-15 and §2.5. Whole
rupiah; what rounding leaves goes to the reserve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.calculations.money import allocate

RESERVE = "cadangan"
MEMBERS = "anggota"


class AllocationError(ValueError):
    """A division that may not be made; `code` says why, `detail` what it is about."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Division:
    """Pools in whole rupiah, and each member's share of the members' pool."""

    pools: Mapping[str, int]
    shares: tuple[int, ...]


def divide(
    profit: int,
    percentages: Mapping[str, Fraction],
    weights: Sequence[int],
    minimum_reserve: Fraction,
) -> Division:
    """Divide a profit; pools are cut to whole rupiah and the reserve takes what is left.

    `weights` are the members' (ones for equal shares). Raises AllocationError for a loss, for
    percentages that do not total 100, for a reserve of nothing or below the minimum (R-15), and
    for a members' pool that nobody can share in.
    """
    if profit <= 0:
        raise AllocationError("loss")
    if any(percent < 0 for percent in percentages.values()):
        raise AllocationError("negative")
    total = sum(percentages.values(), Fraction(0))
    if total != 100:
        raise AllocationError("total", str(total))
    reserve = percentages.get(RESERVE, Fraction(0))
    if reserve <= 0 or reserve < minimum_reserve:
        raise AllocationError("reserve", str(minimum_reserve))
    pools = {name: int(profit * percent / 100) for name, percent in percentages.items()}
    shares = _shares(pools.get(MEMBERS, 0), weights)
    if MEMBERS in pools:
        pools[MEMBERS] = sum(shares)
    pools[RESERVE] += profit - sum(pools.values())
    return Division(pools=pools, shares=shares)


def _shares(pool: int, weights: Sequence[int]) -> tuple[int, ...]:
    if not pool:
        return tuple(0 for _ in weights)
    whole = sum(weights)
    if any(weight < 0 for weight in weights) or whole <= 0:
        raise AllocationError("weights")
    return tuple(pool * weight // whole for weight in weights)


def share_out(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount that is paid out to the last rupiah: the largest remainders get one more.

    Raises AllocationError as `divide` does for weights.
    """
    whole = sum(weights)
    if any(weight < 0 for weight in weights) or whole <= 0:
        raise AllocationError("weights")
    return tuple(allocate(amount, list(weights)))
