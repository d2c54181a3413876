"""An institution with posts and a plan that may be signed."""

from datetime import date
from typing import Any

from empowerment.models import Plan, PlanActivity, PlanNeed, StaffPost
from empowerment.services.forums import record_forum
from empowerment.services.plans import (
    appoint_staff,
    draft_plan,
    set_activity,
    set_group,
    set_need,
    set_source,
)
from ledger.services.actors import system_actor
from members.models import Organization, OrganizationKind
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory, PersonFactory

AGREED = date(2025, 1, 4)


def by() -> dict[str, Any]:
    """Who and when."""
    return {"actor": system_actor(), "at": AT}


def institution(slug: str = "panti-uji") -> Organization:
    """A panti with its budget book from January 2025."""
    return OrganizationFactory(slug=slug, kind=OrganizationKind.PANTI)


def post(panti: Organization, kind: str = "struktural", title: str = "Kasubbag") -> StaffPost:
    """Somebody on a post since 2024."""
    given = {
        "person": PersonFactory(), "kind": kind, "title": title, "decree": "SK 1",
        "starts_on": date(2024, 1, 1), "ends_on": None,
    }  # fmt: skip
    return appoint_staff(organization=panti, given=given, **by())


def plan_of(panti: Organization, *, ceiling: int = 10_000_000, year: int = 2025) -> Plan:
    """A draft with one source and one agreed group."""
    plan = draft_plan(organization=panti, year=year, title="Rencana", **by())
    set_source(
        plan=plan,
        given={"kind": "dipa", "name": "DIPA", "ceiling": ceiling, "restriction": ""},
        **by(),
    )
    set_group(plan=plan, given=group(), **by())
    return plan


def group(name: str = "Kelompok taman", **other: Any) -> dict[str, Any]:
    """An agreed group."""
    return {
        "name": name, "members": "Tiga orang", "agreed_on": AGREED,
        "agreement": "Berita acara 1", "agreed_count": 3, "objections": "",
    } | other  # fmt: skip


def activity(plan: Plan, code: str = "5-201", **other: Any) -> PlanActivity:
    """An activity with a person in charge and the first group."""
    given = {
        "part": "B", "clause": "A.2.b.1", "name": f"Kegiatan {code}", "target": "",
        "account": plan.organization.book.accounts.get(code=code), "unit": None,
        "responsible": StaffPost.objects.filter(organization=plan.organization).first()
        or post(plan.organization),
        "group": plan.groups.first(), "first_month": 1, "last_month": 12,
    }  # fmt: skip
    return set_activity(plan=plan, given=given | other, **by())


def need(of: PlanActivity, price: int = 1_000_000, **other: Any) -> PlanNeed:
    """One need paid by the plan's first source."""
    given = {
        "kind": "biaya", "item": "Tanaman", "quantity": 1, "measure": "paket", "price": price,
        "source": of.plan.sources.first(),
    }  # fmt: skip
    return set_need(activity=of, given=given | other, **by())


def forum(plan: Plan, *elements: str, day: date = AGREED) -> None:
    """A forum with one person of each element named."""
    people = [
        {"name": f"Peserta {n}", "element": e, "said": "", "attended": True, "committed_on": day}
        for n, e in enumerate(elements or ("petugas", "klien", "keluarga"))
    ]
    record_forum(
        plan=plan,
        given={"kind": "musyawarah", "held_on": day, "place": "Aula", "minutes": "Sepakat."},
        participants=people,
        **by(),
    )


def ready_plan(panti: Organization, *, price: int = 1_000_000, ceiling: int = 10_000_000) -> Plan:
    """A draft that every rule lets pass."""
    plan = plan_of(panti, ceiling=ceiling)
    need(activity(plan), price)
    forum(plan)
    return plan
