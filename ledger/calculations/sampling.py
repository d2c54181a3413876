"""Drawing vouchers for a check: at random, by amount, by monetary units. Whole rupiah.

Ways of selection: ISA 530 / SA 530 *Sampling Audit*, appendices 1 and 4 (random, systematic, and
monetary-unit selection). Whoever knows the seed and the numbers of the vouchers draws the same
sample again, with any tool that knows SHA-256: each voucher gets the ticket
`sha256(f"{seed}:{code}")` and the lowest tickets win (Rivest 2018, *Consistent Sampling with
Replacement*, arXiv:1808.10016).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Unit:
    """One voucher of the population: its number and its amount in whole rupiah, zero or more."""

    code: str
    amount: int


@dataclass(frozen=True)
class Pick:
    """The place of a drawn unit in the population, and how often it was hit."""

    place: int
    hits: int = 1


def ticket(seed: str, code: str) -> str:
    """The ticket of a voucher in a drawing: 64 hexadecimal digits."""
    return sha256(f"{seed}:{code}".encode()).hexdigest()


def at_random(units: Sequence[Unit], *, size: int, seed: str) -> list[Pick]:
    """`size` units, each with the same chance; all of them when there are fewer."""
    order = sorted(range(len(units)), key=lambda i: ticket(seed, units[i].code))
    return [Pick(place) for place in sorted(order[:size])]


def largest(units: Sequence[Unit], *, size: int) -> list[Pick]:
    """The `size` largest units; among equals the earlier one."""
    order = sorted(range(len(units)), key=lambda i: (-units[i].amount, i))
    return [Pick(place) for place in sorted(order[:size])]


def above(units: Sequence[Unit], *, threshold: int) -> list[Pick]:
    """Every unit of the threshold or more."""
    return [Pick(place) for place, unit in enumerate(units) if unit.amount >= threshold]


def whole(units: Sequence[Unit]) -> list[Pick]:
    """Every unit."""
    return [Pick(place) for place in range(len(units))]


def interval_of(total: int, size: int) -> int:
    """The interval that hits a total of rupiah `size` times; at least one rupiah."""
    return max(total // size, 1)


def start_of(seed: str, interval: int) -> int:
    """The rupiah of the first hit, from 1 to the interval, by the seed."""
    return int(ticket(seed, "start"), 16) % interval + 1


def by_monetary_units(units: Sequence[Unit], *, interval: int, start: int) -> list[Pick]:
    """The units in which the rupiah `start`, `start + interval`, … of the running total lie.

    A unit of the interval or more is always hit, and counts once with its number of hits.
    """
    picks = []
    reached, following = 0, start
    for place, unit in enumerate(units):
        reached += unit.amount
        if following > reached:
            continue
        hits = (reached - following) // interval + 1
        picks.append(Pick(place, hits))
        following += hits * interval
    return picks
