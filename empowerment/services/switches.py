"""Set a rule from block to warn and back, with the reason (kube.md §1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from empowerment.models import SWITCHABLE, RuleSwitch
from empowerment.services.plans import PlanError
from ledger.services import events
from members.models import Organization


@transaction.atomic
def switch_rule(
    *,
    organization: Organization,
    rule: str,
    warns_only: bool,
    reason: str,
    valid_from: date,
    actor: Any,
    at: datetime,
) -> RuleSwitch:
    """From a day on. PlanError for a rule that is never loosened, or without a reason."""
    if rule not in SWITCHABLE:
        raise PlanError(_("Aturan %(rule)s tidak dapat dilonggarkan.") % {"rule": rule})
    if not reason.strip():
        raise PlanError(_("Tulis alasannya."), field="reason")
    made = RuleSwitch.objects.create(
        organization=organization,
        rule=rule,
        warns_only=warns_only,
        reason=reason.strip()[:300],
        valid_from=valid_from,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="switch_rule",
        subject=f"{rule}: {'W' if warns_only else 'B'}",
        actor=actor,
        at=at,
        book=organization.book,
        reason=made.reason,
    )
    return made
