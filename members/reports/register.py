"""The books of members, pengurus and pengawas as they are laid before an inspector.

Columns of koperasi.md §7.1; those for signatures and initials stay empty. No book shows a citizen
number or an element.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.models import Membership, Office, OfficeKind, Person
from members.selectors.register import BOARD


def age(person: Person, on: date) -> str:
    """Full years at a day; empty when the birth date is unknown."""
    born = person.birth_date
    if born is None:
        return ""
    return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def iso(day: date | None) -> str | None:
    """A day as programs read it."""
    return day.isoformat() if day else None


def _address(person: Person) -> str:
    return ", ".join(part for part in (person.address, person.village) if part)


def members_book(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Everyone who had joined by the end day, those who left among them."""
    found = (
        Membership.objects.filter(organization__book=book, joined_on__lte=end)
        .select_related("person")
        .order_by("joined_on", "number")
    )
    rows = tuple(_member_row(no, member, end) for no, member in enumerate(found, 1))
    return report_table(
        book,
        "members_book",
        _("Buku daftar anggota"),
        start,
        end,
        columns=(
            Column("no", _("No."), width=4),
            Column("member_no", _("No. anggota"), width=6),
            Column("name", _("Nama lengkap"), width=12),
            Column("age", _("Umur"), width=5),
            Column("sex", _("L/P"), width=4),
            Column("occupation", _("Mata pencaharian"), width=9),
            Column("address", _("Alamat"), width=14),
            Column("joined_on", _("Tgl masuk"), width=8),
            Column("signature", _("Tanda tangan/cap jempol"), width=10),
            Column("initials_in", _("Paraf ketua"), width=6),
            Column("leave_requested_on", _("Tgl minta berhenti"), width=8),
            Column("left_on", _("Tgl berhenti"), width=8),
            Column("reason", _("Sebab"), width=7),
            Column("initials_out", _("Paraf ketua"), width=6),
            Column("note", _("Ket."), width=5),
        ),
        rows=rows,
        totals={"members": len(rows)},
        is_at_date=True,
    )


def _member_row(no: int, member: Membership, end: date) -> Row:
    person = member.person
    has_left = member.left_on is not None and member.left_on <= end
    left_on = member.left_on if has_left else None
    requested = member.leave_requested_on
    requested = requested if requested and requested <= end else None
    reason = member.status_reason if has_left else ""
    joined = (person.name, age(person, end), person.sex, person.occupation, _address(person))
    return Row(
        cells=(
            Cell(str(no)),
            Cell(member.number),
            *(Cell(value) for value in joined),
            Cell(member.joined_on),
            Cell(""),
            Cell(""),
            Cell(requested),
            Cell(left_on),
            Cell(reason),
            Cell(""),
            Cell(""),
        ),
        data={
            "member_no": member.number,
            "name": person.name,
            "sex": person.sex,
            "joined_on": iso(member.joined_on),
            "left_on": iso(left_on),
            "reason": reason,
        },
    )


def _officers_book(name: str, title: Any, kinds: Iterable[OfficeKind]) -> Callable[..., Any]:
    wanted = [kind.value for kind in kinds]

    def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
        """Everyone in these offices up to the end day, by the day of appointment."""
        here = Membership.objects.filter(organization__book=book).order_by("-joined_on")
        found = (
            Office.objects.filter(organization__book=book, kind__in=wanted, start__lte=end)
            .select_related("person")
            .prefetch_related(Prefetch("person__memberships", here, to_attr="here"))
            .order_by("start", "pk")
        )
        rows = tuple(_officer_row(no, office, end) for no, office in enumerate(found, 1))
        return report_table(
            book,
            name,
            str(title),
            start,
            end,
            columns=(
                Column("no", _("No."), width=4),
                Column("name", _("Nama"), width=14),
                Column("member_no", _("No. anggota"), width=6),
                Column("office", _("Jabatan"), width=8),
                Column("age", _("Umur"), width=5),
                Column("address", _("Alamat"), width=14),
                Column("start", _("Tgl diangkat"), width=8),
                Column("end", _("Tgl berhenti"), width=8),
                Column("signature", _("Tanda tangan"), width=12),
                Column("note", _("Ket."), width=14),
            ),
            rows=rows,
            totals={"officers": len(rows)},
            is_at_date=True,
        )

    return build


def _officer_row(no: int, office: Any, end: date) -> Row:
    person = office.person
    number = person.here[0].number if person.here else ""
    stopped = office.end if office.end and office.end <= end else None
    return Row(
        cells=(
            Cell(str(no)),
            Cell(person.name),
            Cell(number),
            Cell(office.get_kind_display()),
            Cell(age(person, end)),
            Cell(_address(person)),
            Cell(office.start),
            Cell(stopped),
            Cell(""),
            Cell(office.decree),
        ),
        data={
            "name": person.name,
            "member_no": number,
            "office": office.kind,
            "start": iso(office.start),
            "end": iso(stopped),
            "decree": office.decree,
        },
    )


BOARD_TITLE = gettext_lazy("Buku daftar pengurus")
SUPERVISORS_TITLE = gettext_lazy("Buku daftar pengawas")
board_book = _officers_book("board_book", BOARD_TITLE, BOARD)
supervisors_book = _officers_book("supervisors_book", SUPERVISORS_TITLE, (OfficeKind.PENGAWAS,))


def register_all() -> None:
    """Offer the three books under `statement` and on the page of reports."""
    for name, title, build in (
        ("members_book", gettext_lazy("Buku daftar anggota"), members_book),
        ("board_book", BOARD_TITLE, board_book),
        ("supervisors_book", SUPERVISORS_TITLE, supervisors_book),
    ):
        register_report(
            Report(
                name=name,
                title=title,
                build=build,
                permission="members.view_personal_data",
                frameworks=frozenset({"kube", "koperasi"}),
            )
        )
