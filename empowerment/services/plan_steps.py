"""The way of a plan: draft, forum, agreed, approved, running, closed (kube.md §1.9)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from empowerment.models import OPEN_STATES, Plan, PlanState, PlanStep
from empowerment.selectors.plans import PlanFigures, ceiling_faults, faults_of_plan, plan_figures
from empowerment.selectors.rules import Fault
from empowerment.services.plans import PlanError, log_plan
from ledger.calculations.money import allocate
from ledger.models import Budget
from ledger.services.budget import set_budget
from ledger.services.periods import lock_book

S = PlanState
NEXT = {
    S.DRAFT: (S.FORUM,),
    S.FORUM: (S.AGREED, S.DRAFT),
    S.AGREED: (S.APPROVED, S.DRAFT),
    S.APPROVED: (S.RUNNING,),
    S.RUNNING: (S.CLOSED,),
}
"""From each state the ones that may follow."""


class PlanRefusedError(PlanError):
    """Rules keep a plan where it is. `faults`: which, each with its sentence."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.text for fault in faults))
        self.faults = faults


@transaction.atomic
def move_plan(*, plan: Plan, to: str, on: date, actor: Any, at: datetime, note: str = "") -> Plan:
    """Take a plan one step. Raises PlanRefusedError naming each rule that blocks.

    Approval sets the budget of the institution's book to the plan's figures and supersedes the
    version that bound before; a rule that only warns wants a written reason (`note`).
    """
    lock_book(plan.organization.book)
    plan = Plan.objects.select_for_update().select_related("organization__book").get(pk=plan.pk)
    state = PlanState(plan.state)
    if to not in NEXT.get(state, ()):
        raise PlanError(
            _("Dari keadaan %(state)s rencana tidak dapat langsung menjadi %(to)s.")
            % {"state": state.label, "to": PlanState(to).label}
        )
    if to == S.DRAFT and not note.strip():
        raise PlanError(_("Tulis mengapa rencana dikembalikan menjadi draf."), field="note")
    _check(plan, to, on, note)
    if to == S.APPROVED:
        _supersede(plan, actor, at)
    _step(plan, to, note, actor, at)
    if to == S.APPROVED:
        _budget(plan_figures(plan), actor, at)
    return plan


def set_aside(*, plan: Plan, note: str, actor: Any, at: datetime) -> None:
    """Mark an open version as replaced by a newer one."""
    _step(plan, S.SUPERSEDED, note, actor, at)


def _check(plan: Plan, to: str, on: date, note: str) -> None:
    if to in (S.DRAFT, S.RUNNING):
        return
    if to == S.CLOSED:
        if on < date(plan.year, 12, 31):
            raise PlanError(_("Rencana ditutup setelah tahunnya berakhir."))
        return
    figures = plan_figures(plan)
    faults = ceiling_faults(figures) if to == S.FORUM else faults_of_plan(figures, on)
    blocking = [fault for fault in faults if fault.blocks]
    if blocking:
        raise PlanRefusedError(blocking)
    if faults and not note.strip():
        raise PlanError(
            _("Tulis alasan mengapa tetap dilanjutkan: %(faults)s")
            % {"faults": " ".join(fault.text for fault in faults)},
            field="note",
        )


def _step(plan: Plan, to: str, note: str, actor: Any, at: datetime) -> None:
    before = plan.state
    plan.state = to
    plan.save(update_fields=["state"])
    PlanStep.objects.create(
        plan=plan, before=before, after=to, note=note.strip()[:500], made_by=actor, made_at=at
    )
    log_plan("move_plan", plan, actor, at, before=before, after=to, note=note.strip()[:500])


def _supersede(plan: Plan, actor: Any, at: datetime) -> None:
    others = Plan.objects.filter(organization=plan.organization, year=plan.year)
    for other in others.exclude(pk=plan.pk):
        if other.state in (S.APPROVED, S.RUNNING):
            _step(other, S.SUPERSEDED, _("Diganti versi %(v)s") % {"v": plan.version}, actor, at)
        elif other.state == S.CLOSED:
            raise PlanError(_("Rencana tahun ini sudah ditutup."))
        elif other.state in OPEN_STATES:
            raise PlanError(_("Masih ada versi lain yang belum disahkan."))


def _budget(figures: PlanFigures, actor: Any, at: datetime) -> None:
    """The book's budget of the plan's accounts becomes the plan's, spread over its months."""
    plan, book = figures.plan, figures.plan.organization.book
    kept = {(f.activity.account_id, f.activity.unit_id) for f in figures.activities}
    older = Budget.objects.filter(
        book=book, period__range=(plan.year * 100 + 1, plan.year * 100 + 12), amount__gt=0
    )
    for row in older.select_related("account", "unit").order_by("account", "unit", "period"):
        is_kept = {(row.account_id, row.unit_id), (row.account_id, None)} & kept
        if row.account.kind == "expense" and not is_kept:
            set_budget(
                book=book, account=row.account, unit=row.unit, year=plan.year,
                months={row.period % 100: 0}, actor=actor, at=at,
            )  # fmt: skip
    for figure in figures.activities:
        activity = figure.activity
        months = range(activity.first_month, activity.last_month + 1)
        shares = allocate(figure.planned, [1] * len(months))
        spread = dict.fromkeys(range(1, 13), 0) | dict(zip(months, shares, strict=True))
        set_budget(
            book=book, account=activity.account, unit=activity.unit, year=plan.year,
            months=spread, actor=actor, at=at,
        )  # fmt: skip
