"""The papers of a meeting: the invitation, the list to sign, and the minutes with decisions.

Signed by chair and secretary, and two witnesses from the members (koperasi.md §7.3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.reports.pdf import html_to_pdf
from ledger.reports.voucher_paper import CHAIRS, SIZES, SignatureBox
from members.models import Attendance, Meeting, Method, Motion
from members.selectors.decisions import decision_kinds
from members.selectors.meetings import Tally, meeting_kinds, tally

PER_PAGE = 22
"""Rows to sign on one sheet: a table of its own each, for long ones are slow to lay out."""
SECRETARY = "sekretaris"


@dataclass(frozen=True, kw_only=True)
class MeetingPaper:
    """What all three carry. Texts are ready to print."""

    title: str
    code: str
    date: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    agenda: tuple[str, ...]
    place_and_day: str
    boxes: tuple[SignatureBox, ...]
    seal: str
    printed: str


def kind_label(meeting: Meeting) -> str:
    """The kind, and that it is the second attempt."""
    label = meeting_kinds()[meeting.kind].label
    return _("%(kind)s (rapat kedua)") % {"kind": label} if meeting.previous_id else label


def when(meeting: Meeting) -> str:
    """Weekday, day and hour in words."""
    day = formats.date_format(meeting.held_on, "l, j F Y")
    if meeting.starts_at is None:
        return day
    return _("%(day)s pukul %(time)s") % {
        "day": day,
        "time": meeting.starts_at.strftime("%H.%M"),
    }


def invitation_text(meeting: Meeting) -> str:
    """The invitation as a message to copy into a group chat."""
    head = registry.letterhead(meeting.organization.book, meeting.held_on)
    points = "\n".join(f"{item.order}. {item.text}" for item in meeting.agenda.all())
    chair = head.holder(*CHAIRS)
    lines = [
        _("*Undangan %(kind)s*") % {"kind": kind_label(meeting)},
        head.name,
        "",
        _("Hari: %(when)s") % {"when": when(meeting)},
        _("Tempat: %(place)s") % {"place": meeting.place},
        "",
        _("Acara:"),
        points,
        "",
        _("Kehadiran Anda menentukan kuorum. Terima kasih."),
        chair,
    ]
    return "\n".join(line for line in lines if line is not None).strip()


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    facts = [(_("Rapat"), kind_label(meeting))]
    if meeting.title:
        facts.append((_("Pokok rapat"), meeting.title))
    return [*facts, (_("Waktu"), when(meeting)), (_("Tempat"), meeting.place)]


def _paper(
    meeting: Meeting,
    title: str,
    at: datetime,
    boxes: tuple[SignatureBox, ...],
    facts: list[tuple[str, str]],
    seal: str = "",
) -> MeetingPaper:
    head = registry.letterhead(meeting.organization.book, meeting.held_on)
    day = formats.date_format(meeting.held_on, "DATE_FORMAT")
    practice = meeting.organization.book.is_practice
    return MeetingPaper(
        title=title,
        code=meeting.code,
        date=day,
        letterhead=head,
        marks=(_("BUKU LATIHAN: bukan bukti yang sah"),) if practice else (),
        facts=tuple(facts),
        agenda=tuple(item.text for item in meeting.agenda.all()),
        place_and_day=f"{head.place}, {day}" if head.place else day,
        boxes=boxes,
        seal=seal or meeting.organization.name,
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    )


def _officers(meeting: Meeting) -> tuple[SignatureBox, ...]:
    head = registry.letterhead(meeting.organization.book, meeting.held_on)
    chair, secretary = head.holder(*CHAIRS), head.holder(SECRETARY)
    return (
        SignatureBox(act=_("Yang mengundang"), name=chair, office=head.office_of(chair)),
        SignatureBox(act="", name=secretary, office=head.office_of(secretary)),
    )


def _render(template: str, **context: Any) -> bytes:
    return html_to_pdf(
        render_to_string(template, {"sheet": SIZES["a4"], "is_small": False, **context})
    )


def invitation_pdf(meeting: Meeting, *, at: datetime) -> bytes:
    """The invitation on A4."""
    paper = _paper(meeting, _("Undangan"), at, _officers(meeting), _facts(meeting))
    return _render("members/meetings/paper/invitation.html", paper=paper)


def _sheets(rows: list[Attendance]) -> list[list[tuple[int, Attendance]]]:
    numbered = list(enumerate(rows, 1))
    return [numbered[at : at + PER_PAGE] for at in range(0, len(numbered), PER_PAGE)]


def attendance_pdf(meeting: Meeting, *, at: datetime) -> bytes:
    """The list to sign on A4: who is entitled, with a place for each signature."""
    rows = list(meeting.attendances.all())
    facts = [
        *_facts(meeting),
        (_("Berhak hadir"), _("%(count)s orang per %(day)s") % {
            "count": len(rows),
            "day": formats.date_format(meeting.cutoff, "DATE_FORMAT"),
        }),
    ]  # fmt: skip
    boxes = _signed_by(meeting)
    paper = _paper(meeting, _("Daftar Hadir"), at, boxes, facts)
    return _render(
        "members/meetings/paper/attendance.html",
        paper=paper,
        sheets=_sheets(rows),
        is_blank=meeting.state == "invited",
    )


def _signed_by(meeting: Meeting) -> tuple[SignatureBox, ...]:
    chair = meeting.chair.name if meeting.chair else ""
    clerk = meeting.clerk.name if meeting.clerk else ""
    return (
        SignatureBox(act=_("Pimpinan rapat"), name=chair),
        SignatureBox(act=_("Notulis"), name=clerk),
    )


@dataclass(frozen=True)
class MotionLine:
    """A motion as it is printed."""

    order: int
    text: str
    kind: str
    votes: str
    result: str
    decision: str


def votes_in_words(motion: Motion) -> str:
    """How the votes fell."""
    if motion.method == Method.BALLOT:
        names = "; ".join(f"{c.name} {c.votes}" for c in motion.candidates.all())
        return _("%(names)s; kosong atau tidak sah %(blank)s") % {
            "names": names,
            "blank": motion.votes_abstain,
        }
    if motion.method == Method.CONSENSUS:
        return str(motion.get_method_display())
    return _("setuju %(for)s, tidak setuju %(against)s, abstain %(abstain)s") % {
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstain": motion.votes_abstain,
    }


def _motions(meeting: Meeting) -> list[MotionLine]:
    found = meeting.motions.select_related("decision").prefetch_related("candidates")
    return [
        MotionLine(
            order=motion.order,
            text=motion.text,
            kind=decision_kinds()[motion.kind].label,
            votes=votes_in_words(motion) if motion.result else "",
            result=motion.get_result_display(),
            decision=motion.decision.code if hasattr(motion, "decision") else "",
        )
        for motion in found
    ]


def _opening(meeting: Meeting, counted: Tally) -> str:
    return _(
        "Pada %(when)s bertempat di %(place)s telah diadakan %(kind)s %(name)s. Berhak hadir"
        " %(entitled)s orang, hadir %(present)s, diwakili %(represented)s. Kuorum %(needed)s suara"
        " (%(rule)s); saat dibuka hadir %(votes)s suara."
    ) % {
        "when": when(meeting),
        "place": meeting.place,
        "kind": kind_label(meeting),
        "name": meeting.organization.name,
        "entitled": counted.entitled,
        "present": counted.present,
        "represented": counted.represented,
        "needed": meeting.needed if meeting.needed is not None else "–",
        "rule": meeting.quorum_words or "–",
        "votes": meeting.present_at_opening if meeting.present_at_opening is not None else "–",
    }


def minutes_pdf(meeting: Meeting, *, at: datetime) -> bytes:
    """Berita acara and notulen with the decisions, and the daftar hadir behind them."""
    rows = list(meeting.attendances.select_related("proxy"))
    names = [name.strip() for name in meeting.witnesses.split(",") if name.strip()]
    witnesses = [SignatureBox(act=_("Saksi"), name=name) for name in [*names, "", ""][:2]]
    paper = _paper(
        meeting,
        _("Berita Acara Rapat"),
        at,
        (*_signed_by(meeting), *witnesses),
        [],
        _("segel %(seal)s") % {"seal": meeting.seal[:16]} if meeting.seal else _("belum final"),
    )
    marks = () if meeting.is_final else (_("BELUM FINAL"),)
    return _render(
        "members/meetings/paper/minutes.html",
        paper=paper,
        marks=marks,
        opening=_opening(meeting, tally(rows)),
        paragraphs=[p for p in meeting.minutes.splitlines() if p.strip()],
        motions=_motions(meeting),
        sheets=_sheets(rows),
    )


PAPERS: dict[str, Callable[..., bytes]] = {
    "undangan": invitation_pdf,
    "daftar-hadir": attendance_pdf,
    "risalah": minutes_pdf,
}
"""The last part of the address → how the paper is made."""
