"""The books of decisions: members', board and supervisors' meetings (koperasi.md §7.1, 10–12).

Only decisions whose minutes are final; the column for signatures stays empty.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.models import Decision, Method
from members.selectors.meetings import meeting_kinds

MEMBERS = frozenset({"members"})
BOARD = frozenset({"board", "both"})
SUPERVISORS = frozenset({"supervisors", "both"})


def _votes(decision: Decision) -> str:
    motion = decision.motion
    if motion.method == Method.CONSENSUS:
        return _("mufakat")
    if motion.method == Method.BALLOT:
        return _("pemilihan")
    return f"{motion.votes_for}/{motion.votes_against}/{motion.votes_abstain}"


def _found(book: Book, bodies: Iterable[str], start: date, end: date) -> Any:
    kinds = [kind.code for kind in meeting_kinds().values() if kind.body in bodies]
    return (
        Decision.objects.filter(
            organization__book=book,
            meeting__kind__in=kinds,
            decided_on__range=(start, end),
        )
        .select_related("meeting", "motion")
        .annotate(
            entitled=Count("meeting__attendances"),
            came=Count("meeting__attendances", filter=~Q(meeting__attendances__presence="")),
        )
        .order_by("decided_on", "year", "number")
    )


def _book(name: str, title: Any, bodies: frozenset[str]) -> Callable[..., ReportTable]:
    counts = bodies == MEMBERS

    def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
        """Decisions between two days, by day and number."""
        rows = tuple(_row(decision, counts) for decision in _found(book, bodies, start, end))
        heads = (
            Column("no", _("No."), width=5),
            Column("day", _("Tanggal"), width=8),
            Column("meeting", _("Rapat"), width=10),
            Column("place", _("Tempat"), width=12),
            Column("came", _("Hadir"), width=5),
        )
        more = (
            Column("entitled", _("Anggota"), width=6),
            Column("quorum", _("Kuorum"), width=6),
            Column("votes", _("Suara"), width=7),
        )
        last = (
            Column("decision", _("Keputusan"), width=28),
            Column("signature", _("Tanda tangan"), width=10),
        )
        return report_table(
            book,
            name,
            str(title),
            start,
            end,
            columns=(*heads, *(more if counts else ()), *last),
            rows=rows,
            totals={"decisions": len(rows)},
        )

    return build


def _row(decision: Any, counts: bool) -> Row:
    meeting = decision.meeting
    more = (str(decision.entitled), str(meeting.needed or ""), _votes(decision))
    return Row(
        cells=(
            Cell(f"{decision.number}/{decision.year}"),
            Cell(decision.decided_on),
            Cell(meeting.code),
            Cell(meeting.place),
            Cell(str(decision.came)),
            *(Cell(text) for text in (more if counts else ())),
            Cell(decision.text),
            Cell(""),
        ),
        data={
            "number": decision.number,
            "year": decision.year,
            "kind": decision.kind,
            "decided_on": decision.decided_on.isoformat(),
            "decision": decision.text,
            "came": decision.came,
            "entitled": decision.entitled,
        },
    )


def register_all() -> None:
    """Offer the three books under `statement` and on the page of reports."""
    for name, title, bodies in (
        ("member_decisions_book", gettext_lazy("Buku keputusan rapat anggota"), MEMBERS),
        ("board_decisions_book", gettext_lazy("Buku keputusan rapat pengurus"), BOARD),
        ("supervisor_decisions_book", gettext_lazy("Buku keputusan rapat pengawas"), SUPERVISORS),
    ):
        register_report(
            Report(
                name=name,
                title=title,
                build=_book(name, title, bodies),
                permission="members.view_meetings",
                frameworks=frozenset({"kube", "koperasi", "yayasan"}),
            )
        )
