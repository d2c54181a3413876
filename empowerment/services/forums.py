"""Forums in which all elements plan together (guideline A.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from empowerment.models import ForumParticipant, Plan, PlanForum
from empowerment.services.plans import PlanError, lock_open, log_plan


@transaction.atomic
def record_forum(
    *,
    plan: Plan,
    given: Mapping[str, Any],
    participants: Sequence[Mapping[str, Any]],
    actor: Any,
    at: datetime,
) -> PlanForum:
    """Keep a forum with who came, for which element, what they said and promised.

    PlanError for a forum without anybody, a name twice, or a commitment of who did not come.
    """
    plan = lock_open(plan)
    if not participants:
        raise PlanError(_("Catat siapa yang hadir, satu baris untuk setiap orang."))
    names = [p["name"].strip().casefold() for p in participants]
    if len(set(names)) < len(names):
        raise PlanError(_("Nama yang sama tertulis dua kali."))
    if any(p["committed_on"] and not p["attended"] for p in participants):
        raise PlanError(_("Yang tidak hadir tidak menandatangani komitmen."))
    forum = PlanForum.objects.create(
        plan=plan, **{name: given[name] for name in ("kind", "held_on", "place", "minutes")}
    )
    ForumParticipant.objects.bulk_create(ForumParticipant(forum=forum, **p) for p in participants)
    log_plan("record_forum", plan, actor, at, held_on=forum.held_on.isoformat(), count=len(names))
    return forum
