"""Write the notes of a year: each saving is a new version, none is ever changed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.coa import note_sections
from ledger.models import Book, NoteText
from ledger.selectors.notes import Figures
from ledger.services import events
from ledger.services.periods import lock_book

MAX_TEXT = 8000


class NoteError(ValueError):
    """A text was refused."""


@transaction.atomic
def write_note(
    *, book: Book, year: int, section: str, text: str, actor: Any, at: datetime
) -> NoteText:
    """Keep a text as the section's newest version; the same text again makes none.

    Raises NoteError for an unknown section, an empty or too long text, and an unknown {name}.
    """
    book = lock_book(book)
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if section not in {s.key for s in note_sections(book.framework)}:
        raise NoteError(_("Bagian ini tidak ada."))
    if not text:
        raise NoteError(_("Isi catatan; tulis “tidak ada” bila memang tidak ada."))
    if len(text) > MAX_TEXT:
        raise NoteError(_("Catatan paling panjang %(count)s huruf.") % {"count": MAX_TEXT})
    if unknown := Figures(book, date(year, 12, 31)).unknown(text):
        raise NoteError(
            _("{%(name)s} tidak dikenal. Pakai nama yang tertulis di bawah isian.")
            % {"name": unknown[0]}
        )
    texts = NoteText.objects.filter(book=book, year=year, section=section)
    newest = texts.order_by("-version").first()
    if newest is not None and newest.text == text:
        return newest
    made = NoteText.objects.create(
        book=book,
        year=year,
        section=section,
        version=newest.version + 1 if newest else 1,
        text=text,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="write_note",
        subject=f"{year} {section}",
        actor=actor,
        at=at,
        book=book,
        version=made.version,
    )
    return made
