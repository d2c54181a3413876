"""Minutes: written while the meeting lasts, then final: decisions numbered, everything sealed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ledger.calculations.seal import seal
from members.models import Decision, Meeting, MeetingState, Method, Motion, Result
from members.selectors.meetings import undecided
from members.selectors.minutes import canonical_minutes
from members.services.meetings import MeetingError, locked, log

HELD = MeetingState.HELD


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, text: str, witnesses: str, actor: Any, at: datetime
) -> Meeting:
    """Keep the course of the meeting in words, as often as wanted until it is final."""
    meeting = locked(meeting, HELD)
    meeting.minutes, meeting.witnesses = text.strip(), witnesses.strip()[:200]
    meeting.save(update_fields=["minutes", "witnesses"])
    log(meeting, "write_minutes", actor, at)
    return meeting


@transaction.atomic
def finalise(*, meeting: Meeting, actor: Any, at: datetime) -> list[Decision]:
    """Make the minutes final: every motion carried becomes a numbered decision; all is sealed.

    Raises MeetingError while there is no text, a motion has no result, or nothing was decided
    and nothing written. Returns the decisions.
    """
    meeting = locked(meeting, HELD)
    if not meeting.minutes:
        raise MeetingError(_("Tulis dahulu jalannya rapat (notulen)."), field="minutes")
    if open_motion := undecided(meeting).first():
        raise MeetingError(
            _("Usul %(order)s belum diputus. Putuskan, atau tarik usulnya.")
            % {"order": open_motion.order}
        )
    decisions = _decide(meeting)
    head = (
        meeting.organization.meetings.exclude(sequence=None)
        .order_by("-sequence")
        .values_list("sequence", "seal")
        .first()
    )
    last, previous = head or (0, "")
    meeting.sequence, meeting.previous_seal = (last or 0) + 1, previous
    meeting.seal = seal(previous, canonical_minutes(meeting))
    meeting.state, meeting.sealed_by, meeting.sealed_at = MeetingState.FINAL, actor, at
    meeting.save()
    log(meeting, "finalise_minutes", actor, at, decisions=len(decisions), seal=meeting.seal)
    return decisions


def _decide(meeting: Meeting) -> list[Decision]:
    organization, year = meeting.organization, meeting.held_on.year
    last = organization.decisions.filter(year=year).aggregate(n=Max("number"))["n"] or 0
    carried = meeting.motions.filter(result=Result.CARRIED).order_by("order")
    return [
        Decision.objects.create(
            organization=organization,
            meeting=meeting,
            motion=motion,
            year=year,
            number=last + place,
            kind=motion.kind,
            text=_text(motion),
            decided_on=meeting.held_on,
        )
        for place, motion in enumerate(carried.prefetch_related("candidates"), 1)
    ]


def _text(motion: Motion) -> str:
    if motion.method != Method.BALLOT:
        return motion.text
    names = ", ".join(
        f"{c.name} ({c.votes} suara)" for c in motion.candidates.all() if c.is_elected
    )
    return f"{motion.text}: terpilih {names}"[:700]
