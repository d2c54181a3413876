"""The demonstration's fields of business and KUBE: founding, states, assessments."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from enterprises.calculations.kube import STAGES
from enterprises.models import AssessmentKind
from enterprises.services.kube import (
    add_default_fields,
    move_kube,
    record_founding,
    record_practice,
    set_effective,
    set_up_kube,
)
from enterprises.services.kube_assessments import Judged, assess_kube, signs_of
from members.models import Organization

Rows = Callable[..., list[dict[str, str]]]
JUDGED_ON = date(2025, 12, 31)


def found(organizations: dict[str, Organization], rows: Rows, actor: Any, at: datetime) -> None:
    """Found the KUBE before their books fill: what comes before they are effective is refused."""
    by: dict[str, Any] = {"actor": actor, "at": at}
    for row in rows("kube.csv"):
        organization = organizations[row["organization"]]
        owner = organization.institution or organization
        add_default_fields(organization=owner, **by)
        founded_on = date.fromisoformat(row["founded_on"])
        effective = date.fromisoformat(row["effective_from"])
        kube = set_up_kube(
            organization=organization,
            kind=row["kind"],
            field=owner.business_fields.get(code=row["field"]),
            area=row["area"],
            on=founded_on,
            **by,
        )
        record_founding(kube=kube, on=founded_on, paper=row["paper"], **by)
        if row["kind"] == "khusus_klien":
            for practice in rows("practice.csv"):
                record_practice(
                    kube=kube,
                    on=date.fromisoformat(practice["on"]),
                    kind=practice["kind"],
                    narration=practice["narration"],
                    amount=int(practice["amount"]),
                    **by,
                )
            set_effective(kube=kube, on=effective, reason=row["reason"], **by)
        move_kube(kube=kube, state="efektif", on=effective, reason=row["reason"], **by)


def assess(organization: Organization, rows: Rows, actor: Any, at: datetime) -> None:
    """The stage that the companion found at the end of the year."""
    found_rows = [row for row in rows("kube.csv") if row["organization"] == organization.slug]
    for row in found_rows:
        reached = STAGES[: STAGES.index(row["stage"]) + 1]
        judged = {
            sign["code"]: Judged(2, "Kunjungan pendamping Desember 2025")
            for sign in signs_of(AssessmentKind.STAGE)
            if sign["stage"] in reached
        }
        assess_kube(
            kube=organization.kube,
            kind=AssessmentKind.STAGE,
            on=JUDGED_ON,
            judged=judged,
            actor=actor,
            at=at,
        )
