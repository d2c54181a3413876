"""Motions of a meeting. How the votes on them fall is in `votes.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from members.models import Candidate, Meeting, MeetingState, Method, Motion
from members.selectors.decisions import decision_kinds
from members.selectors.meetings import meeting_kinds
from members.services.meetings import MeetingError, locked, log

HELD = MeetingState.HELD


@transaction.atomic
def add_motion(
    *,
    meeting: Meeting,
    kind: str,
    text: str,
    method: str,
    actor: Any,
    at: datetime,
    candidates: Sequence[str] = (),
    seats: int = 1,
) -> Motion:
    """Bring a motion before an open meeting.

    Raises MeetingError for a kind that this body may not decide, an empty text, and an election
    with fewer candidates than seats.
    """
    meeting = locked(meeting, HELD)
    known = decision_kinds().get(kind)
    body = meeting_kinds()[meeting.kind].body
    if known is None or body not in known.bodies:
        raise MeetingError(
            _("%(kind)s tidak dapat diputus rapat ini; bawa ke rapat anggota.")
            % {"kind": known.label if known else kind},
            field="kind",
        )
    if not text.strip():
        raise MeetingError(_("Tulis usulnya."), field="text")
    names = list(dict.fromkeys(name.strip()[:120] for name in candidates if name.strip()))
    is_election = method == Method.BALLOT
    if is_election and (seats < 1 or len(names) < seats):
        raise MeetingError(
            _("Tulis calon, satu baris satu nama, sedikitnya sebanyak yang dipilih."),
            field="candidates",
        )
    last = meeting.motions.aggregate(n=Max("order"))["n"]
    motion = Motion.objects.create(
        meeting=meeting,
        order=(last or 0) + 1,
        kind=kind,
        text=text.strip()[:500],
        method=Method(method),
        seats=seats if is_election else 1,
    )
    if is_election:
        Candidate.objects.bulk_create(Candidate(motion=motion, name=name) for name in names)
    log(meeting, "add_motion", actor, at, motion=motion.order, kind=kind)
    return motion


@transaction.atomic
def withdraw_motion(*, motion: Motion, actor: Any, at: datetime) -> None:
    """Take back a motion that has no result and no votes yet."""
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    if motion.result or motion.votes.exists():
        raise MeetingError(_("Usul yang sudah dipungut suaranya tidak dapat ditarik."))
    log(meeting, "withdraw_motion", actor, at, motion=motion.order)
    motion.delete()
