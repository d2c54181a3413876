"""How the votes on a motion fall: one member, one vote (koperasi.md §7.3)."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.calculations.meetings import elected, is_carried, needed
from members.models import Attendance, Choice, Meeting, MeetingState, Method, Motion, Result, Vote
from members.selectors.decisions import decision_kinds
from members.selectors.meetings import rule_of, share_words, tally
from members.services.meetings import MeetingError, locked, log

HELD = MeetingState.HELD


class VotedTwiceError(MeetingError):
    """Somebody has voted on this motion already."""


@transaction.atomic
def cast_vote(*, motion: Motion, voter: Attendance, choice: str) -> Vote:
    """Write one member's vote down. Raises VotedTwiceError for a second one.

    Raises MeetingError for somebody who is not there, not represented or without a vote.
    """
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    _check_open(motion, Method.ROLL)
    voter = Attendance.objects.get(pk=voter.pk)
    if voter.meeting_id != meeting.pk or not voter.counts:
        raise MeetingError(
            _("%(name)s tidak hadir dengan hak suara pada rapat ini.") % {"name": voter}
        )
    try:
        with transaction.atomic():
            return Vote.objects.create(motion=motion, voter=voter, choice=Choice(choice))
    except IntegrityError:
        raise VotedTwiceError(
            _("%(name)s sudah memberikan suara: satu anggota satu suara.") % {"name": voter}
        ) from None


@transaction.atomic
def decide_by_roll(
    *, motion: Motion, choices: Mapping[int, str], actor: Any, at: datetime
) -> Motion:
    """Cast the votes that a page collected (attendance → choice) and count them with the rest."""
    voters = Attendance.objects.filter(meeting=motion.meeting_id).in_bulk(list(choices))
    for pk, choice in choices.items():
        if pk not in voters:
            raise MeetingError(_("Suara hanya dari yang berhak hadir pada rapat ini."))
        cast_vote(motion=motion, voter=voters[pk], choice=choice)
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    _check_open(motion, Method.ROLL)
    cast = list(motion.votes.values_list("choice", flat=True))
    if not cast:
        raise MeetingError(_("Isi suara sedikitnya satu anggota."))
    counts = {choice: cast.count(choice) for choice in Choice.values}
    return _close(meeting, motion, counts, actor, at)


@transaction.atomic
def decide_by_count(
    *,
    motion: Motion,
    votes_for: int,
    votes_against: int,
    votes_abstain: int,
    actor: Any,
    at: datetime,
) -> Motion:
    """Write down a show of hands. Raises MeetingError for more hands than votes are there."""
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    _check_open(motion, Method.COUNT)
    counts = {
        Choice.FOR.value: votes_for,
        Choice.AGAINST.value: votes_against,
        Choice.ABSTAIN.value: votes_abstain,
    }
    return _close(meeting, motion, counts, actor, at)


@transaction.atomic
def decide_by_consensus(*, motion: Motion, is_agreed: bool, actor: Any, at: datetime) -> Motion:
    """Write down that everybody agreed (all votes for), or that no agreement was found."""
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    _check_open(motion, Method.CONSENSUS)
    votes = tally(meeting.attendances.all()).votes
    counts = {Choice.FOR.value: votes} if is_agreed else {Choice.AGAINST.value: votes}
    return _close(meeting, motion, counts, actor, at)


@transaction.atomic
def decide_by_ballot(
    *, motion: Motion, ballots: Mapping[int, int], blank: int, actor: Any, at: datetime
) -> Motion:
    """Count the ballots of an election: candidate → votes, and blank or spoilt ones.

    One ballot has as many votes as there are seats. Raises MeetingError when more are counted
    than voters are there, and when equal votes leave a seat open.
    """
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    _check_open(motion, Method.BALLOT)
    candidates = list(motion.candidates.all())
    votes = [ballots.get(candidate.pk, 0) for candidate in candidates]
    present = tally(meeting.attendances.all()).votes
    if min([*votes, blank]) < 0 or max(votes) > present:
        raise MeetingError(
            _("Satu calon paling banyak mendapat %(present)s suara, sebanyak yang hadir.")
            % {"present": present}
        )
    if sum(votes) + blank * motion.seats > present * motion.seats:
        raise MeetingError(
            _("Surat suara %(cast)s, padahal yang hadir %(present)s suara. Hitung lagi.")
            % {"cast": -(-sum(votes) // motion.seats) + blank, "present": present}
        )
    chosen = elected(votes, motion.seats)
    if chosen is None:
        raise MeetingError(_("Suara sama banyak; ulangi pemungutan suara di antara mereka."))
    for place, candidate in enumerate(candidates):
        candidate.votes, candidate.is_elected = votes[place], place in chosen
        candidate.save(update_fields=["votes", "is_elected"])
    _check_special_quorum(meeting, motion, present)
    motion.present, motion.votes_abstain = present, blank
    motion.result, motion.decided_at = Result.CARRIED, at
    motion.save()
    log(meeting, "decide_motion", actor, at, motion=motion.order, result=motion.result)
    return motion


def _check_open(motion: Motion, method: str) -> None:
    if motion.result:
        raise MeetingError(_("Usul ini sudah diputus. Ulangi pemungutan suaranya lebih dahulu."))
    if motion.method != method:
        raise MeetingError(
            _("Usul ini diputus dengan cara “%(method)s”.")
            % {"method": motion.get_method_display()}
        )


def _check_special_quorum(meeting: Meeting, motion: Motion, present: int) -> None:
    share = decision_kinds()[motion.kind].quorum
    if share is None:
        return
    entitled = tally(meeting.attendances.all()).entitled_votes
    fewest = needed(entitled, share, is_over=False)
    if present < fewest:
        raise MeetingError(
            _(
                "%(kind)s memerlukan kuorum %(rule)s, yaitu %(needed)s suara; yang hadir"
                " %(present)s. Panggil rapat tersendiri."
            )
            % {
                "kind": decision_kinds()[motion.kind].label,
                "rule": share_words(share, is_over=False),
                "needed": fewest,
                "present": present,
            }
        )


def majority_of(meeting: Meeting, kind: str) -> tuple[Fraction, bool]:
    """The share of votes a motion needs: the meeting's, or the kind's own where it is higher."""
    rule = rule_of(meeting.organization, meeting.kind, meeting.held_on)
    own = decision_kinds()[kind].majority
    if own is not None and own >= rule.majority:
        return own, False
    return rule.majority, rule.majority_over


def _close(
    meeting: Meeting, motion: Motion, counts: Mapping[str, int], actor: Any, at: datetime
) -> Motion:
    present = tally(meeting.attendances.all()).votes
    given = [counts.get(choice, 0) for choice in Choice.values]
    if min(given) < 0 or not sum(given):
        raise MeetingError(_("Isi jumlah suaranya."), field="votes_for")
    if sum(given) > present:
        raise MeetingError(
            _("Suara berjumlah %(cast)s, padahal yang hadir dengan hak suara %(present)s.")
            % {"cast": sum(given), "present": present},
            field="votes_for",
        )
    _check_special_quorum(meeting, motion, present)
    motion.votes_for, motion.votes_against, motion.votes_abstain = given
    share, is_over = majority_of(meeting, motion.kind)
    carried = is_carried(given[0], given[1], share, is_over=is_over)
    motion.present, motion.decided_at = present, at
    motion.result = Result.CARRIED if carried else Result.REJECTED
    motion.save()
    log(
        meeting,
        "decide_motion",
        actor,
        at,
        motion=motion.order,
        result=motion.result,
        votes=given,
    )
    return motion


@transaction.atomic
def repeat_vote(*, motion: Motion, reason: str, actor: Any, at: datetime) -> Motion:
    """Take a result back while the meeting lasts, to vote again; the log keeps the reason."""
    meeting = locked(motion.meeting, HELD)
    motion = meeting.motions.get(pk=motion.pk)
    if not motion.result:
        raise MeetingError(_("Usul ini belum diputus."))
    if not reason.strip():
        raise MeetingError(_("Tulis alasannya."), field="reason")
    log(
        meeting,
        "repeat_vote",
        actor,
        at,
        motion=motion.order,
        result=motion.result,
        reason=reason.strip()[:200],
    )
    motion.result, motion.decided_at = Result.OPEN, None
    motion.votes_for = motion.votes_against = motion.votes_abstain = motion.present = 0
    motion.save()
    motion.votes.all().delete()
    motion.candidates.update(votes=0, is_elected=False)
    return motion
