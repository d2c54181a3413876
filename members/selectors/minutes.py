"""The minutes of a meeting in their canonical form, and whether the chain of seals holds."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ledger.calculations.seal import seal
from ledger.models import Book
from members.models import Meeting, MeetingState, Motion, Organization


def canonical_minutes(meeting: Meeting) -> dict[str, Any]:
    """Everything that the seal of the minutes covers."""
    motions = meeting.motions.prefetch_related(
        "candidates", Prefetch("votes"), "decision"
    ).order_by("order")
    return {
        "meeting": meeting.pk,
        "organization": meeting.organization.slug,
        "year": meeting.year,
        "number": meeting.number,
        "sequence": meeting.sequence,
        "kind": meeting.kind,
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "cutoff": meeting.cutoff.isoformat(),
        "invited_on": meeting.invited_on.isoformat() if meeting.invited_on else "",
        "needed": meeting.needed,
        "present_at_opening": meeting.present_at_opening,
        "chair": meeting.chair_id,
        "clerk": meeting.clerk_id,
        "witnesses": meeting.witnesses,
        "minutes": meeting.minutes,
        "agenda": [[item.order, item.text] for item in meeting.agenda.all()],
        "attendance": [
            [row.pk, row.number, row.name, row.has_vote, row.presence, row.proxy_id]
            for row in meeting.attendances.order_by("pk")
        ],
        "motions": [_motion(motion) for motion in motions],
    }


def _motion(motion: Motion) -> dict[str, Any]:
    decision = getattr(motion, "decision", None)
    return {
        "order": motion.order,
        "kind": motion.kind,
        "text": motion.text,
        "method": motion.method,
        "votes": [motion.votes_for, motion.votes_against, motion.votes_abstain, motion.present],
        "result": motion.result,
        "roll": sorted([vote.voter_id, vote.choice] for vote in motion.votes.all()),
        "candidates": [[c.name, c.votes, c.is_elected] for c in motion.candidates.all()],
        "decision": [decision.year, decision.number, decision.text] if decision else [],
    }


def faults_of_minutes(organization: Organization) -> list[str]:
    """A sentence for every sealed meeting whose contents or place in the chain do not fit."""
    faults, previous = [], ""
    sealed = organization.meetings.filter(state=MeetingState.FINAL).order_by("sequence")
    for number, meeting in enumerate(sealed.select_related("organization"), 1):
        fits = (
            meeting.sequence == number
            and meeting.previous_seal == previous
            and meeting.seal == seal(previous, canonical_minutes(meeting))
        )
        if not fits:
            faults.append(
                _("%(meeting)s: isi risalahnya tidak cocok dengan segelnya.")
                % {"meeting": meeting.code}
            )
        previous = meeting.seal
    return faults


def faults_beside_book(book: Book) -> list[str]:
    """The same for the organization of a book; a book without one has no meetings."""
    organization = Organization.objects.filter(book=book).first()
    return faults_of_minutes(organization) if organization else []
