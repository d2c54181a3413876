"""Papers that wait between two sendings of one form: a browser does not send a file twice.

They were read and cleaned (`readers/paper.py`), lie outside the web root under names that nobody
can guess, and belong to nothing yet. The page carries a signed list of them; what is not handed in
within a day is thrown away.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from ledger.models import Book
from ledger.readers.paper import PaperError, ReadPaper

FOLDER = "sementara"
LIFE = timedelta(days=1)


def hold(*, book: Book, actor: Any, papers: Sequence[ReadPaper], at: datetime) -> str:
    """Keep papers for the next sending of the form; returns the signed list, empty for none."""
    if not papers:
        return ""
    _throw_away(at)
    rows = []
    for read in papers:
        wanted = f"{FOLDER}/{at:%Y-%m-%d}/{uuid4().hex}.{read.ending}"
        stored = default_storage.save(wanted, ContentFile(read.content))
        mark = hashlib.sha256(read.content).hexdigest()
        rows.append([stored, read.name, read.content_type, read.ending, read.pages, mark])
    return signing.dumps([book.pk, actor.pk, rows], salt=FOLDER, compress=True)


def held(*, book: Book, actor: Any, token: str) -> list[ReadPaper]:
    """The papers of a signed list. Raises PaperError when one is gone, or the list is not ours."""
    if not token:
        return []
    try:
        of_book, of_actor, rows = signing.loads(token, salt=FOLDER, max_age=LIFE)
        if (of_book, of_actor) != (book.pk, actor.pk):
            raise signing.BadSignature
        return [_read(*row) for row in rows]
    except (signing.BadSignature, OSError):
        raise PaperError(
            _("Berkas yang tadi tidak tersimpan lagi. Pilih lagi foto atau PDF-nya.")
        ) from None


def let_go(token: str) -> None:
    """Throw away what a signed list names, once it was handed in."""
    with suppress(signing.BadSignature, OSError):
        _of_book, _of_actor, rows = signing.loads(token, salt=FOLDER, max_age=LIFE)
        for stored, *_rest in rows:
            default_storage.delete(stored)


def _read(
    stored: str, name: str, content_type: str, ending: str, pages: int, mark: str
) -> ReadPaper:
    with default_storage.open(stored) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != mark:
        raise OSError(stored)
    return ReadPaper(name, content, content_type, ending, pages)


def _throw_away(at: datetime) -> None:
    """Remove the days before yesterday: nobody's form is still open."""
    last = (at - 2 * LIFE).strftime("%Y-%m-%d")
    for day in _listed(FOLDER, folders=True):
        if day <= last:
            with suppress(OSError):
                for name in _listed(f"{FOLDER}/{day}", folders=False):
                    default_storage.delete(f"{FOLDER}/{day}/{name}")
                default_storage.delete(f"{FOLDER}/{day}")


def _listed(folder: str, *, folders: bool) -> Iterable[str]:
    with suppress(OSError):
        return default_storage.listdir(folder)[0 if folders else 1]
    return ()
