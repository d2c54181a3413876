"""The organization's own rule of a kind of meeting, from its bylaws or a meeting's decision."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from members.models import Decision, MeetingRule, Organization
from members.selectors.meetings import Rule, meeting_kinds
from members.services.decisions import use_decision


class MeetingRuleError(ValueError):
    """A rule was refused. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def _text(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


@transaction.atomic
def set_meeting_rule(
    *,
    organization: Organization,
    kind: str,
    rule: Rule,
    valid_from: date,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
) -> MeetingRule:
    """Write down what the bylaws say. The first rule of a kind names its article (`rule.basis`).

    A rule that stands is changed only by a decision of kind `rule_change`. Raises
    MeetingRuleError for a share outside 0 to 1 and a missing basis, DecisionError without the
    decision.
    """
    if kind not in meeting_kinds():
        raise MeetingRuleError(_("Jenis rapat ini tidak ada."), field="kind")
    for field in ("quorum", "second_quorum", "majority"):
        if not 0 < getattr(rule, field) <= 1:
            raise MeetingRuleError(
                _("Tulis pecahan di atas nol dan paling besar satu, misalnya 1/2 atau 2/3."),
                field=field,
            )
    if not rule.basis.strip():
        raise MeetingRuleError(_("Sebut pasal anggaran dasar atau keputusannya."), field="basis")
    if organization.meeting_rules.filter(kind=kind).exists():
        use_decision(
            organization=organization,
            kind="rule_change",
            on=valid_from,
            decision=decision,
            act="set_meeting_rule",
            subject=meeting_kinds()[kind].name,
            actor=actor,
            at=at,
        )
    made = MeetingRule.objects.create(
        organization=organization,
        kind=kind,
        valid_from=valid_from,
        quorum=_text(rule.quorum),
        quorum_over=rule.quorum_over,
        second_quorum=_text(rule.second_quorum),
        second_over=rule.second_over,
        majority=_text(rule.majority),
        majority_over=rule.majority_over,
        proxies=rule.proxies,
        notice_days=rule.notice_days,
        basis=rule.basis.strip()[:120],
        decision=decision,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="set_meeting_rule",
        subject=kind,
        actor=actor,
        at=at,
        book=organization.book,
        quorum=made.quorum,
        valid_from=valid_from.isoformat(),
    )
    return made
