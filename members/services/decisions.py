"""A decision is the key that an act asks for: profit, write-off, officers, rules, SHU."""

from collections.abc import Set
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from members.models import Decision, DecisionRule, DecisionUse, Organization
from members.selectors.decisions import decision_kinds, needs_decision


class DecisionError(ValueError):
    """No decision of a meeting allows the act; the sentence says which one is missing."""


def require_decision(
    organization: Organization,
    kind: str,
    on: date,
    *,
    decision: Decision | None,
    only_once: bool = False,
) -> Decision | None:
    """Return the decision that allows an act of `kind` on a day, or None where none is asked for.

    Raises DecisionError when the organization wants one and none is given, and for a decision of
    another organization or kind, one made after the day, or (`only_once`) one that was used.
    Decisions exist only once the minutes of their meeting are final.
    """
    label = decision_kinds()[kind].label
    if decision is None:
        if needs_decision(organization, kind, on):
            raise DecisionError(
                _(
                    "Tindakan ini memerlukan keputusan rapat jenis “%(kind)s”. Catat rapatnya di"
                    " Rapat, selesaikan risalahnya, lalu pilih keputusannya."
                )
                % {"kind": label}
            )
        return None
    if decision.organization_id != organization.pk:
        raise DecisionError(_("Keputusan itu milik lembaga lain."))
    if decision.kind != kind:
        raise DecisionError(
            _("%(code)s berjenis “%(is_kind)s”, bukan “%(kind)s”. Pilih keputusan yang sesuai.")
            % {
                "code": decision.code,
                "is_kind": decision_kinds()[decision.kind].label,
                "kind": label,
            }
        )
    if decision.decided_on > on:
        raise DecisionError(
            _("%(code)s baru diambil %(day)s, sesudah tanggal tindakan ini.")
            % {"code": decision.code, "day": decision.decided_on.strftime("%d/%m/%Y")}
        )
    if only_once and decision.uses.exists():
        raise DecisionError(
            _("%(code)s sudah dipakai. Satu keputusan untuk satu tindakan.")
            % {"code": decision.code}
        )
    return decision


@transaction.atomic
def use_decision(
    *,
    organization: Organization,
    kind: str,
    on: date,
    decision: Decision | None,
    act: str,
    subject: str,
    actor: Any,
    at: datetime,
    only_once: bool = False,
) -> Decision | None:
    """Ask for the decision and write down what was done with it. Raises as `require_decision`."""
    found = require_decision(organization, kind, on, decision=decision, only_once=only_once)
    if found is not None:
        DecisionUse.objects.create(
            decision=found, act=act, subject=subject[:120], on=on, used_by=actor, used_at=at
        )
    return found


@transaction.atomic
def set_decision_rule(
    *,
    organization: Organization,
    kind: str,
    is_required: bool,
    valid_from: date,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
) -> DecisionRule:
    """Say whether acts of a kind want a meeting's decision from a day on.

    To let go of a requirement is itself a change of rules and wants its decision; to add one
    does not. Raises DecisionError.
    """
    if kind not in decision_kinds():
        raise DecisionError(_("Jenis keputusan ini tidak ada."))
    if not is_required and needs_decision(organization, kind, valid_from):
        use_decision(
            organization=organization,
            kind="rule_change",
            on=valid_from,
            decision=decision,
            act="set_decision_rule",
            subject=decision_kinds()[kind].name,
            actor=actor,
            at=at,
        )
    rule = DecisionRule.objects.create(
        organization=organization,
        kind=kind,
        valid_from=valid_from,
        is_required=is_required,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="set_decision_rule",
        subject=kind,
        actor=actor,
        at=at,
        book=organization.book,
        is_required=is_required,
        valid_from=valid_from.isoformat(),
    )
    return rule


@transaction.atomic
def set_decision_rules(
    *,
    organization: Organization,
    required: Set[str],
    valid_from: date,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
) -> int:
    """Set all kinds at once: those `required`, and no others. Returns how many changed."""
    changed = [
        kind
        for kind in decision_kinds()
        if kind != "other" and (kind in required) != needs_decision(organization, kind, valid_from)
    ]
    for kind in changed:
        set_decision_rule(
            organization=organization,
            kind=kind,
            is_required=kind in required,
            valid_from=valid_from,
            decision=decision,
            actor=actor,
            at=at,
        )
    return len(changed)
