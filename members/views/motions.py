"""Motions and votes in the browser."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires, sent_text
from members.forms.motions import BallotForm, ConsensusForm, CountForm, MotionForm, sent_votes
from members.models import Choice, Meeting, MeetingState, Method, Motion
from members.selectors.decisions import decision_kinds
from members.selectors.meetings import share_words, tally
from members.services import motions as services
from members.services import votes
from members.services.meetings import MeetingError
from members.views.meetings import back_to, find


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def new_motion(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Bring a motion before the meeting."""
    meeting = find(request, pk)
    if meeting.state != MeetingState.HELD:
        messages.warning(request, _("Usul diajukan selama rapat berlangsung."))
        return back_to(org, pk)
    form = MotionForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_motion(
                meeting=meeting, actor=request.user, at=timezone.now(), **form.given()
            )
        except MeetingError as error:
            add_refusal(form, error)
        else:
            return redirect("meetings:motion", org=org, pk=pk, order=made.order)
    return render(
        request,
        "members/meetings/motion_form.html",
        {"form": form, "meeting": meeting},
        status=422 if form.errors else 200,
    )


def _find(meeting: Meeting, order: int) -> Motion:
    return get_object_or_404(meeting.motions.all(), order=order)


def _form(motion: Motion, data: Any) -> Any:
    if motion.method == Method.COUNT:
        return CountForm(data, initial={"votes_against": 0, "votes_abstain": 0})
    if motion.method == Method.BALLOT:
        return BallotForm(data, motion=motion)
    return ConsensusForm(data) if motion.method == Method.CONSENSUS else None


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def motion(request: BookRequest, org: str, pk: int, order: int) -> HttpResponse:
    """Take the vote on a motion, in the way that it says."""
    meeting = find(request, pk)
    found = _find(meeting, order)
    rows = list(meeting.attendances.all())
    form = _form(found, request.POST if request.method == "POST" else None)
    choices = sent_votes(request.POST, rows)
    refused = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            decided = _decide(request, found, form, choices)
        except MeetingError as error:
            if form is None:
                refused = str(error)
            else:
                add_refusal(form, error)
        else:
            messages.success(
                request, _("Usul %(result)s.") % {"result": decided.get_result_display()}
            )
            return back_to(org, pk)
    share, is_over = votes.majority_of(meeting, found.kind)
    cast = dict(found.votes.values_list("voter_id", "choice"))
    return render(
        request,
        "members/meetings/motion.html",
        {
            "meeting": meeting,
            "motion": found,
            "kind": decision_kinds()[found.kind].label,
            "form": form,
            "refused": refused,
            "voters": [
                (row, cast.get(row.pk) or choices.get(row.pk, ""), row.pk in cast)
                for row in rows
                if row.counts
            ],
            "choices": Choice.choices,
            "tally": tally(rows),
            "majority": share_words(share, is_over=is_over),
            "is_open": meeting.state == MeetingState.HELD and not found.result,
            "can_repeat": meeting.state == MeetingState.HELD and bool(found.result),
        },
        status=422 if refused or (form is not None and form.errors) else 200,
    )


def _decide(request: BookRequest, found: Motion, form: Any, choices: dict[int, str]) -> Motion:
    given: dict[str, Any] = {"motion": found, "actor": request.user, "at": timezone.now()}
    if found.method == Method.COUNT:
        return votes.decide_by_count(**given, **form.cleaned_data)
    if found.method == Method.BALLOT:
        return votes.decide_by_ballot(
            **given, ballots=form.ballots(), blank=form.cleaned_data["blank"]
        )
    if found.method == Method.CONSENSUS:
        agreed = form.cleaned_data["is_agreed"] == "yes"
        return votes.decide_by_consensus(**given, is_agreed=agreed)
    return votes.decide_by_roll(**given, choices=choices)


@require_POST
@requires("members.manage_meetings")
def withdraw(request: BookRequest, org: str, pk: int, order: int) -> HttpResponse:
    """Take a motion back."""
    try:
        services.withdraw_motion(
            motion=_find(find(request, pk), order), actor=request.user, at=timezone.now()
        )
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Usul ditarik."))
    return back_to(org, pk)


@require_POST
@requires("members.manage_meetings")
def repeat(request: BookRequest, org: str, pk: int, order: int) -> HttpResponse:
    """Vote again."""
    try:
        votes.repeat_vote(
            motion=_find(find(request, pk), order),
            reason=sent_text(request.POST, "reason", 200),
            actor=request.user,
            at=timezone.now(),
        )
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("meetings:motion", org=org, pk=pk, order=order)
