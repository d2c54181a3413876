"""A change of plan is a new version; the old one stays readable."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from empowerment.models import OPEN_STATES, FundSource, Plan
from empowerment.services.plan_steps import set_aside
from empowerment.services.plans import PlanError, log_plan


@transaction.atomic
def revise_plan(*, plan: Plan, reason: str, actor: Any, at: datetime) -> Plan:
    """Copy a plan into a new draft version; the old one stays. PlanError without a reason.

    Forums are copied too: what was agreed with everybody holds until a new forum says otherwise.
    """
    if not reason.strip():
        raise PlanError(_("Tulis alasan versi baru ini."), field="reason")
    versions = Plan.objects.select_for_update().filter(
        organization=plan.organization, year=plan.year
    )
    if versions.filter(state__in=OPEN_STATES).exclude(pk=plan.pk).exists():
        raise PlanError(_("Masih ada versi lain yang belum disahkan; lanjutkan versi itu."))
    newest = versions.aggregate(newest=Max("version"))["newest"]
    made = Plan.objects.create(
        organization=plan.organization,
        year=plan.year,
        version=newest + 1,
        title=plan.title,
        reason=reason.strip()[:300],
        made_by=actor,
        made_at=at,
    )
    _copy(plan, made)
    if plan.state in OPEN_STATES:
        plan.refresh_from_db()
        set_aside(plan=plan, note=reason, actor=actor, at=at)
    log_plan("revise_plan", made, actor, at, reason=made.reason)
    return made


def _copy(old: Plan, new: Plan) -> None:
    sources = {
        s.pk: FundSource.objects.create(
            plan=new, kind=s.kind, name=s.name, ceiling=s.ceiling, restriction=s.restriction
        )
        for s in old.sources.all()
    }
    groups = {}
    for group in old.groups.all():
        key, group.pk, group.plan = group.pk, None, new
        group.save(force_insert=True)
        groups[key] = group
    for activity in old.activities.prefetch_related("needs"):
        needs = list(activity.needs.all())
        activity.pk, activity.plan = None, new
        activity.group = groups.get(activity.group_id) if activity.group_id else None
        activity.save(force_insert=True)
        for need in needs:
            need.pk, need.activity = None, activity
            need.source = sources.get(need.source_id) if need.source_id else None
            need.save(force_insert=True)
    for forum in old.forums.prefetch_related("participants"):
        people = list(forum.participants.all())
        forum.pk, forum.plan = None, new
        forum.save(force_insert=True)
        for participant in people:
            participant.pk, participant.forum = None, forum
            participant.save(force_insert=True)
