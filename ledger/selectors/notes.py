"""The notes of a year (CALK): the newest text of each section, figures put in from the books."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.calculations.periods import year_start
from ledger.coa import NoteSection, note_sections
from ledger.models import Book, Kind, NoteText, ReopenRequest
from ledger.selectors.balances import balances, movements, result_movements

POSITION = ("kas", "aset", "kewajiban", "ekuitas")
RESULT = ("pendapatan", "beban", "hasil")
_PLACE = re.compile(r"\{([a-z_]+(?::[\w-]+)?)\}")


@dataclass(frozen=True)
class Note:
    """A section with its text: `is_own` when written for this year, else copied forward."""

    section: NoteSection
    text: str
    version: int
    is_own: bool


def notes_of(book: Book, year: int) -> list[Note]:
    """Every section: this year's newest text, else last written year's, else the template's."""
    written = NoteText.objects.filter(book=book, year__lte=year).order_by("year", "version")
    texts = {text.section: text for text in written}
    found = []
    for section in note_sections(book.framework):
        text = texts.get(section.key)
        is_own = text is not None and text.year == year
        found.append(
            Note(
                section=section,
                text=text.text if text else section.text,
                version=text.version if text and is_own else 0,
                is_own=is_own,
            )
        )
    return found


class Figures:
    """The words that a text may name in braces, read from the books once."""

    def __init__(self, book: Book, end: date) -> None:
        self.book, self.end = book, end
        last = date(end.year - 1, 12, 31)
        self.accounts = {a.code: a for a in book.accounts.filter(is_heading=False)}
        self.held = balances(book, on=end)
        self.words: dict[str, str] = {
            "lembaga": book.name,
            "tahun": str(end.year),
            "tahun_lalu": str(end.year - 1),
            "akhir": formats.date_format(end, "DATE_FORMAT"),
        }
        self._position(self.held, "")
        self._result(end, "")
        if book.opened_on <= last:
            self._position(balances(book, on=last), "_lalu")
            self._result(last, "_lalu")
        else:
            self._before_the_book()

    def _before_the_book(self) -> None:
        """Last year in a book's first: what it was opened with on 1 January, and no result.

        A year that was kept elsewhere must not read as a year of nothing.
        """
        absent = _("– (belum dibukukan)")
        self.words |= dict.fromkeys((f"{name}_lalu" for name in (*POSITION, *RESULT)), absent)
        if self.book.opened_on == year_start(self.end):
            opened = movements(self.book, start=None, end=self.book.opened_on)
            self._position({pk: moved.opening for pk, moved in opened.items()}, "_lalu")

    def _position(self, held: Mapping[int, int], ending: str) -> None:

        def total(kind: str) -> int:
            return sum(held.get(a.pk, 0) for a in self.accounts.values() if a.kind == kind)

        assets, debts = total(Kind.ASSET), -total(Kind.LIABILITY)
        cash = sum(held.get(a.pk, 0) for a in self.accounts.values() if a.is_cash)
        self._say(POSITION, (cash, assets, debts, assets - debts), ending)

    def _result(self, end: date, ending: str) -> None:
        moved = result_movements(self.book, start=year_start(end), end=end)

        def change(kind: str) -> int:
            return sum(
                moved[a.pk].change
                for a in self.accounts.values()
                if a.kind == kind and a.pk in moved
            )

        income, cost = -change(Kind.REVENUE), change(Kind.EXPENSE)
        self._say(RESULT, (income, cost, income - cost), ending)

    def _say(self, names: Sequence[str], amounts: Sequence[int], ending: str) -> None:
        for name, amount in zip(names, amounts, strict=True):
            self.words[f"{name}{ending}"] = format_rupiah(amount)

    def lookup(self, name: str) -> str | None:
        """The words for a name; None when there is no such name."""
        if name in self.words:
            return self.words[name]
        kind, _sep, key = name.partition(":")
        if kind == "akun" and key in self.accounts:
            return format_rupiah(abs(self.held.get(self.accounts[key].pk, 0)))
        if name == "rincian:kas":
            parts = [
                f"{a.label} Rp{format_rupiah(self.held[a.pk])}"
                for a in self.accounts.values()
                if a.is_cash and self.held.get(a.pk)
            ]
            return "; ".join(parts) + "." if parts else _("nihil.")
        return None

    def fill(self, text: str) -> str:
        """The text with every name replaced; an unknown one stays visible."""
        return _PLACE.sub(lambda m: self.lookup(m[1]) or m[0], text)

    def unknown(self, text: str) -> list[str]:
        """Names in braces that mean nothing."""
        return [name for name in _PLACE.findall(text) if self.lookup(name) is None]


def reopened(book: Book, year: int) -> list[ReopenRequest]:
    """Requests by which a period of the year was opened again: printed in the notes."""
    return list(
        ReopenRequest.objects.filter(period__book=book, period__year=year, used_at__isnull=False)
        .select_related("period", "requested_by__person", "approved_by__person")
        .order_by("used_at")
    )
