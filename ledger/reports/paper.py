"""A report as paper: the table, its letterhead, who signs, and the seal of the book."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.models import Book
from ledger.reports.table import Column, ReportTable, period_text
from ledger.selectors.seals import seal_head

NARROW = ("code", "date")
ROOM, ROOM_WIDE = (35, 58), (20, 34)
"""Rows that one sheet holds above the signatures, upright and on its side: apart and close."""


@dataclass(frozen=True)
class Paper:
    """Everything that a print of a report carries."""

    table: ReportTable
    letterhead: registry.Letterhead
    sequence: int
    seal: str
    printed_at: datetime
    in_set: bool = False
    """Part of the whole set: the foot is drawn over the finished pages."""

    @property
    def period(self) -> str:
        """The days the report is about."""
        return period_text(self.table)

    @property
    def place_and_day(self) -> str:
        """`Sumberlentera, 31 Desember 2025`."""
        day = formats.date_format(self.table.end, "DATE_FORMAT")
        return f"{self.letterhead.place}, {day}" if self.letterhead.place else day

    @property
    def foot(self) -> str:
        """The seal head and when it was printed: the proof that nothing was cut off later."""
        return _("Segel buku %(sequence)s: %(seal)s · dicetak %(at)s") % {
            "sequence": self.sequence,
            "seal": self.seal[:32],
            "at": timezone.localtime(self.printed_at).strftime("%d/%m/%Y %H:%M"),
        }

    @property
    def columns(self) -> list[tuple[Column, str]]:
        """Each column with its width in percent: amounts alike, codes narrow, names the rest."""
        columns = self.table.columns
        if whole := sum(column.width for column in columns):
            return [(column, f"{100 * column.width / whole:.1f}%") for column in columns]
        amounts = sum(1 for column in columns if column.is_amount)
        texts = len(columns) - amounts
        share = min(24, (66 if texts < 3 else 39) / amounts) if amounts else 0
        codes = sum(1 for column in columns if column.key in NARROW)
        names = max(len(columns) - amounts - codes, 1)
        name_share = (100 - share * amounts - 9 * codes) / names
        if texts > 2:  # a voucher's number needs no more than it is long
            name_share = 100 - share * amounts - 9 * codes - 15 * (names - 1)
        last = [column for column in columns if not column.is_amount][-1:]
        widths = [
            share
            if column.is_amount
            else 9
            if column.key in NARROW
            else 15
            if texts > 2 and column not in last
            else name_share
            for column in columns
        ]
        return [(c, f"{width:.1f}%") for c, width in zip(columns, widths, strict=True)]

    @property
    def is_compact(self) -> bool:
        """Whether closer rows let the officers sign below the table and not alone on a sheet."""
        if self.table.has_room:
            return False
        headings = sum(1 for row in self.table.rows if row.style == "heading")
        regular, compact = ROOM_WIDE if self.is_wide else ROOM
        return regular < len(self.table.rows) + headings / 3 <= compact

    @property
    def is_wide(self) -> bool:
        """Whether the sheet lies on its side."""
        return len(self.table.columns) > 5


def paper_of(book: Book, table: ReportTable, *, at: datetime) -> Paper:
    """Put a report on paper."""
    sequence, seal = seal_head(book)
    return Paper(
        table=table,
        letterhead=registry.letterhead(book, table.end),
        sequence=sequence,
        seal=seal,
        printed_at=at,
    )
