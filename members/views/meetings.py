"""Meetings in the browser: plan, invite, open, adjourn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, may, requires, sent_text
from members.forms.meetings import AdjournForm, MeetingForm, OpenForm
from members.models import Meeting, MeetingState
from members.reports.meeting_papers import invitation_text
from members.selectors.meetings import meeting_kinds, meetings_of, tally
from members.selectors.minutes import faults_of_minutes
from members.services import meetings as services
from members.services.meetings import MeetingError, notice_missing

S = MeetingState
TONES = {
    S.DRAFT: "draft",
    S.INVITED: "wait",
    S.HELD: "info",
    S.FINAL: "ok",
    S.ADJOURNED: "warn",
    S.CANCELLED: "closed",
}
"""The shape and colour of each state, beside its word."""


def may_manage(request: BookRequest) -> bool:
    """Whether the reader calls meetings here."""
    return may(request, "members.manage_meetings")


def find(request: BookRequest, pk: int) -> Meeting:
    """A meeting of this organization; Http404 for any other, and for others' drafts."""
    mine = Meeting.objects.filter(organization__book=request.book).select_related(
        "organization__book", "chair", "clerk", "previous", "sealed_by"
    )
    found = get_object_or_404(mine, pk=pk)
    if found.state == S.DRAFT and not may_manage(request):
        raise Http404
    return found


def back_to(org: str, pk: int) -> HttpResponse:
    """To the page of a meeting."""
    return redirect("meetings:meeting", org=org, pk=pk)


@require_GET
@requires("members.view_meetings")
def meeting_list(request: BookRequest, org: str) -> HttpResponse:
    """Meetings, the newest first."""
    found = meetings_of(request.book.organization, with_drafts=may_manage(request))[:200]
    return render(
        request,
        "members/meetings/list.html",
        {
            "rows": [(row, meeting_kinds()[row.kind].label, TONES[S(row.state)]) for row in found],
            "can_manage": may_manage(request),
            "can_set_rules": request.user.has_perm("ledger.change_settings", request.book),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def new_meeting(request: BookRequest, org: str) -> HttpResponse:
    """Plan a meeting."""
    organization = request.book.organization
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, organization=organization)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan_meeting(
                organization=organization,
                actor=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except MeetingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Rapat disusun. Periksa, lalu kirim undangannya."))
            return back_to(org, made.pk)
    return render(
        request,
        "members/meetings/form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def edit_meeting(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Correct a draft."""
    meeting = find(request, pk)
    if meeting.state != S.DRAFT:
        messages.warning(request, _("Undangannya sudah dikirim; rapat tidak diubah lagi."))
        return back_to(org, pk)
    form = MeetingForm.about(meeting, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_meeting(
                meeting=meeting, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Rapat disimpan."))
            return back_to(org, pk)
    return render(
        request,
        "members/meetings/form.html",
        {"form": form, "meeting": meeting},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_meetings")
def meeting(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Everything about one meeting, and what can be done next."""
    found = find(request, pk)
    return page(request, found, OpenForm(meeting=found))


def page(
    request: BookRequest, found: Meeting, form: OpenForm, *, status: int = 200
) -> HttpResponse:
    """The page of a meeting with the form that opens it."""
    rows = list(found.attendances.all())
    manages = may_manage(request)
    today = timezone.localdate()
    return render(
        request,
        "members/meetings/meeting.html",
        {
            "meeting": found,
            "kind": meeting_kinds()[found.kind].label,
            "tone": TONES[S(found.state)],
            "agenda": found.agenda.all(),
            "attendances": rows,
            "tally": tally(rows),
            "motions": found.motions.prefetch_related("candidates"),
            "decisions": found.decisions.prefetch_related("uses"),
            "second": Meeting.objects.filter(previous=found).first(),
            "form": form,
            "can_manage": manages,
            "is_day": found.held_on <= today,
            "late_days": notice_missing(found) if found.invited_on else 0,
            "whatsapp": invitation_text(found) if manages and found.state == S.INVITED else "",
            "seal_faults": faults_of_minutes(found.organization) if found.is_final else [],
        },
        status=status,
    )


def _act(request: BookRequest, org: str, pk: int, done: str, **given: Any) -> HttpResponse:
    """Do one act of the services on a meeting and come back with what happened."""
    act = given.pop("act")
    try:
        act(meeting=find(request, pk), actor=request.user, at=timezone.now(), **given)
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return back_to(org, pk)


@require_POST
@requires("members.manage_meetings")
def send_invitations(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Freeze who is entitled; the invitation can be printed and sent."""
    return _act(
        request,
        org,
        pk,
        _("Daftar yang berhak hadir dibekukan. Cetak undangannya atau kirim lewat WhatsApp."),
        act=services.invite,
        on=min(timezone.localdate(), find(request, pk).held_on),
    )


@require_POST
@requires("members.manage_meetings")
def cancel(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Call a meeting off."""
    reason = sent_text(request.POST, "reason", 200)
    return _act(
        request, org, pk, _("Rapat dibatalkan."), act=services.cancel_meeting, reason=reason
    )


@require_POST
@requires("members.manage_meetings")
def open_(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Count the quorum and open the meeting."""
    found = find(request, pk)
    form = OpenForm(request.POST, meeting=found)
    if form.is_valid():
        try:
            services.open_meeting(
                meeting=found, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Kuorum tercapai; rapat dibuka."))
            return back_to(org, pk)
    return page(request, found, form, status=422)


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def adjourn_meeting(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """No quorum: plan the second meeting."""
    found = find(request, pk)
    form = AdjournForm(
        request.POST if request.method == "POST" else None, initial={"place": found.place}
    )
    if request.method == "POST" and form.is_valid():
        try:
            second = services.adjourn(
                meeting=found, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Rapat ditunda. Rapat kedua disusun; kirim undangannya."))
            return back_to(org, second.pk)
    return render(
        request,
        "members/meetings/adjourn.html",
        {"form": form, "meeting": found, "tally": tally(found.attendances.all())},
        status=422 if form.errors else 200,
    )
