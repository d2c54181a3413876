"""Draft a plan: versions, sources, groups, activities, needs. Only an open plan changes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from empowerment.models import (
    OPEN_STATES,
    ExecutingGroup,
    FundSource,
    Plan,
    PlanActivity,
    PlanNeed,
    StaffPost,
)
from empowerment.selectors.clauses import is_clause
from ledger.calculations.money import MAX_RUPIAH
from ledger.models import Account, Kind, Unit
from ledger.services import events
from members.models import Organization, OrganizationKind


class PlanError(ValueError):
    """Something of a plan was refused. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def log_plan(act: str, plan: Plan, actor: Any, at: datetime, **more: Any) -> None:
    """One line of the event log about a plan."""
    events.log(
        act=act,
        subject=f"{plan.year} v{plan.version}",
        actor=actor,
        at=at,
        book=plan.organization.book,
        **more,
    )


def lock_open(plan: Plan) -> Plan:
    """The plan, locked; PlanError when its content may not change any more."""
    found = Plan.objects.select_for_update().select_related("organization__book").get(pk=plan.pk)
    if found.state not in OPEN_STATES:
        raise PlanError(_("Rencana yang sudah disahkan tidak diubah; buat versi baru."))
    return found


@transaction.atomic
def draft_plan(
    *, organization: Organization, year: int, title: str, actor: Any, at: datetime
) -> Plan:
    """Begin the first version of a year's plan. PlanError where only a panti plans, or twice."""
    if organization.kind != OrganizationKind.PANTI:
        raise PlanError(_("Rencana pemberdayaan hanya dibuat oleh panti."))
    if not title.strip():
        raise PlanError(_("Tulis judul rencana."), field="title")
    Organization.objects.select_for_update().get(pk=organization.pk)
    if Plan.objects.filter(organization=organization, year=year).exists():
        raise PlanError(
            _("Rencana %(year)s sudah ada; buat versi baru dari rencana itu.") % {"year": year},
            field="year",
        )
    plan = Plan.objects.create(
        organization=organization,
        year=year,
        version=1,
        title=title.strip()[:120],
        made_by=actor,
        made_at=at,
    )
    log_plan("draft_plan", plan, actor, at)
    return plan


@transaction.atomic
def set_source(
    *,
    plan: Plan,
    given: Mapping[str, Any],
    actor: Any,
    at: datetime,
    source: FundSource | None = None,
) -> FundSource:
    """Add a source or change it: kind, name, ceiling (whole rupiah), restriction."""
    plan = lock_open(plan)
    if not 0 < given["ceiling"] <= MAX_RUPIAH:
        raise PlanError(_("Pagu harus lebih dari nol."), field="ceiling")
    same = plan.sources.filter(name=given["name"])
    if same.exclude(pk=source.pk if source else 0).exists():
        raise PlanError(_("Sumber dana dengan nama ini sudah ada."), field="name")
    made = source or FundSource(plan=plan)
    for name in ("kind", "name", "ceiling", "restriction"):
        setattr(made, name, given[name])
    made.save()
    log_plan("set_fund_source", plan, actor, at, source=made.name, ceiling=int(made.ceiling))
    return made


@transaction.atomic
def set_group(
    *,
    plan: Plan,
    given: Mapping[str, Any],
    actor: Any,
    at: datetime,
    group: ExecutingGroup | None = None,
) -> ExecutingGroup:
    """Add an executing group or change it; its agreement makes it active (B.2.2, R-07)."""
    plan = lock_open(plan)
    if given["agreed_on"] and not given["agreement"].strip():
        raise PlanError(_("Sebut berita acara kesepakatannya."), field="agreement")
    if given["agreed_on"] and not given["agreed_count"]:
        raise PlanError(_("Tulis berapa orang yang sepakat."), field="agreed_count")
    same = plan.groups.filter(name=given["name"]).exclude(pk=group.pk if group else 0)
    if same.exists():
        raise PlanError(_("Kelompok dengan nama ini sudah ada."), field="name")
    made = group or ExecutingGroup(plan=plan)
    for name in ("name", "members", "agreed_on", "agreement", "agreed_count", "objections"):
        setattr(made, name, given[name])
    made.save()
    log_plan("set_executing_group", plan, actor, at, group=made.name)
    return made


@transaction.atomic
def set_activity(
    *,
    plan: Plan,
    given: Mapping[str, Any],
    actor: Any,
    at: datetime,
    activity: PlanActivity | None = None,
) -> PlanActivity:
    """Add an activity or change it. Its account is an expense of the institution's budget book.

    PlanError for an unknown clause, a foreign or heading account, one that another activity of
    the plan already counts (its spending would be counted twice), months out of order.
    """
    plan = lock_open(plan)
    if not is_clause(given["clause"]):
        raise PlanError(
            _("Butir pedoman ini tidak dikenal; tulis misalnya A.2.b.1."), field="clause"
        )
    account, unit = given["account"], given["unit"]
    _check_account(plan, account, unit, activity)
    if not 1 <= given["first_month"] <= given["last_month"] <= 12:
        raise PlanError(_("Bulan selesai tidak boleh sebelum bulan mulai."), field="last_month")
    responsible: StaffPost | None = given["responsible"]
    if responsible is not None and responsible.organization_id != plan.organization_id:
        raise PlanError(_("Penanggung jawab bukan petugas panti ini."), field="responsible")
    made = activity or PlanActivity(plan=plan)
    for name in ("part", "clause", "name", "target", "account", "unit", "responsible", "group"):
        setattr(made, name, given[name])
    made.first_month, made.last_month = given["first_month"], given["last_month"]
    made.save()
    log_plan("set_plan_activity", plan, actor, at, activity=made.name)
    return made


def _check_account(
    plan: Plan, account: Account, unit: Unit | None, activity: PlanActivity | None
) -> None:
    if account.book_id != plan.organization.book_id or account.is_heading:
        raise PlanError(_("Pilih akun belanja dari buku panti."), field="account")
    if account.kind != Kind.EXPENSE:
        raise PlanError(_("Kegiatan dibebankan pada akun belanja."), field="account")
    if unit is not None and unit.book_id != account.book_id:
        raise PlanError(_("Unit ini bukan milik buku panti."), field="unit")
    others = plan.activities.filter(account=account).exclude(pk=activity.pk if activity else 0)
    for other in others:
        if unit is None or other.unit_id is None or other.unit_id == unit.pk:
            raise PlanError(
                _("Akun %(account)s sudah dipakai kegiatan %(activity)s; pilih akun lain.")
                % {"account": account.name, "activity": other.name},
                field="account",
            )


@transaction.atomic
def set_need(
    *,
    activity: PlanActivity,
    given: Mapping[str, Any],
    actor: Any,
    at: datetime,
    need: PlanNeed | None = None,
) -> PlanNeed:
    """Add a need or change it: kind, item, quantity, measure, price (whole rupiah), source."""
    plan = lock_open(activity.plan)
    if not 0 < given["price"] * given["quantity"] <= MAX_RUPIAH:
        raise PlanError(_("Jumlah dan harga satuan harus lebih dari nol."), field="price")
    source = given["source"]
    if source is not None and source.plan_id != plan.pk:
        raise PlanError(_("Pilih sumber dana dari rencana ini."), field="source")
    made = need or PlanNeed(activity=activity)
    for name in ("kind", "item", "quantity", "measure", "price", "source"):
        setattr(made, name, given[name])
    made.save()
    log_plan("set_plan_need", plan, actor, at, item=made.item, amount=int(made.amount))
    return made


@transaction.atomic
def remove_part(
    *,
    part: FundSource | ExecutingGroup | PlanActivity | PlanNeed,
    actor: Any,
    at: datetime,
) -> None:
    """Take a source, group, activity or need out of an open plan; used ones stay (PlanError)."""
    plan = lock_open(part.activity.plan if isinstance(part, PlanNeed) else part.plan)
    if isinstance(part, FundSource) and part.needs.exists():
        raise PlanError(_("Sumber ini masih dipakai kebutuhan; pindahkan dulu kebutuhannya."))
    if isinstance(part, ExecutingGroup) and part.activities.exists():
        raise PlanError(_("Kelompok ini masih melaksanakan kegiatan; ganti dulu kelompoknya."))
    words = str(part)
    part.delete()
    log_plan("remove_plan_part", plan, actor, at, part=words)


@transaction.atomic
def appoint_staff(
    *,
    organization: Organization,
    given: Mapping[str, Any],
    actor: Any,
    at: datetime,
) -> StaffPost:
    """Put a person on a post of the institution (B.2.1). PlanError for a term that runs already."""
    posts = StaffPost.objects.filter(organization=organization, person=given["person"])
    starts: date = given["starts_on"]
    if posts.filter(kind=given["kind"]).in_force(starts).exists():
        raise PlanError(_("Orang ini sudah memegang jabatan itu."), field="person")
    made = StaffPost.objects.create(organization=organization, **given)
    events.log(
        act="appoint_staff",
        subject=f"{made.person.name}: {made.title}",
        actor=actor,
        at=at,
        book=organization.book,
        kind=made.kind,
    )
    return made
