"""Kinds of meetings, the rule that counts on a day, who is entitled, who came."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.calculations.meetings import needed
from members.models import (
    Attendance,
    Meeting,
    MeetingRule,
    MeetingState,
    Membership,
    MembershipKind,
    MembershipStatus,
    Motion,
    Office,
    OfficeKind,
    Organization,
    Person,
)

DATA = Path(__file__).resolve().parents[1] / "data"
BOARD = (OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA)
BODIES = {
    "board": BOARD,
    "supervisors": (OfficeKind.PENGAWAS,),
    "both": (*BOARD, OfficeKind.PENGAWAS),
}
"""Which offices make up a body; `members` are those in the register."""


@dataclass(frozen=True)
class Rule:
    """Shares as fractions; `over` means more than the share, else at least it."""

    quorum: Fraction
    quorum_over: bool
    second_quorum: Fraction
    second_over: bool
    majority: Fraction
    majority_over: bool
    proxies: int
    notice_days: int
    basis: str = ""

    def share_of(self, *, is_second: bool) -> tuple[Fraction, bool]:
        """The quorum that counts, and whether it must be exceeded."""
        if is_second:
            return self.second_quorum, self.second_over
        return self.quorum, self.quorum_over


@dataclass(frozen=True)
class MeetingKind:
    """A row of `data/meeting_kinds.csv`."""

    code: str
    frameworks: frozenset[str]
    body: str
    name: str
    name_en: str
    rule: Rule

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name


@dataclass(frozen=True)
class Tally:
    """Heads and votes of a meeting. `votes` counts who came or is represented, with a vote."""

    entitled: int
    entitled_votes: int
    present: int
    represented: int
    votes: int

    @property
    def absent(self) -> int:
        """Neither there nor represented."""
        return self.entitled - self.present - self.represented


def _yes(text: str) -> bool:
    return text == "yes"


@cache
def meeting_kinds() -> dict[str, MeetingKind]:
    """Every kind by code, in the order of the file."""
    with (DATA / "meeting_kinds.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["code"]: MeetingKind(
                code=row["code"],
                frameworks=frozenset(row["frameworks"].split()),
                body=row["body"],
                name=row["name"],
                name_en=row["name_en"],
                rule=Rule(
                    quorum=Fraction(row["quorum"]),
                    quorum_over=_yes(row["quorum_over"]),
                    second_quorum=Fraction(row["second_quorum"]),
                    second_over=_yes(row["second_over"]),
                    majority=Fraction(row["majority"]),
                    majority_over=_yes(row["majority_over"]),
                    proxies=int(row["proxies"]),
                    notice_days=int(row["notice_days"]),
                ),
            )
            for row in csv.DictReader(handle)
        }


def kinds_for(organization: Organization) -> list[MeetingKind]:
    """The kinds that an organization of this framework holds."""
    framework = organization.book.framework
    return [kind for kind in meeting_kinds().values() if framework in kind.frameworks]


def rule_of(organization: Organization, kind: str, on: date) -> Rule:
    """What the bylaws say of a kind of meeting on a day; the default without a row of its own."""
    own = (
        MeetingRule.objects.filter(organization=organization, kind=kind, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .first()
    )
    if own is None:
        return meeting_kinds()[kind].rule
    return Rule(
        quorum=Fraction(own.quorum),
        quorum_over=own.quorum_over,
        second_quorum=Fraction(own.second_quorum),
        second_over=own.second_over,
        majority=Fraction(own.majority),
        majority_over=own.majority_over,
        proxies=own.proxies,
        notice_days=own.notice_days,
        basis=own.basis,
    )


def share_words(share: Fraction, *, is_over: bool) -> str:
    """`lebih dari 1/2` or `sedikitnya 1/3`."""
    text = f"{share.numerator}/{share.denominator}"
    return (_("lebih dari %(share)s") if is_over else _("sedikitnya %(share)s")) % {"share": text}


def entitled_on(organization: Organization, body: str, cutoff: date) -> list[Attendance]:
    """Who may come to a meeting of a body, as of the cut-off day; not stored yet.

    Of members those active in the register; extraordinary members may come and speak but have no
    vote (UU 25/1992). Of a board those whose term covers the day.
    """
    if body == "members":
        members = (
            Membership.objects.in_force(cutoff)
            .filter(organization=organization)
            .exclude(status=MembershipStatus.INACTIVE)
            .select_related("person")
            .order_by("number")
        )
        return [
            Attendance(
                person=member.person,
                number=member.number,
                name=member.person.name,
                has_vote=member.kind == MembershipKind.ORDINARY,
            )
            for member in members
        ]
    offices = (
        Office.objects.in_force(cutoff)
        .filter(organization=organization, kind__in=BODIES[body])
        .select_related("person")
        .order_by("kind", "pk")
    )
    once: dict[int, Office] = {}
    for office in offices:
        once.setdefault(office.person_id, office)
    return [
        Attendance(person=office.person, name=office.person.name, office=office.kind)
        for office in once.values()
    ]


def tally(attendances: Iterable[Attendance]) -> Tally:
    """Count heads and votes."""
    rows = list(attendances)
    return Tally(
        entitled=len(rows),
        entitled_votes=sum(row.has_vote for row in rows),
        present=sum(bool(row.presence) for row in rows),
        represented=sum(row.proxy_id is not None for row in rows),
        votes=sum(row.counts for row in rows),
    )


def quorum_of(meeting: Meeting, votes: int) -> tuple[int, str]:
    """Heads that are needed of so many entitled votes, and the rule in words."""
    rule = rule_of(meeting.organization, meeting.kind, meeting.held_on)
    share, is_over = rule.share_of(is_second=meeting.previous_id is not None)
    return needed(votes, share, is_over=is_over), share_words(share, is_over=is_over)


def meetings_of(organization: Organization, *, with_drafts: bool) -> QuerySet[Meeting]:
    """Meetings, the newest first, with how many came of how many."""
    found = Meeting.objects.filter(organization=organization)
    if not with_drafts:
        found = found.exclude(state=MeetingState.DRAFT)
    return found.annotate(
        entitled=Count("attendances"),
        came=Count("attendances", filter=~Q(attendances__presence="")),
    ).order_by("-held_on", "-pk")


def officers_among(meeting: Meeting) -> QuerySet[Person]:
    """People who can lead the meeting or write its minutes: entitled or in an office that day."""
    offices = Office.objects.in_force(meeting.held_on).filter(organization=meeting.organization)
    return Person.objects.filter(
        Q(pk__in=meeting.attendances.values("person"))
        | Q(pk__in=offices.exclude(kind=OfficeKind.AUDITOR).values("person"))
    ).order_by("name")


def undecided(meeting: Meeting) -> QuerySet[Motion]:
    """Motions without a result."""
    return meeting.motions.filter(result="")
