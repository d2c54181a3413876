"""Examples of what lies behind the institution's addresses."""

from typing import Any

from empowerment.models import Plan
from ledger.services.actors import system_actor
from members.models import Organization


def addresses(at: Any) -> dict[str, dict[str, Any]]:
    """Name of an address → its parts: the plan in force, and a promise on its first activity."""
    from empowerment.services.commitments import commit

    panti = Organization.objects.get(slug="psbk-lentera-karya")
    plan = Plan.objects.get(organization=panti, state="berjalan")
    activity = plan.activities.order_by("pk")[0]
    need = activity.needs.order_by("pk")[0]
    promise = commit(
        activity=activity,
        given={
            "source": need.source, "on": at.date().replace(year=plan.year), "party": "Balai",
            "text": "Uji", "amount": 1_000, "overrun_reason": "",
        },
        actor=system_actor(),
        at=at,
    )  # fmt: skip
    org = {"org": panti.slug}
    of_plan, of_activity = org | {"pk": plan.pk}, org | {"pk": activity.pk}
    group, source = plan.groups.order_by("pk")[0], plan.sources.order_by("pk")[0]
    return {
        f"empowerment:{name}": parts
        for name, parts in {
            "plan": of_plan,
            "revise_plan": of_plan,
            "plan_step": of_plan | {"to": "ditutup"},
            "new_source": of_plan,
            "source": of_plan | {"part": source.pk},
            "new_group": of_plan,
            "group": of_plan | {"part": group.pk},
            "new_activity": of_plan,
            "edit_activity": of_plan | {"part": activity.pk},
            "new_forum": of_plan,
            "remove_part": of_plan | {"kind": "sumber", "part": source.pk},
            "activity": of_activity,
            "new_need": of_activity,
            "need": of_activity | {"part": need.pk},
            "new_commitment": of_activity,
            "settle_commitment": org | {"pk": promise.pk},
        }.items()
    }
