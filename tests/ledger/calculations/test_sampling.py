"""Drawing samples: worked by hand, and what holds for every population."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.sampling import (
    Pick,
    Unit,
    above,
    at_random,
    by_monetary_units,
    interval_of,
    largest,
    start_of,
    whole,
)

FIVE = [Unit(f"BKK/{n}", amount) for n, amount in enumerate((100, 400, 50, 1000, 450))]
populations = st.lists(st.integers(0, 10**9), min_size=1, max_size=60).map(
    lambda amounts: [Unit(f"B/{n}", amount) for n, amount in enumerate(amounts)]
)


def test_monetary_units_are_hit_at_every_interval() -> None:
    """Running totals 100, 500, 550, 1550, 2000; hits at 200, 700, 1200 and 1700."""
    picks = by_monetary_units(FIVE, interval=500, start=200)

    assert picks == [Pick(1, 1), Pick(3, 2), Pick(4, 1)]


def test_the_interval_is_the_total_by_the_size() -> None:
    assert interval_of(2000, 4) == 500
    assert interval_of(3, 4) == 1


def test_the_largest_and_those_from_an_amount_on() -> None:
    assert largest(FIVE, size=2) == [Pick(3), Pick(4)]
    assert above(FIVE, threshold=400) == [Pick(1), Pick(3), Pick(4)]
    assert whole(FIVE) == [Pick(n) for n in range(5)]


def test_a_random_sample_can_be_drawn_by_hand_from_its_seed() -> None:
    tickets = sorted((sha256(f"benih:{u.code}".encode()).hexdigest(), u.code) for u in FIVE)
    by_hand = {code for _ticket, code in tickets[:2]}

    picks = at_random(FIVE, size=2, seed="benih")

    assert {FIVE[pick.place].code for pick in picks} == by_hand
    assert at_random(FIVE, size=2, seed="benih") == picks
    assert len(at_random(FIVE, size=9, seed="x")) == 5


@given(populations, st.integers(1, 40), st.text(max_size=8))
def test_monetary_units_take_whatever_is_as_large_as_the_interval(
    units: list[Unit], size: int, seed: str
) -> None:
    total = sum(unit.amount for unit in units)
    interval = interval_of(total, size)
    start = start_of(seed, interval)

    picks = by_monetary_units(units, interval=interval, start=start)

    assert 1 <= start <= interval
    hit = {pick.place for pick in picks}
    assert {n for n, unit in enumerate(units) if unit.amount >= interval} <= hit
    wanted = (total - start) // interval + 1 if total >= start else 0
    assert sum(pick.hits for pick in picks) == wanted


@given(populations, st.integers(0, 80), st.text(max_size=8))
def test_each_way_draws_each_voucher_once_and_in_order(
    units: list[Unit], size: int, seed: str
) -> None:
    for picks in (at_random(units, size=size, seed=seed), largest(units, size=size)):
        places = [pick.place for pick in picks]
        assert places == sorted(set(places))
        assert len(places) == min(size, len(units))
