"""Meetings up to their opening: plan, invite, open or adjourn.

States: draft → invited → held → final (`services/minutes.py`); or adjourned, or cancelled.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import AgendaItem, Attendance, Meeting, MeetingState, Organization, Person
from members.selectors.meetings import (
    entitled_on,
    meeting_kinds,
    officers_among,
    quorum_of,
    rule_of,
    tally,
)

S = MeetingState


class MeetingError(ValueError):
    """An act on a meeting was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def locked(meeting: Meeting, *states: str) -> Meeting:
    """The meeting as it stands, its book locked. Raises MeetingError outside the states."""
    lock_book(meeting.organization.book)
    found = Meeting.objects.select_related("organization__book").get(pk=meeting.pk)
    if found.state == S.FINAL:
        raise MeetingError(_("Risalah rapat ini sudah final dan tidak dapat diubah lagi."))
    if found.state not in states:
        raise MeetingError(
            _("Rapat ini berkeadaan “%(state)s”; tindakan ini tidak berlaku lagi.")
            % {"state": found.get_state_display()}
        )
    return found


def log(meeting: Meeting, act: str, actor: Any, at: datetime, **detail: Any) -> None:
    """One line in the log of events."""
    events.log(
        act=act,
        subject=meeting.code,
        actor=actor,
        at=at,
        book=meeting.organization.book,
        **detail,
    )


@transaction.atomic
def plan_meeting(
    *,
    organization: Organization,
    kind: str,
    held_on: date,
    place: str,
    agenda: Sequence[str],
    actor: Any,
    at: datetime,
    starts_at: time | None = None,
    title: str = "",
    cutoff: date | None = None,
    previous: Meeting | None = None,
) -> Meeting:
    """Write a meeting down as a draft, numbered within organization and year.

    `cutoff` is the day of the register that counts; the day of the meeting without one. Raises
    MeetingError for a kind the organization does not hold and a cut-off after the meeting.
    """
    lock_book(organization.book)
    last = organization.meetings.filter(year=held_on.year).aggregate(n=Max("number"))["n"]
    meeting = Meeting(
        organization=organization,
        year=held_on.year,
        number=(last or 0) + 1,
        kind=kind,
        previous=previous,
        made_by=actor,
        made_at=at,
    )
    _fill(meeting, held_on, place, starts_at, title, cutoff)
    meeting.save()
    _set_agenda(meeting, agenda)
    log(meeting, "plan_meeting", actor, at, kind=kind, held_on=held_on.isoformat())
    return meeting


def _fill(
    meeting: Meeting,
    held_on: date,
    place: str,
    starts_at: time | None,
    title: str,
    cutoff: date | None,
) -> None:
    kind = meeting_kinds().get(meeting.kind)
    if kind is None or meeting.organization.book.framework not in kind.frameworks:
        raise MeetingError(_("Lembaga ini tidak mengadakan rapat jenis itu."), field="kind")
    if cutoff is not None and cutoff > held_on:
        raise MeetingError(
            _("Daftar anggota dibekukan paling lambat pada hari rapat."), field="cutoff"
        )
    if not place.strip():
        raise MeetingError(_("Isi tempat rapat."), field="place")
    meeting.held_on, meeting.starts_at = held_on, starts_at
    meeting.place, meeting.title = place.strip()[:120], title.strip()[:120]
    meeting.cutoff = cutoff or held_on


def _set_agenda(meeting: Meeting, agenda: Sequence[str]) -> None:
    texts = [text.strip()[:200] for text in agenda if text.strip()]
    if not texts:
        raise MeetingError(_("Isi sedikitnya satu acara, satu baris satu acara."), field="agenda")
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=order, text=text) for order, text in enumerate(texts, 1)
    )


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    kind: str,
    held_on: date,
    place: str,
    agenda: Sequence[str],
    actor: Any,
    at: datetime,
    starts_at: time | None = None,
    title: str = "",
    cutoff: date | None = None,
) -> Meeting:
    """Correct a draft. The number stays, so the day stays in its year."""
    meeting = locked(meeting, S.DRAFT)
    if held_on.year != meeting.year:
        raise MeetingError(
            _("%(code)s bernomor tahun %(year)s. Batalkan dan susun rapat baru di tahun lain.")
            % {"code": meeting.code, "year": meeting.year},
            field="held_on",
        )
    meeting.kind = kind
    _fill(meeting, held_on, place, starts_at, title, cutoff)
    meeting.save()
    _set_agenda(meeting, agenda)
    log(meeting, "change_meeting", actor, at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, actor: Any, at: datetime) -> Meeting:
    """Call a meeting off before it opens; its number stays used."""
    meeting = locked(meeting, S.DRAFT, S.INVITED)
    if not reason.strip():
        raise MeetingError(_("Tulis alasannya."), field="reason")
    meeting.state, meeting.state_reason = S.CANCELLED, reason.strip()[:200]
    meeting.save(update_fields=["state", "state_reason"])
    log(meeting, "cancel_meeting", actor, at, reason=meeting.state_reason)
    return meeting


@transaction.atomic
def invite(*, meeting: Meeting, on: date, actor: Any, at: datetime) -> Meeting:
    """Send the invitations: freeze who is entitled as of the cut-off day, and the quorum.

    Raises MeetingError when nobody is entitled, or for a day of invitation after the meeting.
    """
    meeting = locked(meeting, S.DRAFT)
    if on > meeting.held_on:
        raise MeetingError(_("Undangan dikirim paling lambat pada hari rapat."), field="on")
    body = meeting_kinds()[meeting.kind].body
    rows = entitled_on(meeting.organization, body, meeting.cutoff)
    votes = sum(row.has_vote for row in rows)
    if not votes:
        raise MeetingError(
            _("Per %(day)s belum ada yang berhak hadir. Periksa daftar anggota atau jabatan.")
            % {"day": meeting.cutoff.strftime("%d/%m/%Y")}
        )
    for row in rows:
        row.meeting = meeting
    Attendance.objects.bulk_create(rows)
    meeting.state, meeting.invited_on = S.INVITED, on
    meeting.needed, meeting.quorum_words = quorum_of(meeting, votes)
    meeting.save()
    log(meeting, "invite_to_meeting", actor, at, entitled=len(rows), needed=meeting.needed)
    return meeting


def notice_missing(meeting: Meeting) -> int:
    """Days by which the invitation is later than the rule asks; 0 when it is in time."""
    rule = rule_of(meeting.organization, meeting.kind, meeting.held_on)
    sent = meeting.invited_on or meeting.held_on
    return max(0, rule.notice_days - (meeting.held_on - sent).days)


def check_day(meeting: Meeting, at: datetime) -> None:
    """Raise MeetingError before the day of the meeting."""
    if meeting.held_on > timezone.localdate(at):
        raise MeetingError(
            _("Rapat ini baru diadakan %(day)s. Kehadiran dicatat pada harinya.")
            % {"day": meeting.held_on.strftime("%d/%m/%Y")}
        )


@transaction.atomic
def open_meeting(
    *, meeting: Meeting, chair: Person, clerk: Person, actor: Any, at: datetime
) -> Meeting:
    """Count the quorum and open. Raises MeetingError while it is missing: wait, or adjourn."""
    meeting = locked(meeting, S.INVITED)
    check_day(meeting, at)
    able = set(officers_among(meeting).values_list("pk", flat=True))
    if not {chair.pk, clerk.pk} <= able:
        raise MeetingError(_("Pimpinan dan notulis dipilih dari yang hadir atau pengurus."))
    if chair.pk == clerk.pk:
        raise MeetingError(_("Pimpinan dan notulis dua orang."), field="clerk")
    votes = tally(meeting.attendances.all()).votes
    if votes < (meeting.needed or 1):
        raise MeetingError(
            _(
                "Belum kuorum: hadir %(votes)s suara, perlu %(needed)s (%(rule)s). Tunggu, atau"
                " tunda rapatnya."
            )
            % {"votes": votes, "needed": meeting.needed, "rule": meeting.quorum_words}
        )
    meeting.state, meeting.present_at_opening = S.HELD, votes
    meeting.chair, meeting.clerk = chair, clerk
    meeting.save()
    log(meeting, "open_meeting", actor, at, votes=votes, needed=meeting.needed)
    return meeting


@transaction.atomic
def adjourn(
    *,
    meeting: Meeting,
    held_on: date,
    place: str,
    actor: Any,
    at: datetime,
    starts_at: time | None = None,
) -> Meeting:
    """Close an attempt without quorum and plan the second meeting, with its own quorum.

    Who is entitled stays as of the same cut-off day. Raises MeetingError when the quorum is there,
    and for a second meeting that is not later. Returns the second meeting.
    """
    meeting = locked(meeting, S.INVITED)
    check_day(meeting, at)
    votes = tally(meeting.attendances.all()).votes
    if votes >= (meeting.needed or 1):
        raise MeetingError(_("Kuorum sudah tercapai; buka rapatnya."))
    if meeting.previous_id is not None:
        raise MeetingError(_("Ini sudah rapat kedua. Batalkan, lalu panggil rapat baru dari awal."))
    if held_on <= meeting.held_on:
        raise MeetingError(_("Rapat kedua sesudah hari rapat pertama."), field="held_on")
    meeting.state, meeting.present_at_opening = S.ADJOURNED, votes
    meeting.state_reason = _("Hadir %(votes)s dari %(needed)s suara yang diperlukan") % {
        "votes": votes,
        "needed": meeting.needed,
    }
    meeting.save()
    log(meeting, "adjourn_meeting", actor, at, votes=votes, needed=meeting.needed)
    return plan_meeting(
        organization=meeting.organization,
        kind=meeting.kind,
        held_on=held_on,
        place=place,
        starts_at=starts_at,
        title=meeting.title,
        cutoff=meeting.cutoff,
        agenda=[item.text for item in meeting.agenda.all()],
        previous=meeting,
        actor=actor,
        at=at,
    )
