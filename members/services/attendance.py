"""Who came to a meeting, and who speaks for whom."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Attendance, Meeting, MeetingState, Person, Presence
from members.selectors.meetings import rule_of, tally
from members.services.meetings import MeetingError, check_day, locked, log

S = MeetingState


@transaction.atomic
def mark_attendance(
    *,
    meeting: Meeting,
    present: Mapping[int, str],
    proxies: Mapping[int, int],
    actor: Any,
    at: datetime,
) -> Meeting:
    """Write down who came: attendance → how it was established; absent → who speaks for him.

    Replaces what was written before, but a presence confirmed by an own phone stays one. Raises
    MeetingError before the day, for a proxy the rule does not allow, one held by somebody absent,
    and more proxies than one may hold.
    """
    meeting = locked(meeting, S.INVITED, S.HELD)
    check_day(meeting, at)
    rows = {row.pk: row for row in meeting.attendances.all()}
    for place, row in rows.items():
        how = present.get(place, "")
        if how and row.presence == Presence.QR:
            continue
        if bool(how) != bool(row.presence):
            row.present_at = at if how else None
        row.presence = Presence(how)
    _set_proxies(meeting, rows, proxies)
    _keep_votes(meeting, rows)
    Attendance.objects.bulk_update(rows.values(), ["presence", "present_at", "proxy"])
    log(meeting, "mark_attendance", actor, at, present=tally(rows.values()).present)
    return meeting


def _set_proxies(
    meeting: Meeting, rows: Mapping[int, Attendance], proxies: Mapping[int, int]
) -> None:
    most = rule_of(meeting.organization, meeting.kind, meeting.held_on).proxies
    held: dict[int, int] = {}
    for row in rows.values():
        row.proxy = None
    for absent, holder in proxies.items():
        if absent not in rows or holder not in rows:
            raise MeetingError(_("Kuasa hanya antara yang berhak hadir pada rapat ini."))
        row, speaker = rows[absent], rows[holder]
        if not most:
            raise MeetingError(_("Aturan rapat ini tidak mengenal kuasa: setiap orang hadir."))
        if row.presence:
            raise MeetingError(_("%(name)s hadir sendiri; kuasanya tidak perlu.") % {"name": row})
        if not speaker.presence or not speaker.has_vote:
            raise MeetingError(
                _("%(name)s tidak hadir dengan hak suara, jadi tidak dapat memegang kuasa.")
                % {"name": speaker}
            )
        held[holder] = held.get(holder, 0) + 1
        if held[holder] > most:
            raise MeetingError(
                _("%(name)s memegang lebih dari %(most)s kuasa.") % {"name": speaker, "most": most}
            )
        row.proxy = speaker


def _keep_votes(meeting: Meeting, rows: Mapping[int, Attendance]) -> None:
    """Who voted was there: he cannot be written absent afterwards."""
    voted = Attendance.objects.filter(meeting=meeting, votes__isnull=False).distinct()
    for row in voted:
        if not rows[row.pk].counts:
            raise MeetingError(
                _("%(name)s sudah memberikan suara, jadi tidak dapat dicatat tidak hadir.")
                % {"name": row}
            )


@transaction.atomic
def attend(*, meeting: Meeting, person: Person, at: datetime, actor: Any) -> Attendance:
    """Confirm the own presence from the own phone. Saying it twice changes nothing.

    Raises MeetingError for somebody who is not on the frozen list, and on another day.
    """
    meeting = locked(meeting, S.INVITED, S.HELD)
    if meeting.held_on != timezone.localdate(at):
        raise MeetingError(_("Kehadiran dari telepon hanya pada hari rapat."))
    row = meeting.attendances.filter(person=person).first()
    if row is None:
        raise MeetingError(_("Nama Anda tidak ada dalam daftar yang berhak hadir rapat ini."))
    if row.presence == "":
        row.presence, row.present_at, row.proxy = Presence.QR, at, None
        row.save(update_fields=["presence", "present_at", "proxy"])
        log(meeting, "attend_meeting", actor, at)
    return row
