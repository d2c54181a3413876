"""The plan of a year: its page, its versions, its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from empowerment.forms.plans import PlanForm, ReasonForm, StepForm
from empowerment.models import Plan, PlanState
from empowerment.selectors.plans import (
    binding_plan,
    ceiling_faults,
    faults_of_plan,
    participation,
    plan_figures,
    plans_of,
)
from empowerment.services.plan_steps import NEXT, PlanRefusedError, move_plan
from empowerment.services.plan_versions import revise_plan
from empowerment.services.plans import PlanError, draft_plan
from empowerment.views.access import BookRequest, in_institution, organization_of, plan_of
from ledger.forms.fields import add_refusal
from ledger.views.access import may

TONES = {
    PlanState.DRAFT: "draft",
    PlanState.FORUM: "wait",
    PlanState.AGREED: "wait",
    PlanState.APPROVED: "ok",
    PlanState.RUNNING: "ok",
    PlanState.CLOSED: "closed",
    PlanState.SUPERSEDED: "reversed",
}


def _words(state: str) -> str:
    """What the button of a step says, in the reader's language."""
    return {
        PlanState.FORUM: _("Bawa ke musyawarah"),
        PlanState.AGREED: _("Catat kesepakatan"),
        PlanState.APPROVED: _("Sahkan rencana"),
        PlanState.RUNNING: _("Mulai jalankan"),
        PlanState.CLOSED: _("Tutup rencana"),
        PlanState.DRAFT: _("Kembalikan menjadi draf"),
    }[PlanState(state)]


def permission_for(state: str) -> str:
    """Who takes the step: the head signs and closes, the team prepares (B.2.1)."""
    heads = (PlanState.APPROVED, PlanState.RUNNING, PlanState.CLOSED)
    return "empowerment.approve_plan" if state in heads else "empowerment.draft_plan"


@require_GET
@in_institution("empowerment.view_plan")
def overview(request: BookRequest, org: str) -> HttpResponse:
    """The plan in force with its figures, and every version."""
    organization, today = organization_of(request), timezone.localdate()
    plans = plans_of(organization)
    current = binding_plan(organization, today.year) or next(
        (p for p in plans if p.state in (PlanState.APPROVED, PlanState.RUNNING, PlanState.CLOSED)),
        plans[0] if plans else None,
    )
    return render(
        request,
        "empowerment/overview.html",
        {
            "figures": plan_figures(current) if current else None,
            "plans": [(plan, TONES[PlanState(plan.state)]) for plan in plans],
            "tone": TONES[PlanState(current.state)] if current else "",
            "can_draft": may(request, "empowerment.draft_plan"),
        },
    )


@require_http_methods(["GET", "POST"])
@in_institution("empowerment.draft_plan")
def new_plan(request: BookRequest, org: str) -> HttpResponse:
    """Begin a year's plan."""
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial={"year": timezone.localdate().year + 1},
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = draft_plan(
                organization=organization_of(request),
                **form.cleaned_data,
                actor=request.user,
                at=timezone.now(),
            )
        except PlanError as error:
            add_refusal(form, error)
        else:
            return redirect("empowerment:plan", org=org, pk=plan.pk)
    return _form(request, form, _("Rencana baru"), None)


def _form(request: BookRequest, form: object, title: str, plan: Plan | None) -> HttpResponse:
    errors = getattr(form, "errors", None)
    return render(
        request,
        "empowerment/form.html",
        {"form": form, "title": title, "plan": plan},
        status=422 if errors else 200,
    )


@require_GET
@in_institution("empowerment.view_plan")
def plan(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Everything of one version, with what still keeps it where it is."""
    found = plan_of(request, pk)
    figures = plan_figures(found)
    today = timezone.localdate()
    steps = [
        (state, _words(state))
        for state in NEXT.get(PlanState(found.state), ())
        if may(request, permission_for(state))
    ]
    return render(
        request,
        "empowerment/plan.html",
        {
            "plan": found,
            "figures": figures,
            "parts": [
                (label, figures.part(part))
                for part, label in (
                    ("A", _("A. Sumber daya manusia")),
                    ("B", _("B. Lingkungan")),
                    ("C", _("C. Usaha ekonomi produktif")),
                )
            ],
            "faults": faults_of_plan(figures, today) if found.is_open else [],
            "participation": participation(found),
            "forums": found.forums.prefetch_related("participants"),
            "groups": found.groups.all(),
            "history": found.steps.select_related("made_by"),
            "steps": steps,
            "tone": TONES[PlanState(found.state)],
            "can_edit": found.is_open and may(request, "empowerment.draft_plan"),
            "can_revise": found.state != PlanState.SUPERSEDED
            and may(request, "empowerment.draft_plan"),
        },
    )


@require_http_methods(["GET", "POST"])
@in_institution("empowerment.view_plan")
def step(request: BookRequest, org: str, pk: int, to: str) -> HttpResponse:
    """Show what a step means, with the figures, then take it."""
    found = plan_of(request, pk)
    if to not in PlanState.values or to == PlanState.SUPERSEDED:
        raise Http404
    if not may(request, permission_for(to)):
        raise PermissionDenied
    form = StepForm(request.POST if request.method == "POST" else None)
    refused: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            move_plan(
                plan=found,
                to=to,
                on=timezone.localdate(),
                note=form.cleaned_data["note"],
                actor=request.user,
                at=timezone.now(),
            )
        except PlanRefusedError as error:
            refused = [fault.text for fault in error.faults]
        except PlanError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                _("Rencana sekarang: %(state)s.") % {"state": PlanState(to).label},
            )
            return redirect("empowerment:plan", org=org, pk=pk)
    figures = plan_figures(found)
    is_back = to == PlanState.DRAFT
    faults = (
        []
        if is_back
        else (
            ceiling_faults(figures)
            if to == PlanState.FORUM
            else faults_of_plan(figures, timezone.localdate())
        )
    )
    return render(
        request,
        "empowerment/plan_step.html",
        {
            "plan": found,
            "form": form,
            "title": _words(to),
            "refused": refused,
            "faults": faults,
            "rows": [
                {"label": _("Jumlah rencana"), "value": figures.planned},
                {"label": _("Jumlah pagu"), "value": figures.ceiling},
                {
                    "label": _("Sisa pagu"),
                    "value": figures.ceiling - figures.planned,
                    "is_total": True,
                },
            ],
        },
        status=422 if refused or form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@in_institution("empowerment.draft_plan")
def revise(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Copy a plan into a new version."""
    found = plan_of(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = revise_plan(
                plan=found,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except PlanError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Versi %(v)s dibuat.") % {"v": made.version})
            return redirect("empowerment:plan", org=org, pk=made.pk)
    return _form(request, form, _("Versi baru"), found)
