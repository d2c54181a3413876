"""Sharing the SHU: published examples, and what must hold for any members and weights."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperatives.calculations.shu import (
    MemberBase,
    Policy,
    Rounding,
    ShuError,
    distribute,
    member_surplus,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "shu.json"
CASES = {case["id"]: case for case in json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]}
SHARED = sorted(name for name, case in CASES.items() if "member" in case)
ROUNDINGS = st.sampled_from(list(Rounding))


def policy_of(case: dict[str, Any], rounding: Rounding = Rounding.FLOOR) -> Policy:
    """The case's policy; what a textbook leaves open goes to the reserve."""
    percentages = {name: Fraction(percent) for name, percent in case["pools_percent"].items()}
    rest = 100 - sum(percentages.values())
    if rest:
        percentages["cadangan"] = percentages.get("cadangan", Fraction(0)) + rest
    nested = case.get("member_pool_percent")
    member = {name: Fraction(percent) for name, percent in nested.items()} if nested else None
    return Policy(percentages, member, rounding)


def members_of(case: dict[str, Any]) -> list[MemberBase]:
    """The member of the example and, as one, all the others."""
    own = case["member"]
    return [
        MemberBase("A-1", own["capital"], own["business"]),
        MemberBase(
            "A-2", case["capital_base"] - own["capital"], case["business_base"] - own["business"]
        ),
    ]


@pytest.mark.parametrize("name", SHARED)
def test_a_published_member_gets_his_share(name: str) -> None:
    case = CASES[name]

    shared = distribute(
        case["shu"], policy_of(case), members_of(case), case.get("shu_from_members")
    )

    share = shared.members[0]
    if "expect" in case:
        assert (share.jasa_modal, share.jasa_usaha, share.total) == (
            case["expect"]["jasa_modal"],
            case["expect"]["jasa_usaha"],
            case["expect"]["total"],
        )
    else:
        assert share.jasa_modal == int(float(case["expect_exact"]["jasa_modal"]))
        assert share.jasa_usaha == int(float(case["expect_exact"]["jasa_usaha"]))


@pytest.mark.parametrize("name", ["X1", "X2"])
def test_a_wrong_published_answer_is_not_ours(name: str) -> None:
    case = CASES[name]

    shared = distribute(case["shu"], policy_of(case), members_of(case))

    assert shared.members[0].total != case["published_wrong"]


@pytest.mark.parametrize("name", ["G1", "G5", "G6"])
def test_published_pools(name: str) -> None:
    case = CASES[name]

    shared = distribute(case["shu"], policy_of(case), [], case.get("shu_from_members"))

    assert shared.pools == case["pools"]
    assert sum(shared.pools.values()) + shared.from_non_members == case["shu"]


def test_two_level_policy_splits_the_members_pool() -> None:
    case = CASES["G6"]

    shared = distribute(case["shu"], policy_of(case), members_of(case), case["shu_from_members"])

    assert shared.member_pools == case["member_pools"]
    assert shared.from_non_members == case["shu_from_non_members"]


def test_three_equal_members_leave_one_rupiah() -> None:
    policy = Policy({"jasa_modal": Fraction(100)})
    members = [MemberBase(str(n), 5, 0) for n in range(3)]

    shared = distribute(1_000_000, policy, members)

    assert [share.total for share in shared.members] == [333_333, 333_333, 333_333]
    assert shared.residual == 1
    assert shared.pools == {"jasa_modal": 1_000_000}


def test_largest_remainder_leaves_nothing() -> None:
    policy = Policy({"jasa_modal": Fraction(100)}, rounding=Rounding.LARGEST_REMAINDER)
    members = [MemberBase(str(n), 5, 0) for n in range(3)]

    shared = distribute(1_000_000, policy, members)

    assert [share.total for share in shared.members] == [333_334, 333_333, 333_333]
    assert shared.residual == 0


def test_one_member_takes_both_pools() -> None:
    policy = Policy({"jasa_modal": Fraction(20), "jasa_usaha": Fraction(30), "x": Fraction(50)})

    shared = distribute(999_999, policy, [MemberBase("1", 7, 3)])

    assert shared.members[0].total == shared.pools["jasa_modal"] + shared.pools["jasa_usaha"]
    assert shared.residual == 0


def test_a_pool_without_any_base_stays_whole() -> None:
    policy = Policy({"jasa_usaha": Fraction(100)})

    shared = distribute(500, policy, [MemberBase("1", 10, 0), MemberBase("2", 20, 0)])

    assert [share.total for share in shared.members] == [0, 0]
    assert shared.residual == 500


@given(
    surplus=st.integers(0, 10**13),
    tenths=st.tuples(st.integers(0, 500), st.integers(0, 500)),
    bases=st.lists(st.tuples(st.integers(0, 10**10), st.integers(0, 10**10)), max_size=25),
    rounding=ROUNDINGS,
    part=st.fractions(0, 1),
)
def test_nothing_is_lost_or_made(
    surplus: int,
    tenths: tuple[int, int],
    bases: list[tuple[int, int]],
    rounding: Rounding,
    part: Fraction,
) -> None:
    percentages = {
        "jasa_modal": Fraction(tenths[0], 10),
        "jasa_usaha": Fraction(tenths[1], 10),
        "cadangan": 100 - Fraction(sum(tenths), 10),
    }
    members = [MemberBase(str(n), *base) for n, base in enumerate(bases)]
    earned = int(surplus * part)

    shared = distribute(surplus, Policy(percentages, None, rounding), members, earned)

    member_pools = shared.pools["jasa_modal"] + shared.pools["jasa_usaha"]
    assert sum(shared.pools.values()) == earned
    assert shared.from_members + shared.from_non_members == surplus
    assert sum(share.total for share in shared.members) + shared.residual == member_pools
    assert shared.residual >= 0
    assert all(share.jasa_modal >= 0 and share.jasa_usaha >= 0 for share in shared.members)
    if (
        rounding is Rounding.LARGEST_REMAINDER
        and sum(b for b, _ in bases)
        and sum(b for _, b in bases)
    ):
        assert shared.residual == 0


def refused(*args: Any, **options: Any) -> tuple[str, str]:
    with pytest.raises(ShuError) as caught:
        distribute(*args, **options)
    return caught.value.code, caught.value.detail


def test_refuses_percentages_of_105() -> None:
    percentages = {"jasa_modal": Fraction(45), "jasa_usaha": Fraction(60)}

    assert refused(1000, Policy(percentages), []) == ("percentages", "105")


def test_refuses_a_loss() -> None:
    assert refused(-1, Policy({"cadangan": Fraction(100)}), []) == ("loss", "")


def test_refuses_a_part_larger_than_the_whole() -> None:
    assert refused(10, Policy({"cadangan": Fraction(100)}), [], 11) == ("from_members", "")


def test_refuses_a_negative_percentage() -> None:
    percentages = {"jasa_modal": Fraction(-5), "cadangan": Fraction(105)}

    assert refused(10, Policy(percentages), []) == ("negative_percentage", "jasa_modal")


def test_refuses_a_negative_base() -> None:
    members = [MemberBase("B-9", 5, -1)]

    assert refused(10, Policy({"cadangan": Fraction(100)}), members) == ("negative_base", "B-9")


def test_refuses_a_member_named_twice() -> None:
    members = [MemberBase("B-9", 5, 1), MemberBase("B-9", 5, 1)]

    assert refused(10, Policy({"cadangan": Fraction(100)}), members) == ("member_twice", "B-9")


def test_refuses_two_styles_at_once() -> None:
    percentages = {"anggota": Fraction(50), "jasa_modal": Fraction(50)}
    nested = {"jasa_modal": Fraction(30), "jasa_usaha": Fraction(70)}

    assert refused(10, Policy(percentages, nested), []) == ("two_level", "")


def test_member_surplus_follows_net_participation() -> None:
    assert member_surplus(1_000, 300, 100) == 750


def test_member_surplus_without_business_is_refused() -> None:
    with pytest.raises(ShuError):
        member_surplus(1_000, 0, 0)
