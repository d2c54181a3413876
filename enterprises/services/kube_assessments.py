"""Assessing a KUBE: the stage tumbuh, berkembang, maju and the eight indicators of success."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.kube import stage_of
from enterprises.models import AssessedSign, AssessmentKind, Kube, KubeAssessment
from enterprises.selectors.data import rows
from enterprises.selectors.kube import kube_rule, proxies
from enterprises.services.kube import KubeError
from ledger.services import events


@dataclass(frozen=True)
class Judged:
    """What people say to one sign: 0 not, 1 partly, 2 met, and what shows it."""

    score: int
    evidence: str = ""


def signs_of(kind: str) -> list[dict[str, str]]:
    """The signs of `kube_signs.csv` for the stage or for success."""
    return [row for row in rows("kube_signs.csv", "kube") if row["kind"] == kind]


@transaction.atomic
def assess_kube(
    *,
    kube: Kube,
    kind: str,
    on: date,
    judged: Mapping[str, Judged],
    actor: Any,
    at: datetime,
) -> KubeAssessment:
    """Keep a dated assessment with what the data said of that day beside every sign.

    A stage needs its share of signs (`kube_rules.csv`), all lower ones theirs. Raises KubeError
    for a sign that is met without evidence, an unknown score and a day to come.
    """
    signs = signs_of(kind)
    if on > at.date():
        raise KubeError(_("Penilaian tidak untuk hari yang akan datang."), field="on")
    for sign in signs:
        found = judged.get(sign["code"], Judged(0))
        if found.score not in (0, 1, 2):
            raise KubeError(_("Pilih nilai 0, 1, atau 2."), field=sign["code"])
        if found.score and not found.evidence.strip():
            raise KubeError(
                _("Tulis bukti untuk “%(sign)s”.") % {"sign": sign["sign"]},
                field=f"evidence_{sign['code']}",
            )
    met = [(s["stage"], judged.get(s["code"], Judged(0)).score == 2) for s in signs]
    percent = int(kube_rule("stage")["least"])
    said = proxies(kube, on)
    assessment = KubeAssessment.objects.create(
        kube=kube,
        kind=kind,
        on=on,
        stage=stage_of(met, percent) if kind == AssessmentKind.STAGE else "",
        made_by=actor,
        made_at=at,
    )
    AssessedSign.objects.bulk_create(
        AssessedSign(
            assessment=assessment,
            code=sign["code"],
            score=judged.get(sign["code"], Judged(0)).score,
            proxy=said.get(sign["code"]),
            evidence=judged.get(sign["code"], Judged(0)).evidence.strip()[:300],
        )
        for sign in signs
    )
    events.log(
        act="assess_kube",
        subject=kube.organization.name[:120],
        actor=actor,
        at=at,
        book=kube.organization.book,
        kind=kind,
        stage=assessment.stage,
    )
    return assessment
