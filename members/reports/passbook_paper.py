"""Passbooks and statements of members, drawn line by line: hundreds in a second or two.

A canvas and not tables: a passbook line has its fixed place on its page, and nothing has to be
laid out (bench/passbooks.py compares it with xhtml2pdf).
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.reports.pdf import register_fonts
from members.models import Membership, PassbookPrint
from members.selectors.passbook import BROUGHT, PassbookRow, code_meanings

MM = 72 / 25.4
PLAIN, BOLD, MONEY = "PlusJakartaSans-Regular", "PlusJakartaSans-Bold", "InterTabular-Regular"


@dataclass(frozen=True)
class Sheet:
    """Where things stand on a page; millimetres from the left and from the top."""

    width: float
    height: float
    first_line: float
    line: float
    lines: int
    font: float
    columns: tuple[tuple[str, float, bool], ...]
    """Key, edge (the right one of an amount), whether it is an amount."""


def passbook_sheet(lines: int) -> Sheet:
    """An A5 page of a passbook: tanggal, sandi, bukti, debet, kredit, saldo, paraf."""
    columns = (
        ("day", 10, False),
        ("code", 28, False),
        ("voucher", 38, False),
        ("debit", 84, True),
        ("credit", 106, True),
        ("balance", 130, True),
        ("initials", 132, False),
    )
    return Sheet(148, 210, 30, min(7.0, 168 / lines), lines, 7.5, columns)


STATEMENT = Sheet(
    210, 297, 74, 5.2, 36, 8,
    (
        ("day", 15, False), ("code", 35, False), ("product", 45, False), ("voucher", 85, False),
        ("debit", 142, True), ("credit", 168, True), ("balance", 195, True),
    ),
)  # fmt: skip


def _heads() -> dict[str, str]:
    return {
        "day": _("Tanggal"),
        "code": _("Sandi"),
        "product": _("Simpanan"),
        "voucher": _("No. bukti"),
        "debit": _("Debet"),
        "credit": _("Kredit"),
        "balance": _("Saldo"),
        "initials": _("Paraf"),
    }


class _Pen:
    """A canvas on which lines are written in their places."""

    def __init__(self, sheet: Sheet, title: str, author: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        register_fonts()
        self.out = io.BytesIO()
        self.sheet = sheet
        size = (sheet.width * MM, sheet.height * MM)
        self.canvas = Canvas(self.out, pagesize=size, pageCompression=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.heads = _heads()

    def text(self, left: float, top: float, text: str, size: float = 8, font: str = PLAIN) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(left * MM, (self.sheet.height - top) * MM, text)

    def right(self, edge: float, top: float, text: str, size: float = 8, font: str = MONEY) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(edge * MM, (self.sheet.height - top) * MM, text)

    def rule(self, top: float, left: float = 10, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        y = (self.sheet.height - top) * MM
        self.canvas.line(left * MM, y, (self.sheet.width - left) * MM, y)

    def column_heads(self) -> None:
        top = self.sheet.first_line - self.sheet.line
        for key, edge, is_amount in self.sheet.columns:
            write = self.right if is_amount else self.text
            write(edge, top, self.heads[key], self.sheet.font, BOLD)
        self.rule(top + 1.6, self.sheet.columns[0][1])

    def row(self, place: int, cells: dict[str, str]) -> None:
        """Write cells on a line of the page, from 0."""
        top = self.sheet.first_line + place * self.sheet.line
        for key, edge, is_amount in self.sheet.columns:
            if text := cells.get(key, ""):
                if is_amount:
                    self.right(edge, top, text, self.sheet.font)
                else:
                    self.text(edge, top, text, self.sheet.font)

    def turn(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def _cells(row: PassbookRow) -> dict[str, str]:
    return {
        "day": row.day.strftime("%d/%m/%Y"),
        "code": row.code,
        "voucher": row.voucher,
        "product": row.product[:22],
        "debit": _amount(row.debit),
        "credit": _amount(row.credit),
        "balance": format_rupiah(row.balance),
    }


def _amount(value: int) -> str:
    return format_rupiah(value) if value else ""


def print_pdf(made: PassbookPrint, *, is_blank: bool) -> bytes:
    """The lines of one print, each where it belongs in the book; a page for each page of it.

    `is_blank` prints heads and rules too, for books without printed ones.
    """
    passbook = made.passbook
    sheet = passbook_sheet(passbook.lines_per_page)
    membership = passbook.membership
    pen = _Pen(sheet, _("Buku simpanan"), membership.organization.name)
    for offset, kept in enumerate(made.rows):
        place = (made.first + offset) % sheet.lines
        if offset == 0 or place == 0:
            if offset:
                pen.turn()
            if is_blank:
                _passbook_frame(pen, membership, (made.first + offset) // sheet.lines + 1)
        pen.row(
            place,
            {
                "day": date.fromisoformat(kept["day"]).strftime("%d/%m/%Y"),
                "code": kept["code"],
                "voucher": kept["voucher"],
                "debit": _amount(kept["debit"]),
                "credit": _amount(kept["credit"]),
                "balance": format_rupiah(kept["balance"]),
            },
        )
    return pen.done()


def _passbook_frame(pen: _Pen, membership: Membership, page: int) -> None:
    pen.text(10, 11, membership.organization.name, 9, BOLD)
    pen.text(10, 16, f"{membership.number}  {membership.person.name}"[:60])
    pen.right(138, 11, _("Halaman %(number)s") % {"number": page}, 7, PLAIN)
    pen.column_heads()
    bottom = pen.sheet.first_line + (pen.sheet.lines - 1) * pen.sheet.line + 1.6
    pen.rule(bottom, 10, 0.3)


def passbooks_pdf(
    memberships: Iterable[Membership], rows: dict[int, list[PassbookRow]], *, lines: int = 24
) -> bytes:
    """Whole passbooks of many members as one file, each beginning on a page of its own."""
    pen = _Pen(passbook_sheet(lines), _("Buku simpanan"), "")
    for membership in memberships:
        own = rows.get(membership.pk, [])
        for start in range(0, max(len(own), 1), lines):
            _passbook_frame(pen, membership, start // lines + 1)
            for place, row in enumerate(own[start : start + lines]):
                pen.row(place, _cells(row))
            pen.turn()
    return pen.done()


def statements_pdf(
    book: Book,
    memberships: Sequence[Membership],
    rows: dict[int, list[PassbookRow]],
    debts: dict[int, int],
    *,
    start: date,
    end: date,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Statements of members from a day to a day, A4, one member after the other.

    `rows` reach from the beginning to `end` in order of date; `debts` are what each owes on
    loans at the end. `progress` is told how many of how many are written.
    """
    head = registry.letterhead(book, end)
    pen = _Pen(STATEMENT, _("Rekening koran anggota"), head.name)
    for done, membership in enumerate(memberships, start=1):
        own = rows.get(membership.pk, [])
        before = [row for row in own if row.day < start or row.code == BROUGHT]
        inside = own[len(before) :]  # opening vouchers come first: they are of the first day
        opening = before[-1].balance if before else 0
        closing = own[-1].balance if own else 0
        for first in range(0, max(len(inside), 1), STATEMENT.lines):
            part = inside[first : first + STATEMENT.lines]
            _statement_head(pen, head, membership, start, end, opening)
            for place, row in enumerate(part):
                pen.row(place, _cells(row))
            if first + STATEMENT.lines >= len(inside):
                top = STATEMENT.first_line + (len(part) + 0.7) * STATEMENT.line
                _statement_foot(pen, top, closing, debts.get(membership.pk, 0))
            printed = timezone.localtime(at).strftime("%d/%m/%Y %H:%M")
            pen.text(15, 287, _("dicetak %(at)s") % {"at": printed}, 6.5)
            pen.turn()
        if progress is not None:
            progress(done, len(memberships))
    return pen.done()


def _statement_head(
    pen: _Pen,
    head: registry.Letterhead,
    membership: Membership,
    start: date,
    end: date,
    opening: int,
) -> None:
    pen.text(15, 16, head.name, 11, BOLD)
    pen.text(15, 21, " · ".join(head.lines)[:110])
    pen.rule(24, 15)
    pen.text(15, 33, _("Rekening koran anggota"), 13, BOLD)
    days = (formats.date_format(day, "DATE_FORMAT") for day in (start, end))
    pen.text(15, 39, " – ".join(days))
    pen.text(15, 48, f"{membership.number}  {membership.person.name}"[:70], 10, BOLD)
    pen.text(15, 58, _("Saldo awal"))
    pen.right(195, 58, format_rupiah(opening))
    pen.column_heads()


def _statement_foot(pen: _Pen, top: float, closing: int, debt: int) -> None:
    pen.rule(top - 3.6, 15)
    pen.text(15, top, _("Saldo simpanan"), 8, BOLD)
    pen.right(195, top, format_rupiah(closing), 8, "InterTabular-SemiBold")
    if debt:
        pen.text(15, top + 6, _("Sisa pinjaman"))
        pen.right(195, top + 6, format_rupiah(debt))
    legend = ", ".join(f"{code} {meaning.lower()}" for code, meaning in code_meanings())
    pen.text(15, 276, legend[:150], 6)
    pen.text(15, 279.5, legend[150:300], 6)
