"""A year's SHU from closing to payment: base, shares, states, booking, reversal, refusals."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from cooperatives.calculations.shu import MemberBase, Policy, Rounding, distribute
from cooperatives.models import ShuDistribution, ShuPayment, ShuShare, ShuState
from cooperatives.reports.shu_papers import share_list, slips_pdf
from cooperatives.selectors.shu import ShuRefusedError, YearPolicy
from cooperatives.selectors.shu_bases import CAPITAL_METHODS, Year, capital_bases
from cooperatives.selectors.shu_proof import proof_of
from cooperatives.services.shu import approve_shu, distribute_shu, review_shu, withdraw_shu
from cooperatives.services.shu_payments import pay_shu, use_shu_fund
from ledger.models import Voucher
from ledger.registry import report
from ledger.selectors.balances import balances
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from members.models import DecisionUse, Organization
from members.services.leaving import settle_leaving
from tests.factories import savings, shu
from tests.factories.books import make_voucher
from tests.factories.clock import AT

pytestmark = pytest.mark.django_db


def by() -> dict[str, Any]:
    return {"actor": system_actor(), "at": AT}


@pytest.fixture
def organization() -> Organization:
    """Members bought for 6.000.000 at 3.000.000, others earned 1.000.000: SHU 4.000.000."""
    return shu.closed(shu.traded())


def held(organization: Organization, code: str, on: date = date(2026, 2, 15)) -> int:
    account = organization.book.accounts.get(code=code)
    return -balances(organization.book, on=on).get(account.pk, 0)


# --- figures ---


def test_the_base_is_the_posted_result_split_as_the_phu_earned_it(
    organization: Organization,
) -> None:
    made = shu.calculated(organization)

    assert (made.base, made.from_members, made.from_non_members) == (
        4_000_000,
        3_000_000,
        1_000_000,
    )
    assert made.state == ShuState.CALCULATED


def test_shares_follow_savings_and_purchases_and_the_rest_goes_to_the_reserve(
    organization: Organization,
) -> None:
    made = shu.calculated(organization)

    shares = list(
        made.shares.order_by("membership__number").values_list("jasa_modal", "jasa_usaha")
    )
    pools = dict(made.pools.values_list("pool", "posted"))
    assert shares == [(75_000, 125_000), (150_000, 250_000), (225_000, 375_000)]
    assert made.residual == 0
    assert pools["cadangan"] == 1_200_000 + 1_000_000
    assert sum(pools.values()) == made.base


def test_two_levels_split_the_members_part_once_more(organization: Organization) -> None:
    policy = YearPolicy(
        style="two_level",
        percentages={
            "cadangan": Decimal(60),
            "anggota": Decimal(40),
            "jasa_modal": Decimal(30),
            "jasa_usaha": Decimal(70),
        },
    )

    made = shu.calculated(organization, policy)

    amounts = dict(made.pools.values_list("pool", "amount"))
    assert amounts == {
        "cadangan": 1_800_000, "anggota": 1_200_000, "jasa_modal": 360_000, "jasa_usaha": 840_000,
    }  # fmt: skip


def test_all_is_shared_or_the_others_part_feeds_the_social_funds(
    organization: Organization,
) -> None:
    everything = shu.calculated(organization, replace(shu.POLICY, non_member="share_all"))
    withdraw_shu(distribution=everything, reason="Contoh", **by())
    social = shu.calculated(organization, replace(shu.POLICY, non_member="social"))

    posted = dict(social.pools.values_list("pool", "posted"))
    assert (everything.from_members, everything.from_non_members) == (4_000_000, 0)
    assert (posted["sosial"], posted["pendidikan"]) == (300_000 + 500_000, 500_000)
    assert posted["cadangan"] == 1_200_000


def test_a_weight_says_what_a_rupiah_of_a_kind_counts(organization: Organization) -> None:
    unit = organization.book.units.get(code="UMUM").pk
    policy = replace(shu.POLICY, weights={("purchases", unit): 3})

    made = shu.calculated(organization, policy)

    share = shu.share_of(made, "A-1")
    assert share.business_base == 3_000_000
    assert proof_of(share).business_total == 3_000_000


def test_a_reversed_sale_counts_for_nobody() -> None:
    organization = shu.traded()
    sale = shu.sell(organization.book, "A-1", 500_000)
    reverse(voucher=sale, on=date(2025, 6, 11), reason="Salah", **by())
    shu.closed(organization)

    assert shu.share_of(shu.calculated(organization), "A-1").business_base == 1_000_000


@pytest.mark.parametrize(
    ("method", "base"),
    [
        ("closing", 100_000),
        ("monthly", 100_000 * 10 // 12),
        ("daily", 100_000 * 306 // 365),
        ("lowest", 100_000 * 10 // 12),
    ],
)
def test_savings_of_one_tenth_of_march_count_by_each_method(method: str, base: int) -> None:
    organization = shu.traded(1)

    found = capital_bases(Year(organization.book, 2025), method)

    assert found == {shu.membership(organization, "A-1").pk: base}


def test_the_lowest_balance_sees_what_an_average_of_month_ends_does_not() -> None:
    organization = shu.traded(1)
    one = shu.membership(organization, "A-1")
    savings.product(organization, "sukarela")
    type(savings.product(organization, "sukarela")).objects.filter(
        organization=organization, code="sukarela"
    ).update(counts_for_shu=True)
    savings.deposit(one, "sukarela", 120_000, on=date(2025, 1, 1))
    savings.withdraw(one, "sukarela", 120_000, on=date(2025, 12, 10))
    savings.deposit(one, "sukarela", 120_000, on=date(2025, 12, 20))

    low, ends = (
        capital_bases(Year(organization.book, 2025), m)[one.pk] for m in ("lowest", "monthly")
    )

    assert ends - low == 10_000


def test_who_left_in_june_shares_by_the_rule() -> None:
    organization = shu.traded()
    settle_leaving(
        membership=shu.membership(organization, "A-3"), on=date(2025, 6, 30), reason="Pindah",
        decision="1/2025", due_on=date(2025, 12, 1), **by(),
    )  # fmt: skip
    shu.closed(organization)
    without = shu.calculated(organization)
    numbers = set(without.shares.values_list("membership__number", flat=True))
    withdraw_shu(distribution=without, reason="Aturan lain", **by())

    made = shu.calculated(organization, replace(shu.POLICY, leavers="prorata"))

    gone = shu.share_of(made, "A-3")
    assert numbers == {"A-1", "A-2"}
    assert gone.capital_base == 300_000 * 121 // 365  # 1 March to 29 June
    assert gone.business_base == 3_000_000


def test_equal_members_and_one_member() -> None:
    alone = shu.closed(shu.traded(1), costs=500_000)

    made = shu.calculated(alone)

    share = shu.share_of(made, "A-1")
    pools = dict(made.pools.values_list("pool", "amount"))
    assert (share.jasa_modal, share.jasa_usaha) == (pools["jasa_modal"], pools["jasa_usaha"])


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=30),
    st.integers(1, 10**12),
    st.sampled_from(list(Rounding)),
)
def test_pools_sum_to_the_shu_and_slips_to_the_pools(
    bases: list[tuple[int, int]], surplus: int, rounding: Rounding
) -> None:
    policy = Policy({"jasa_modal": 20, "jasa_usaha": 30, "cadangan": 50}, None, rounding)  # type: ignore[dict-item]
    members = [MemberBase(str(n), c, b) for n, (c, b) in enumerate(bases)]

    found = distribute(surplus, policy, members)

    assert sum(found.pools.values()) == surplus
    paid = sum(share.total for share in found.members)
    assert paid + found.residual == sum(found.member_pools.values())


def test_the_command_says_what_the_books_say(organization: Organization, clock: Any) -> None:
    clock(AT)
    made, out = shu.calculated(organization), StringIO()

    call_command("shu", organization.slug, "2025", "--format", "json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (answer["base"], answer["from_members"], answer["residual"]) == (4_000_000, 3_000_000, 0)
    assert answer["pools"]["jasa_usaha"] == 750_000
    assert [m["total"] for m in answer["members"]] == [
        share.total for share in made.shares.order_by("membership__number")
    ]


# --- the way of a calculation ---


def test_booking_moves_the_result_to_funds_and_members(organization: Organization) -> None:
    made = shu.distributed(organization)

    assert held(organization, "3-1502") == 0
    assert held(organization, "3-1401") == 2_200_000
    assert held(organization, "2-1502") == 300_000
    assert held(organization, "2-1505") == 300_000
    assert held(organization, "2-1501") == 1_200_000
    assert made.state == ShuState.DISTRIBUTED
    assert DecisionUse.objects.get().subject == made.voucher.code  # type: ignore[union-attr]
    table = report("balance_sheet").build(
        organization.book, start=date(2026, 1, 1), end=date(2026, 2, 15)
    )
    assert table.totals["assets"] == table.totals["liabilities"] + table.totals["equity"]


def test_booking_twice_books_once(organization: Organization) -> None:
    made = shu.distributed(organization)

    with pytest.raises(ShuRefusedError, match="sekarang dibagikan"):
        distribute_shu(distribution=made, on=shu.BOOKED, **by())

    assert held(organization, "2-1501") == 1_200_000


def test_nothing_is_booked_without_the_decision_of_the_members(organization: Organization) -> None:
    made = shu.calculated(organization)
    with pytest.raises(ShuRefusedError, match="sekarang dihitung"):
        distribute_shu(distribution=made, on=shu.BOOKED, **by())
    review_shu(distribution=made, actor=shu.reviewer(), at=AT)
    other = shu.rat(organization, kind="budget")

    for decision, says in ((None, "memerlukan keputusan rapat"), (other, "berjenis")):
        with pytest.raises(ShuRefusedError, match=says):
            approve_shu(distribution=made, decision=decision, on=shu.RAT, **by())

    assert Voucher.objects.filter(shu_distribution__isnull=False).count() == 0
    assert held(organization, "3-1502") == 4_000_000


def test_who_calculates_does_not_review(organization: Organization) -> None:
    made = shu.calculated(organization)

    with pytest.raises(ShuRefusedError, match="tidak meninjau"):
        review_shu(distribution=made, **by())


def test_reversing_the_booking_opens_the_way_for_another(organization: Organization) -> None:
    made = shu.distributed(organization)
    assert made.voucher is not None
    reverse(voucher=made.voucher, on=date(2026, 2, 14), reason="Salah persen", **by())
    made.refresh_from_db()

    again = shu.calculated(organization)

    assert (made.state, again.state) == (ShuState.WITHDRAWN, ShuState.CALCULATED)
    assert held(organization, "3-1502") == 4_000_000


def test_a_booking_with_payments_is_not_reversed(organization: Organization) -> None:
    made = shu.distributed(organization)
    assert made.voucher is not None
    paid = pay(made, ["A-1"])

    with pytest.raises(PostingError, match=f"dibayarkan dengan {paid.code}"):
        reverse(voucher=made.voucher, on=date(2026, 2, 14), reason="Salah", **by())

    made.refresh_from_db()
    assert made.state == ShuState.DISTRIBUTED


# --- paying ---


def pay(made: ShuDistribution, numbers: list[str], **given: Any) -> Voucher:
    shares = [shu.share_of(made, number).pk for number in numbers]
    cash = made.book.accounts.get(code="1-1101")
    wish = {"way": "cash", "cash": cash, "on": date(2026, 2, 13)} | given
    return pay_shu(distribution=made, shares=shares, **wish, **by())


def test_members_are_paid_in_cash_or_into_their_savings(organization: Organization) -> None:
    made = shu.distributed(organization)
    pay(made, ["A-1"])
    pay(made, ["A-2"], way="savings", product=savings.product(organization, "sukarela"), cash=None)

    assert held(organization, "2-1501") == 600_000
    assert held(organization, "2-1201") == 400_000
    assert savings.held(shu.membership(organization, "A-2"), "sukarela") is not None


def test_a_share_becomes_capital_only_with_the_members_letter(organization: Organization) -> None:
    made = shu.distributed(organization)
    wajib = savings.product(organization, "wajib")
    wish: dict[str, Any] = {"way": "capital", "product": wajib, "cash": None}

    with pytest.raises(ShuRefusedError, match="persetujuan tertulis") as refused:
        pay(made, ["A-3"], **wish)
    pay(made, ["A-3"], consent="Surat 3/2026", **wish)

    assert refused.value.field == "consent"
    assert held(organization, "3-1102") == 600_000


def test_a_share_is_paid_once_and_again_after_its_reversal(organization: Organization) -> None:
    made = shu.distributed(organization)
    first = pay(made, ["A-1"])
    with pytest.raises(ShuRefusedError, match="A-1 sudah dibayarkan"):
        pay(made, ["A-1", "A-2"])
    reverse(voucher=first, on=date(2026, 2, 14), reason="Salah orang", **by())

    pay(made, ["A-1"], on=date(2026, 2, 14))

    assert held(organization, "2-1501") == 1_000_000
    assert ShuPayment.objects.count() == 2


def test_a_click_twice_pays_once(organization: Organization) -> None:
    made = shu.distributed(organization)

    codes = {pay(made, ["A-1"], key="klik").code for _turn in range(2)}

    assert len(codes) == 1
    assert ShuPayment.objects.count() == 1


def test_a_fund_gives_no_more_than_it_holds(organization: Organization) -> None:
    shu.distributed(organization)
    wish: dict[str, Any] = {
        "book": organization.book,
        "pool": "sosial",
        "recipient": "Bu Wati",
        "purpose": "Sakit",
        "decision": "RAT 2026",
        "cash": organization.book.accounts.get(code="1-1101"),
        "on": date(2026, 2, 14),
    }

    with pytest.raises(ShuRefusedError, match=r"hanya Rp 300\.000") as refused:
        use_shu_fund(amount=300_001, **wish, **by())
    use_shu_fund(amount=300_000, **wish, **by())

    assert refused.value.field == "amount"
    assert held(organization, "2-1505") == 0


# --- proof and paper ---


@pytest.mark.parametrize("method", CAPITAL_METHODS)
def test_the_lines_of_a_slip_make_its_bases(method: str) -> None:
    organization = shu.closed(shu.traded())
    made = shu.calculated(organization, replace(shu.POLICY, capital_method=method))

    for share in made.shares.all():
        proof = proof_of(share)
        assert proof.business_total == share.business_base
        assert (proof.closing == share.capital_base) is (method == "closing")


def test_the_list_totals_what_was_booked_and_slips_print(organization: Organization) -> None:
    made = shu.distributed(organization)

    table = share_list(made)

    span = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    assert report("shu_members").build(organization.book, **span) == table
    assert table.totals["total"] == held(organization, "2-1501")
    assert slips_pdf(list(made.shares.all()[:1]), at=AT).startswith(b"%PDF")


# --- bad input ---


def test_an_open_year_a_loss_and_105_percent_are_refused_with_a_sentence() -> None:
    organization = shu.traded()
    with pytest.raises(ShuRefusedError, match="2025 belum ditutup"):
        shu.calculated(organization)
    shu.closed(organization, costs=9_000_000)
    with pytest.raises(ShuRefusedError, match="Tahun rugi"):
        shu.calculated(organization)
    five_more = shu.POLICY.percentages | {"sosial": Decimal(15)}

    good = shu.closed(shu.traded())
    with pytest.raises(ShuRefusedError, match="berjumlah 105"):
        shu.calculated(good, replace(shu.POLICY, percentages=five_more))

    assert not ShuDistribution.objects.exists()


def test_a_negative_base_names_the_member() -> None:
    organization = shu.traded()
    returned = [("4-1109", 2_500_000, 0), ("1-1321", 0, 2_500_000, "A-2")]
    make_voucher(organization.book, date(2025, 8, 1), returned, narration="Retur")
    shu.closed(organization, costs=1_000_000)

    with pytest.raises(ShuRefusedError, match="A-2 di bawah nol"):
        shu.calculated(organization)


@pytest.mark.parametrize("org", ["tidak-ada", "kube"])
def test_the_command_refuses_with_a_sentence(org: str, clock: Any) -> None:
    clock(AT)
    organization = shu.traded()
    slug = {"kube": organization.slug}.get(org, org)

    with pytest.raises(CommandError, match=r"Tidak ada lembaga|belum ditutup"):
        call_command("shu", slug, "2025")


# --- what the database refuses ---


@pytest.mark.parametrize(
    ("says", "strike"),
    [
        ("Hitungan SHU tetap", lambda m: ShuDistribution.objects.update(base=1, from_members=1)),
        ("Hitungan SHU tetap", lambda m: ShuDistribution.objects.all()._raw_delete("default")),
        ("Hitungan SHU tetap", lambda m: ShuShare.objects.update(jasa_modal=9)),
        ("Hitungan SHU tetap", lambda m: m.pools.update(posted=0)),
        ("tidak dapat berpindah", lambda m: ShuDistribution.objects.update(state="approved")),
        ("tidak meninjau", lambda m: ShuDistribution.objects.update(state="reviewed")),
        (
            "seluruh bagian anggota",
            lambda m: ShuPayment.objects.create(
                share=m.shares.first(), way="cash", amount=1, voucher=m.closing
            ),
        ),
    ],
)
def test_a_calculation_stays_as_it_was_made(
    organization: Organization, says: str, strike: Callable[[Any], Any]
) -> None:
    made = shu.calculated(organization)

    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        strike(made)


def test_the_database_wants_the_decision_and_the_reversal(organization: Organization) -> None:
    made = shu.calculated(organization)
    rows = ShuDistribution.objects.filter(pk=made.pk)
    rows.update(state="reviewed", reviewed_by=shu.reviewer())
    with pytest.raises(DatabaseError, match="hanya dengan keputusan"), transaction.atomic():
        rows.update(state="approved")
    rows.update(state="withdrawn")

    booked = shu.distributed(organization)
    with pytest.raises(DatabaseError, match="tidak dapat berpindah"), transaction.atomic():
        ShuDistribution.objects.filter(pk=booked.pk).update(state="withdrawn")


def test_a_replacing_row_does_not_slip_through(organization: Organization) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE INTO is SQLite's")
    made = shu.calculated(organization)

    with (
        pytest.raises(DatabaseError, match="Hitungan SHU tetap"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "REPLACE INTO cooperatives_shushare SELECT id, capital_base, business_base, 9,"
            " jasa_usaha, distribution_id, membership_id FROM cooperatives_shushare"
            " WHERE distribution_id = %s",
            [made.pk],
        )
