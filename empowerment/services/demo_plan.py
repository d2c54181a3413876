"""The demonstration's institution: its posts, both versions of its plan, the year's spending."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from empowerment.models import Plan, PlanNeed, PlanState
from empowerment.services.forums import record_forum
from empowerment.services.plan_steps import PlanRefusedError, move_plan
from empowerment.services.plan_versions import revise_plan
from empowerment.services.plans import (
    appoint_staff,
    draft_plan,
    set_activity,
    set_group,
    set_need,
    set_source,
)
from members.models import Organization, Person

Rows = Callable[..., list[dict[str, str]]]
YEAR = 2025
FORUM_DAY = date(2024, 12, 12)
SIGNED = date(2025, 1, 6)
OVER_CEILING = "Versi pertama melampaui pagu; perikanan, bengkel, dan taman dikurangi."


def load(
    organization: Organization, people: dict[str, Person], rows: Rows, actor: Any, at: datetime
) -> None:
    """Posts, the version that was refused, and the one that the head signed."""
    posts = {
        row["person"]: appoint_staff(
            organization=organization,
            given={
                "person": people[row["person"]],
                "kind": row["kind"],
                "title": row["title"],
                "decree": row["decree"],
                "starts_on": date.fromisoformat(row["starts_on"]),
                "ends_on": None,
            },
            actor=actor,
            at=at,
        )
        for row in rows("posts.csv")
    }
    plan = draft_plan(
        organization=organization, year=YEAR, title="Rencana Pemberdayaan", actor=actor, at=at
    )
    _fill(plan, posts, rows, actor, at)
    _forum(plan, people, rows, actor, at)
    try:
        move_plan(plan=plan, to=PlanState.FORUM, on=FORUM_DAY, actor=actor, at=at)
    except PlanRefusedError:  # 93.250.000 over 85.000.000: it stays a draft
        plan = revise_plan(plan=plan, reason=OVER_CEILING, actor=actor, at=at)
    _cheaper(plan, rows, actor, at)
    for state in (PlanState.FORUM, PlanState.AGREED, PlanState.APPROVED, PlanState.RUNNING):
        plan = move_plan(plan=plan, to=state, on=SIGNED, actor=actor, at=at)


def _fill(plan: Plan, posts: dict[str, Any], rows: Rows, actor: Any, at: datetime) -> None:
    by = {"actor": actor, "at": at}
    sources = {
        row["code"]: set_source(plan=plan, given=row | {"ceiling": int(row["ceiling"])}, **by)
        for row in rows("plan", "sources.csv")
    }
    groups = {
        row["code"]: set_group(
            plan=plan,
            given=row
            | {
                "agreed_on": date.fromisoformat(row["agreed_on"]),
                "agreed_count": int(row["agreed_count"]),
                "objections": "",
            },
            **by,
        )
        for row in rows("plan", "groups.csv")
    }
    accounts = {account.code: account for account in plan.organization.book.accounts.all()}
    activities = {
        row["account"]: set_activity(
            plan=plan,
            given=row
            | {
                "account": accounts[row["account"]],
                "unit": None,
                "responsible": posts[row["responsible"]],
                "group": groups[row["group"]],
                "first_month": int(row["first_month"]),
                "last_month": int(row["last_month"]),
            },
            **by,
        )
        for row in rows("plan", "activities.csv")
    }
    for row in rows("plan", "needs.csv"):
        set_need(
            activity=activities[row["account"]],
            given={
                "kind": row["kind"],
                "item": row["item"],
                "quantity": int(row["quantity"]),
                "measure": row["measure"],
                "price": int(row["price_v1"]),
                "source": sources[row["source"]],
            },
            **by,
        )


def _forum(plan: Plan, people: dict[str, Person], rows: Rows, actor: Any, at: datetime) -> None:
    known = {person.name: person for person in people.values()}
    record_forum(
        plan=plan,
        given={
            "kind": "musyawarah",
            "held_on": FORUM_DAY,
            "place": "Aula PSBK Lentera Karya",
            "minutes": "Prioritas 2025 dibahas per bidang; usul dicocokkan dengan pagu.",
        },
        participants=[
            {
                "person": known.get(row["name"]),
                "name": row["name"],
                "element": row["element"],
                "said": row["said"],
                "attended": True,
                "committed_on": FORUM_DAY if row["committed"] == "1" else None,
            }
            for row in rows("plan", "participants.csv")
        ],
        actor=actor,
        at=at,
    )


def _cheaper(plan: Plan, rows: Rows, actor: Any, at: datetime) -> None:
    for row in rows("plan", "needs.csv"):
        if row["price_v1"] == row["price_v2"]:
            continue
        need = PlanNeed.objects.get(activity__plan=plan, item=row["item"])
        set_need(
            activity=need.activity,
            need=need,
            given={
                "kind": need.kind,
                "item": need.item,
                "quantity": need.quantity,
                "measure": need.measure,
                "price": int(row["price_v2"]),
                "source": need.source,
            },
            actor=actor,
            at=at,
        )
