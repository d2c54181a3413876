"""Minutes and decisions in the browser, and the papers of a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from members.forms.minutes import DecisionFilterForm, MinutesForm
from members.models import MeetingState
from members.reports.meeting_papers import PAPERS
from members.selectors.decisions import decision_kinds, decisions_of
from members.services import minutes as services
from members.services.meetings import MeetingError
from members.views.meetings import back_to, find

HELD = MeetingState.HELD


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def minutes(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Write the course of the meeting."""
    meeting = find(request, pk)
    if meeting.state != HELD:
        messages.warning(request, _("Notulen ditulis selama rapat berlangsung, sebelum final."))
        return back_to(org, pk)
    form = MinutesForm(
        request.POST if request.method == "POST" else None,
        initial={"text": meeting.minutes, "witnesses": meeting.witnesses},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.write_minutes(
                meeting=meeting, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Notulen disimpan. Belum final."))
            return back_to(org, pk)
    return render(
        request,
        "members/meetings/minutes.html",
        {"form": form, "meeting": meeting},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def finalise_minutes(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Show what becomes final, then seal it."""
    meeting = find(request, pk)
    if meeting.state != HELD:
        messages.warning(request, _("Hanya rapat yang berlangsung yang risalahnya dapat final."))
        return back_to(org, pk)
    refused = ""
    if request.method == "POST":
        try:
            made = services.finalise(meeting=meeting, actor=request.user, at=timezone.now())
        except MeetingError as error:
            refused = str(error)
        else:
            text = ngettext(
                "Risalah final dengan %(count)s keputusan.",
                "Risalah final dengan %(count)s keputusan.",
                len(made),
            )
            messages.success(request, text % {"count": len(made)})
            return back_to(org, pk)
    return render(
        request,
        "members/meetings/finalise.html",
        {"meeting": meeting, "motions": meeting.motions.all(), "refused": refused},
        status=422 if refused else 200,
    )


@require_GET
@requires("members.view_meetings")
def decision_list(request: BookRequest, org: str) -> HttpResponse:
    """Every decision, with what was done on its strength."""
    kinds = decision_kinds()
    form = DecisionFilterForm(
        request.GET or None, kinds=[(kind.code, kind.label) for kind in kinds.values()]
    )
    chosen = form.cleaned_data["kind"] if form.is_valid() else ""
    found = decisions_of(request.book.organization, kind=chosen).prefetch_related("uses")[:500]
    return render(
        request,
        "members/meetings/decisions.html",
        {"form": form, "rows": [(d, kinds[d.kind].label) for d in found]},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_meetings")
def print_paper(request: BookRequest, org: str, pk: int, paper: str) -> HttpResponse:
    """The invitation, the list to sign, or the minutes, as PDF."""
    build = PAPERS.get(paper)
    if build is None:
        raise Http404
    meeting = find(request, pk)
    name = f"{paper}-{meeting.year}-{meeting.number}"
    return pdf_file(build(meeting, at=timezone.now()), name)
