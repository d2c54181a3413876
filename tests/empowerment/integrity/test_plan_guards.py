"""What the database refuses about plans, from any console."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from empowerment.integrity.messages import MESSAGES
from empowerment.models import Plan, PlanState
from empowerment.services.commitments import commit
from empowerment.services.plan_steps import move_plan
from empowerment.services.switches import switch_rule
from ledger.integrity.guards import missing_guards
from tests.factories.plans import activity as make_activity
from tests.factories.plans import by, institution, need, plan_of, ready_plan

pytestmark = pytest.mark.django_db
S = PlanState
DAY = date(2025, 1, 6)


@pytest.fixture
def plan(db: None) -> Plan:
    panti = institution()
    plan = ready_plan(panti)
    for state in (S.FORUM, S.AGREED, S.APPROVED):
        plan = move_plan(plan=plan, to=state, on=DAY, **by())
    commit(
        activity=plan.activities.get(),
        given={"source": plan.sources.get(), "on": DAY, "party": "Toko", "text": "Pesan",
               "amount": 5, "overrun_reason": ""}, **by(),
    )  # fmt: skip
    switch_rule(
        organization=panti, rule="R-01", warns_only=True, reason="x", valid_from=DAY, **by()
    )
    return plan


def refused(sql: str, *values: Any) -> str:
    """What the database says to a statement."""
    with (
        pytest.raises(DatabaseError) as answer,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(answer.value)


def test_every_guard_stands() -> None:
    assert missing_guards() == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE empowerment_fundsource SET ceiling = 99", "plan_fixed"),
        ("UPDATE empowerment_planneed SET price = 1", "plan_fixed"),
        ("UPDATE empowerment_planactivity SET name = 'lain'", "plan_fixed"),
        ("UPDATE empowerment_executinggroup SET agreement = 'lain'", "plan_fixed"),
        ("UPDATE empowerment_planforum SET minutes = ''", "plan_fixed"),
        ("UPDATE empowerment_forumparticipant SET element = 'umum'", "plan_fixed"),
        ("DELETE FROM empowerment_planneed", "plan_fixed"),
        ("DELETE FROM empowerment_forumparticipant", "plan_fixed"),
        ("DELETE FROM empowerment_plan", "plan_fixed"),
        ("UPDATE empowerment_plan SET year = 2026", "plan_fixed"),
        ("UPDATE empowerment_plan SET state = 'draf'", "plan_way"),
        ("UPDATE empowerment_planstep SET note = 'lain'", "plan_step_fixed"),
        ("DELETE FROM empowerment_planstep", "plan_step_fixed"),
        ("UPDATE empowerment_ruleswitch SET warns_only = false", "switch_fixed"),
        ("UPDATE empowerment_commitment SET amount = 1", "commitment_fixed"),
        ("DELETE FROM empowerment_commitment", "commitment_fixed"),
        ("UPDATE empowerment_staffpost SET kind = 'kepala'", "post_fixed"),
        ("DELETE FROM empowerment_staffpost", "post_fixed"),
    ],
)
def test_what_was_signed_stays(plan: Plan, sql: str, says: str) -> None:
    assert MESSAGES[says] in refused(sql)


def test_a_plan_over_its_ceiling_is_not_signed_past_the_service() -> None:
    plan = ready_plan(institution(), price=11_000_000)
    with connection.cursor() as cursor:
        for state in ("musyawarah", "disepakati"):
            cursor.execute("UPDATE empowerment_plan SET state = %s WHERE id = %s", [state, plan.pk])

    said = refused("UPDATE empowerment_plan SET state = 'disahkan' WHERE id = %s", plan.pk)

    assert MESSAGES["plan_over_ceiling"] in said


def test_a_plan_with_a_need_without_source_is_not_signed_past_the_service() -> None:
    plan = plan_of(institution())
    need(make_activity(plan), source=None)
    with connection.cursor() as cursor:
        for state in ("musyawarah", "disepakati"):
            cursor.execute("UPDATE empowerment_plan SET state = %s WHERE id = %s", [state, plan.pk])

    said = refused("UPDATE empowerment_plan SET state = 'disahkan' WHERE id = %s", plan.pk)

    assert MESSAGES["plan_without_source"] in said


def test_nothing_is_replaced_or_emptied(plan: Plan) -> None:
    if connection.vendor == "sqlite":
        said = refused(
            "REPLACE INTO empowerment_planstep SELECT * FROM empowerment_planstep LIMIT 1"
        )
        assert MESSAGES["plan_duplicate"] in said
    else:
        with connection.cursor() as cursor:  # rows of this transaction still await their check
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        said = refused("TRUNCATE empowerment_planstep CASCADE")
        assert MESSAGES["plan_truncate"] in said
