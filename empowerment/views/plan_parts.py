"""The parts of a plan: sources, groups, activities, needs, forums, promises."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from empowerment.forms.plans import (
    ActivityForm,
    CommitmentForm,
    ForumForm,
    GroupForm,
    NeedForm,
    SettleForm,
    SourceForm,
)
from empowerment.models import (
    Commitment,
    ExecutingGroup,
    FundSource,
    Plan,
    PlanActivity,
    PlanNeed,
    PlanState,
)
from empowerment.selectors.plans import plan_figures
from empowerment.services.commitments import cancel_commitment, commit, settle_commitment
from empowerment.services.forums import record_forum
from empowerment.services.plans import (
    PlanError,
    remove_part,
    set_activity,
    set_group,
    set_need,
    set_source,
)
from empowerment.views.access import BookRequest, in_institution, plan_of
from ledger.forms.fields import add_refusal
from ledger.views.access import may

GET_POST = ["GET", "POST"]


def _edit(
    request: BookRequest,
    form: forms.Form,
    title: str,
    plan: Plan,
    save: Callable[[], Any],
    back: tuple[str, int] | None = None,
    part: Any = None,
) -> HttpResponse:
    """Show a form of a plan's part; a POST that the service takes leads back."""
    name, pk = back or ("empowerment:plan", plan.pk)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except PlanError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(name, org=request.book.slug, pk=pk)
    return render(
        request,
        "empowerment/form.html",
        {"form": form, "title": title, "plan": plan, "back": back, "part": part},
        status=422 if form.errors else 200,
    )


def _initial(form: Any, part: Any) -> dict[str, Any] | None:
    return form.of(part) if part is not None else None


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def source(request: BookRequest, org: str, pk: int, part: int | None = None) -> HttpResponse:
    """Add or change a source of money."""
    plan = plan_of(request, pk)
    found = get_object_or_404(FundSource, plan=plan, pk=part) if part else None
    form = SourceForm(
        request.POST if request.method == "POST" else None, initial=_initial(SourceForm, found)
    )
    return _edit(
        request, form, _("Sumber dana"), plan,
        lambda: set_source(
            plan=plan, given=form.cleaned_data, source=found,
            actor=request.user, at=timezone.now(),
        ),
        part=("sumber", found.pk) if found else None,
    )  # fmt: skip


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def group(request: BookRequest, org: str, pk: int, part: int | None = None) -> HttpResponse:
    """Add or change an executing group."""
    plan = plan_of(request, pk)
    found = get_object_or_404(ExecutingGroup, plan=plan, pk=part) if part else None
    form = GroupForm(
        request.POST if request.method == "POST" else None, initial=_initial(GroupForm, found)
    )
    return _edit(
        request, form, _("Kelompok pelaksana"), plan,
        lambda: set_group(
            plan=plan, given=form.cleaned_data, group=found,
            actor=request.user, at=timezone.now(),
        ),
        part=("kelompok", found.pk) if found else None,
    )  # fmt: skip


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def edit_activity(request: BookRequest, org: str, pk: int, part: int | None = None) -> HttpResponse:
    """Add or change an activity."""
    plan = plan_of(request, pk)
    found = get_object_or_404(PlanActivity, plan=plan, pk=part) if part else None
    initial = _initial(ActivityForm, found) or {"first_month": 1, "last_month": 12}
    form = ActivityForm(
        request.POST if request.method == "POST" else None, plan=plan, initial=initial
    )
    return _edit(
        request, form, _("Kegiatan"), plan,
        lambda: set_activity(
            plan=plan, given=form.cleaned_data, activity=found,
            actor=request.user, at=timezone.now(),
        ),
        back=("empowerment:activity", found.pk) if found else None,
        part=("kegiatan", found.pk) if found else None,
    )  # fmt: skip


def _activity(request: BookRequest, pk: int) -> PlanActivity:
    activities = PlanActivity.objects.select_related(
        "plan__organization__book", "account", "unit", "group", "responsible__person"
    )
    return get_object_or_404(activities, plan__organization__book=request.book, pk=pk)


@require_GET
@in_institution("empowerment.view_plan")
def activity(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One activity: its needs, what was promised, what the books say."""
    found = _activity(request, pk)
    figures = plan_figures(found.plan)
    figure = next(f for f in figures.activities if f.activity.pk == found.pk)
    can_draft = may(request, "empowerment.draft_plan")
    running = found.plan.state in (PlanState.APPROVED, PlanState.RUNNING)
    return render(
        request,
        "empowerment/activity.html",
        {
            "plan": found.plan,
            "figure": figure,
            "can_edit": found.plan.is_open and can_draft,
            "can_commit": running and can_draft,
        },
    )


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def need(request: BookRequest, org: str, pk: int, part: int | None = None) -> HttpResponse:
    """Add or change a need of an activity."""
    found = _activity(request, pk)
    line = get_object_or_404(PlanNeed, activity=found, pk=part) if part else None
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        plan=found.plan,
        initial=_initial(NeedForm, line),
    )
    return _edit(
        request, form, _("Kebutuhan"), found.plan,
        lambda: set_need(
            activity=found, given=form.cleaned_data, need=line,
            actor=request.user, at=timezone.now(),
        ),
        back=("empowerment:activity", found.pk),
        part=("kebutuhan", line.pk) if line else None,
    )  # fmt: skip


PARTS: dict[str, Any] = {
    "sumber": (FundSource, "plan"),
    "kelompok": (ExecutingGroup, "plan"),
    "kegiatan": (PlanActivity, "plan"),
    "kebutuhan": (PlanNeed, "activity__plan"),
}


@require_POST
@in_institution("empowerment.draft_plan")
def remove(request: BookRequest, org: str, pk: int, kind: str, part: int) -> HttpResponse:
    """Take a part out of an open plan."""
    plan = plan_of(request, pk)
    if kind not in PARTS:
        raise Http404
    model, path = PARTS[kind]
    found = get_object_or_404(model, pk=part, **{path: plan})
    try:
        remove_part(part=found, actor=request.user, at=timezone.now())
    except PlanError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dihapus dari rencana."))
    return redirect("empowerment:plan", org=org, pk=pk)


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def forum(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Keep a forum with its participants."""
    plan = plan_of(request, pk)
    form = ForumForm(request.POST if request.method == "POST" else None)
    return _edit(
        request, form, _("Forum perencanaan"), plan,
        lambda: record_forum(
            plan=plan, given=form.cleaned_data, participants=form.participants(),
            actor=request.user, at=timezone.now(),
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def new_commitment(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Promise money for an activity."""
    found = _activity(request, pk)
    form = CommitmentForm(
        request.POST if request.method == "POST" else None,
        activity=found,
        initial={"on": timezone.localdate()},
    )
    return _edit(
        request, form, _("Komitmen"), found.plan,
        lambda: commit(
            activity=found, given=form.cleaned_data, actor=request.user, at=timezone.now()
        ),
        back=("empowerment:activity", found.pk),
    )  # fmt: skip


@require_http_methods(GET_POST)
@in_institution("empowerment.draft_plan")
def settle(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Say which voucher paid a promise, or that it fell away."""
    promise = get_object_or_404(
        Commitment.objects.select_related("activity__plan__organization__book"),
        activity__plan__organization__book=request.book,
        pk=pk,
    )
    form = SettleForm(request.POST if request.method == "POST" else None, activity=promise.activity)

    def save() -> None:
        data = form.cleaned_data
        if data["voucher"]:
            settle_commitment(
                commitment=promise, voucher=data["voucher"],
                actor=request.user, at=timezone.now(),
            )  # fmt: skip
        else:
            cancel_commitment(
                commitment=promise, on=timezone.localdate(), reason=data["reason"],
                actor=request.user, at=timezone.now(),
            )  # fmt: skip

    return _edit(
        request, form, _("Selesaikan komitmen"), promise.activity.plan, save,
        back=("empowerment:activity", promise.activity_id),
    )  # fmt: skip
