"""Decisions of meetings: their kinds, which acts want one, and which ones stand."""

import csv
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from members.models import Decision, DecisionRule, Organization
from members.selectors.meetings import DATA


@dataclass(frozen=True)
class DecisionKind:
    """A row of `data/decision_kinds.csv`: which bodies may decide it, and with which shares.

    A share of its own counts besides the rule of the meeting: the higher of both.
    """

    code: str
    bodies: frozenset[str]
    name: str
    name_en: str
    quorum: Fraction | None
    majority: Fraction | None
    is_required: bool

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name


@cache
def decision_kinds() -> dict[str, DecisionKind]:
    """Every kind by code, in the order of the file."""
    with (DATA / "decision_kinds.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["code"]: DecisionKind(
                code=row["code"],
                bodies=frozenset(row["bodies"].split()),
                name=row["name"],
                name_en=row["name_en"],
                quorum=Fraction(row["quorum"]) if row["quorum"] else None,
                majority=Fraction(row["majority"]) if row["majority"] else None,
                is_required=row["is_required"] == "yes",
            )
            for row in csv.DictReader(handle)
        }


def kinds_of_body(body: str) -> list[DecisionKind]:
    """What a body may decide."""
    return [kind for kind in decision_kinds().values() if body in kind.bodies]


def needs_decision(organization: Organization, kind: str, on: date) -> bool:
    """Whether an act of this kind wants a meeting's decision here on a day."""
    own = (
        DecisionRule.objects.filter(organization=organization, kind=kind, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .values_list("is_required", flat=True)
        .first()
    )
    return decision_kinds()[kind].is_required if own is None else own


def decisions_of(
    organization: Organization,
    *,
    kind: str = "",
    until: date | None = None,
    unused: bool = False,
) -> QuerySet[Decision]:
    """Decisions, the newest first, with how often each was used."""
    found = Decision.objects.filter(organization=organization).select_related("meeting")
    if kind:
        found = found.filter(kind=kind)
    if until is not None:
        found = found.filter(decided_on__lte=until)
    if unused:
        found = found.filter(uses__isnull=True)
    return found.annotate(used=Count("uses")).order_by("-decided_on", "-year", "-number")
