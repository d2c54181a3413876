"""The way of a plan: rules R-01, R-03 to R-07, one test named after each, and its versions."""

from datetime import date
from typing import Any

import pytest

from empowerment.models import Plan, PlanNeed, PlanState
from empowerment.selectors.plans import plan_figures
from empowerment.services.commitments import cancel_commitment, commit, settle_commitment
from empowerment.services.plan_steps import PlanRefusedError, move_plan
from empowerment.services.plan_versions import revise_plan
from empowerment.services.plans import PlanError, remove_part, set_need, set_source
from empowerment.services.switches import switch_rule
from ledger.selectors.budget import planned
from members.models import Organization
from tests.factories.books import make_voucher
from tests.factories.plans import (
    activity,
    by,
    forum,
    group,
    institution,
    need,
    plan_of,
    post,
    ready_plan,
)

pytestmark = pytest.mark.django_db
S = PlanState
DAY = date(2025, 1, 6)


@pytest.fixture
def panti() -> Organization:
    return institution()


def move(plan: Plan, *states: str, note: str = "") -> Plan:
    for state in states:
        plan = move_plan(plan=plan, to=state, on=DAY, note=note, **by())
    return plan


def rules_of(refused: Any) -> list[str]:
    return [fault.rule for fault in refused.value.faults]


def signed(panti: Organization, **rest: Any) -> Plan:
    return move(ready_plan(panti, **rest), S.FORUM, S.AGREED, S.APPROVED)


def spend(panti: Organization, amount: int, day: date = date(2025, 3, 5)) -> Any:
    make_voucher(panti.book, date(2025, 1, 2), [("1-102", 50_000_000, 0), ("4-101", 0, 50_000_000)])
    return make_voucher(panti.book, day, [("5-201", amount, 0), ("1-102", 0, amount)])


def test_a_plan_goes_its_way_and_becomes_the_budget(panti: Organization) -> None:
    plan = signed(panti, price=1_000_001)

    assert plan.state == S.APPROVED
    assert [(s.before, s.after) for s in plan.steps.all()] == [
        ("draf", "musyawarah"), ("musyawarah", "disepakati"), ("disepakati", "disahkan"),
    ]  # fmt: skip
    account = panti.book.accounts.get(code="5-201")
    year = planned(panti.book, start=date(2025, 1, 1), end=date(2025, 12, 31))
    assert year == {account.pk: 1_000_001}


def test_r_01_a_forum_of_two_elements_is_not_enough(panti: Organization) -> None:
    plan = plan_of(panti)
    need(activity(plan))
    forum(plan, "petugas", "klien")
    move(plan, S.FORUM)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.AGREED)
    assert rules_of(refused) == ["R-01"]

    forum(plan, "petugas", "klien", "keluarga", day=date(2025, 1, 5))
    assert move(plan, S.AGREED).state == S.AGREED


def test_r_03_every_activity_has_who_is_in_charge_and_a_group(panti: Organization) -> None:
    plan = plan_of(panti)
    need(activity(plan, responsible=None))
    need(activity(plan, "5-202", group=None))
    forum(plan)
    move(plan, S.FORUM)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.AGREED)

    assert rules_of(refused) == ["R-03", "R-03"]


def test_r_04_no_cost_without_its_source(panti: Organization) -> None:
    plan = plan_of(panti)
    need(activity(plan), source=None)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.FORUM)

    assert rules_of(refused) == ["R-04"]
    assert str(refused.value) == "Kegiatan 5-201, Tanaman: tentukan sumber dananya."


def test_r_05_over_the_ceiling_it_stays_a_draft(panti: Organization) -> None:
    plan = ready_plan(panti, price=93_250_000, ceiling=85_000_000)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.FORUM)

    plan.refresh_from_db()
    assert plan.state == S.DRAFT
    assert rules_of(refused) == ["R-05", "R-05"]
    assert "melampaui pagu Rp85.000.000 sebesar Rp8.250.000" in str(refused.value)


def test_r_05_the_same_total_with_one_source_over_its_own_ceiling(panti: Organization) -> None:
    plan = ready_plan(panti, price=9_000_000)
    small = set_source(
        plan=plan,
        given={"kind": "csr", "name": "CSR", "ceiling": 1_000_000, "restriction": ""},
        **by(),
    )
    need(activity(plan, "5-202"), 1_000_001, source=small)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.FORUM)

    assert [f.text for f in refused.value.faults] == [
        "Sumber CSR terlampaui Rp1 dari pagunya Rp1.000.000."
    ]


def test_r_07_a_group_is_active_only_with_its_agreement(panti: Organization) -> None:
    plan = plan_of(panti)
    from empowerment.services.plans import set_group

    loose = set_group(
        plan=plan,
        given=group("Lepas", agreed_on=None, agreement="", agreed_count=0),
        **by(),
    )
    need(activity(plan, group=loose))
    forum(plan)
    move(plan, S.FORUM)

    with pytest.raises(PlanRefusedError) as refused:
        move(plan, S.AGREED)

    assert rules_of(refused) == ["R-07"]


def test_a_loosened_rule_warns_and_wants_a_reason(panti: Organization) -> None:
    plan = plan_of(panti)
    need(activity(plan))
    forum(plan, "petugas", "klien")
    move(plan, S.FORUM)
    switch_rule(
        organization=panti, rule="R-01", warns_only=True, reason="Keluarga jauh",
        valid_from=DAY, **by(),
    )  # fmt: skip

    with pytest.raises(PlanError, match="Tulis alasan mengapa tetap dilanjutkan"):
        move(plan, S.AGREED)

    assert move(plan, S.AGREED, note="Keluarga dihubungi lewat surat").state == S.AGREED


@pytest.mark.parametrize("rule", ["R-05", "R-09", "R-12", "R-13", "E.4"])
def test_some_rules_are_never_loosened(panti: Organization, rule: str) -> None:
    with pytest.raises(PlanError, match="tidak dapat dilonggarkan"):
        switch_rule(
            organization=panti, rule=rule, warns_only=True, reason="x", valid_from=DAY, **by()
        )


def test_no_step_is_jumped_and_no_signed_plan_changes(panti: Organization) -> None:
    plan = ready_plan(panti)
    with pytest.raises(PlanError, match="tidak dapat langsung"):
        move(plan, S.APPROVED)
    plan = move(plan, S.FORUM, S.AGREED, S.APPROVED)

    with pytest.raises(PlanError, match="buat versi baru"):
        need(plan.activities.get(), 5)
    with pytest.raises(PlanError, match="setelah tahunnya berakhir"):
        move(move(plan, S.RUNNING), S.CLOSED)


def test_a_new_version_copies_everything_and_replaces_the_old_when_signed(
    panti: Organization,
) -> None:
    old = signed(panti)
    new = revise_plan(plan=old, reason="Harga naik", **by())
    line = PlanNeed.objects.get(activity__plan=new)
    set_need(
        activity=line.activity, need=line,
        given={"kind": "biaya", "item": "Tanaman", "quantity": 1, "measure": "paket",
               "price": 1_200_000, "source": line.source}, **by(),
    )  # fmt: skip

    move(new, S.FORUM, S.AGREED, S.APPROVED)

    old.refresh_from_db()
    assert old.state == S.SUPERSEDED
    assert (plan_figures(old).planned, plan_figures(new).planned) == (1_000_000, 1_200_000)
    assert list(planned(panti.book, start=DAY, end=date(2025, 12, 1)).values()) == [1_200_000]
    assert new.forums.get().participants.count() == 3


def test_actuals_are_the_posted_vouchers_and_nothing_else(panti: Organization) -> None:
    plan = signed(panti)

    spend(panti, 400_000)

    figures = plan_figures(plan)
    assert (figures.actual, figures.left, figures.percent) == (400_000, 600_000, "40,0 %")
    assert [use.spent for use in figures.sources.values()] == [400_000]
    assert plan_figures(plan, until=date(2025, 3, 4)).actual == 0


def promise(plan: Plan, amount: int, reason: str = "") -> Any:
    given = {
        "source": plan.sources.first(), "on": date(2025, 2, 1), "party": "Toko", "text": "Pesan",
        "amount": amount, "overrun_reason": reason,
    }  # fmt: skip
    return commit(activity=plan.activities.first(), given=given, **by())  # type: ignore[arg-type]


def test_r_06_over_the_activity_wants_a_reason_over_the_source_is_refused(
    panti: Organization,
) -> None:
    plan = signed(panti, ceiling=2_000_000)
    promise(plan, 700_000)

    with pytest.raises(PlanError, match=r"Sisa kegiatan tinggal Rp300\.000"):
        promise(plan, 300_001)
    promise(plan, 300_001, "Harga naik")
    with pytest.raises(PlanError, match=r"Sisa DIPA tinggal Rp999\.999"):
        promise(plan, 1_000_000, "Harga naik")

    assert plan_figures(plan).committed == 1_000_001


def test_a_promise_stops_counting_when_its_voucher_is_named_or_it_is_cancelled(
    panti: Organization,
) -> None:
    plan = signed(panti)
    first, second = promise(plan, 300_000), promise(plan, 200_000)
    paid = spend(panti, 310_000)

    settle_commitment(commitment=first, voucher=paid, **by())
    cancel_commitment(commitment=second, on=DAY, reason="Batal", **by())

    figures = plan_figures(plan)
    assert (figures.committed, figures.actual, figures.left) == (0, 310_000, 690_000)
    with pytest.raises(PlanError, match="sudah selesai"):
        cancel_commitment(commitment=first, on=DAY, reason="x", **by())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"clause": "Z.9"}, "clause"),
        ({"first_month": 5, "last_month": 4}, "last_month"),
    ],
)
def test_bad_activities_are_refused_at_their_field(
    panti: Organization, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(PlanError) as refused:
        activity(plan_of(panti), **change)

    assert refused.value.field == field


def test_one_account_is_counted_by_one_activity(panti: Organization) -> None:
    plan = plan_of(panti)
    activity(plan)

    with pytest.raises(PlanError, match="sudah dipakai kegiatan"):
        activity(plan)
    with pytest.raises(PlanError, match="akun belanja"):
        activity(plan, "4-101")


def test_only_an_institution_plans(panti: Organization) -> None:
    from empowerment.services.plans import draft_plan
    from tests.factories.people import OrganizationFactory

    with pytest.raises(PlanError, match="hanya dibuat oleh panti"):
        draft_plan(organization=OrganizationFactory(), year=2025, title="x", **by())


def test_used_parts_are_not_taken_out(panti: Organization) -> None:
    plan = ready_plan(panti)

    with pytest.raises(PlanError, match="masih dipakai"):
        remove_part(part=plan.sources.get(), **by())
    with pytest.raises(PlanError, match="masih melaksanakan"):
        remove_part(part=plan.groups.get(), **by())
    remove_part(part=plan.activities.get(), **by())

    assert plan_figures(plan).planned == 0


def test_a_foreign_person_is_not_in_charge(panti: Organization) -> None:
    plan = plan_of(panti)
    other = post(institution("panti-lain"))

    with pytest.raises(PlanError, match="bukan petugas panti ini"):
        activity(plan, responsible=other)
