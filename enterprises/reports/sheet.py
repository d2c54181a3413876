"""A printed sheet of the business: facts, a table, and places to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.models import Book
from ledger.reports.pdf import html_to_pdf
from ledger.reports.signatures import SignatureBox
from ledger.reports.voucher_paper import SIZES


@dataclass(frozen=True)
class SheetTable:
    """A table: columns are (label, percent of the width, whether it is a figure)."""

    title: str
    columns: tuple[tuple[str, int, bool], ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that is printed; texts are ready."""

    title: str
    code: str
    date: str
    letterhead: registry.Letterhead
    marks: tuple[str, ...]
    opening: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[SheetTable, ...]
    closing: tuple[str, ...]
    place_and_day: str
    boxes: tuple[SignatureBox, ...]
    seal: str
    printed: str


def sheet_table(
    title: str, columns: Sequence[tuple[str, int, bool]], rows: Sequence[Sequence[str]]
) -> SheetTable:
    """A table whose cells know whether they are figures."""
    figures = [column[2] for column in columns]
    return SheetTable(
        title, tuple(columns), tuple(tuple(zip(row, figures, strict=True)) for row in rows)
    )


def sheet(
    book: Book,
    *,
    title: str,
    code: str,
    on: date,
    at: datetime,
    boxes: Sequence[tuple[str, str]],
    opening: str = "",
    facts: Sequence[tuple[str, str]] = (),
    tables: Sequence[SheetTable] = (),
    closing: Sequence[str] = (),
) -> Sheet:
    """A sheet with the organization's head, signed by these (act, name); `at`: printed when."""
    head = registry.letterhead(book, on)
    day = formats.date_format(on, "DATE_FORMAT")
    return Sheet(
        title=title,
        code=code,
        date=day,
        letterhead=head,
        marks=(_("BUKU LATIHAN: bukan bukti yang sah"),) if book.is_practice else (),
        opening=opening,
        facts=tuple(facts),
        tables=tuple(tables),
        closing=tuple(closing),
        place_and_day=f"{head.place}, {day}" if head.place else day,
        boxes=tuple(
            SignatureBox(act=act, name=name, office=head.office_of(name)) for act, name in boxes
        ),
        seal="",
        printed=_("dicetak %(at)s") % {"at": timezone.localtime(at).strftime("%d/%m/%Y %H:%M")},
    )


def sheet_pdf(paper: Sheet, *, size: str = "a4") -> bytes:
    """The sheet as PDF."""
    context = {"paper": paper, "sheet": SIZES[size], "is_small": size == "a5"}
    return html_to_pdf(render_to_string("enterprises/paper/sheet.html", context))
