"""Sharing the SHU (sisa hasil usaha): from the year's surplus to pools, from pools to members.

Sources: UU 25/1992 article 45 (in proportion to each member's business with the cooperative; the
members' meeting decides); formulas and roundings in docs/accounting/shu.md. Whole rupiah; shares
are computed exactly as fractions and never pass through a float.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ledger.calculations.money import allocate

CAPITAL_POOL = "jasa_modal"
BUSINESS_POOL = "jasa_usaha"
MEMBERS_POOL = "anggota"
"""Two-level policies decide one pool for the members and split it afterwards."""


class Rounding(StrEnum):
    """What happens to the fractions of a rupiah when a pool is shared among members."""

    FLOOR = "floor"
    """Each share is cut to whole rupiah; the residual goes to the reserve (cadangan)."""

    LARGEST_REMAINDER = "largest_remainder"
    """The left-over rupiah go to the largest fractions, so that nothing is left."""


class ShuError(ValueError):
    """A surplus or policy that cannot be shared; `code` says why, `detail` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Policy:
    """What the members' meeting decided for one year; percentages total exactly 100.

    A flat policy names `jasa_modal` and `jasa_usaha` among its pools. A two-level one names
    `anggota` there and splits it by `member_percentages`.
    """

    percentages: Mapping[str, Fraction]
    member_percentages: Mapping[str, Fraction] | None = None
    rounding: Rounding = Rounding.FLOOR


@dataclass(frozen=True)
class MemberBase:
    """What one member's share is measured by: savings and business, in rupiah."""

    member_no: str
    capital: int
    business: int


@dataclass(frozen=True)
class MemberShare:
    """One member's share in whole rupiah, beside the bases it was computed from."""

    base: MemberBase
    jasa_modal: int
    jasa_usaha: int

    @property
    def total(self) -> int:
        """Both services together."""
        return self.jasa_modal + self.jasa_usaha


@dataclass(frozen=True)
class Distribution:
    """A shared surplus. Pools are as decided; `residual` is what rounding left of the member pools.

    Σ pools = `from_members`; Σ members + residual = the two member pools.
    """

    base: int
    from_members: int
    from_non_members: int
    pools: Mapping[str, int]
    member_pools: Mapping[str, int]
    members: tuple[MemberShare, ...]
    residual: int


def member_surplus(surplus: int, net_participation: int, non_member_gross: int) -> int:
    """The part of the surplus that business with members earned, in whole rupiah.

    `surplus × net participation of members / (that + gross profit from non-members)`. Without any
    business, or when one of the two is negative, nothing can be told apart: raises ShuError.
    """
    whole = net_participation + non_member_gross
    if net_participation < 0 or non_member_gross < 0 or whole == 0:
        raise ShuError("origin")
    return allocate(surplus, [net_participation, non_member_gross])[0]


def check_percentages(percentages: Mapping[str, Fraction]) -> None:
    """Raise ShuError unless every percentage is positive or zero and they total exactly 100."""
    for name, percent in percentages.items():
        if percent < 0:
            raise ShuError("negative_percentage", name)
    total = sum(percentages.values(), Fraction(0))
    if total != 100:
        raise ShuError("percentages", percent_text(total))


def percent_text(percent: Fraction) -> str:
    """Write a percentage with a comma and at most four decimals: `102,5`."""
    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    return f"{exact:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def pools_of(amount: int, percentages: Mapping[str, Fraction]) -> dict[str, int]:
    """Split an amount over pools; they sum to it to the rupiah (largest remainder)."""
    names = list(percentages)
    shares = allocate(amount, [percentages[name] for name in names])
    return dict(zip(names, shares, strict=True))


def share_pool(pool: int, weights: Sequence[int], rounding: Rounding) -> list[int]:
    """Share a pool by the members' bases; nobody gets anything when all bases are zero."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    shares = [pool * weight // whole for weight in weights]
    if rounding is Rounding.LARGEST_REMAINDER:  # as allocate(), in whole numbers: 100,000 members
        left = pool - sum(shares)
        order = sorted(range(len(weights)), key=lambda i: (-(pool * weights[i] % whole), i))
        for i in order[:left]:
            shares[i] += 1
    return shares


def distribute(
    surplus: int,
    policy: Policy,
    members: Sequence[MemberBase],
    from_members: int | None = None,
) -> Distribution:
    """Share a year's surplus after tax.

    Only `from_members` (all of it when None) is split into pools: what business with non-members
    earned is not the members' to share and stays beside it. Raises ShuError for a loss, percentages
    that do not total 100, a negative base, a member named twice, or a part larger than the whole.
    """
    earned = surplus if from_members is None else from_members
    if surplus < 0:
        raise ShuError("loss")
    if not 0 <= earned <= surplus:
        raise ShuError("from_members")
    _check_members(members)
    check_percentages(policy.percentages)
    pools = pools_of(earned, policy.percentages)
    member_pools = _member_pools(pools, policy)
    capital = share_pool(member_pools[CAPITAL_POOL], [m.capital for m in members], policy.rounding)
    business = share_pool(
        member_pools[BUSINESS_POOL], [m.business for m in members], policy.rounding
    )
    shares = tuple(
        MemberShare(member, modal, usaha)
        for member, modal, usaha in zip(members, capital, business, strict=True)
    )
    return Distribution(
        base=surplus,
        from_members=earned,
        from_non_members=surplus - earned,
        pools=pools,
        member_pools=member_pools,
        members=shares,
        residual=sum(member_pools.values()) - sum(share.total for share in shares),
    )


def _member_pools(pools: Mapping[str, int], policy: Policy) -> dict[str, int]:
    """What is shared by capital and what by business, in either style of policy."""
    if policy.member_percentages is None:
        return {name: pools.get(name, 0) for name in (CAPITAL_POOL, BUSINESS_POOL)}
    if MEMBERS_POOL not in pools or {CAPITAL_POOL, BUSINESS_POOL} & set(pools):
        raise ShuError("two_level")
    if not set(policy.member_percentages) <= {CAPITAL_POOL, BUSINESS_POOL}:
        raise ShuError("two_level")
    check_percentages(policy.member_percentages)
    split = pools_of(pools[MEMBERS_POOL], policy.member_percentages)
    return {name: split.get(name, 0) for name in (CAPITAL_POOL, BUSINESS_POOL)}


def _check_members(members: Sequence[MemberBase]) -> None:
    seen: set[str] = set()
    for member in members:
        if member.capital < 0 or member.business < 0:
            raise ShuError("negative_base", member.member_no)
        if member.member_no in seen:
            raise ShuError("member_twice", member.member_no)
        seen.add(member.member_no)
