"""Attach papers to a voucher, or to a draft that becomes one. They are never taken off again."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.seal import seal
from ledger.models import FIRST_SEAL, Book, Draft, Paper, Voucher
from ledger.readers.paper import PaperError, ReadPaper, read_paper
from ledger.selectors.papers import canonical_paper, papers_of
from ledger.services import events
from ledger.services.periods import lock_book


def read_papers(uploads: Sequence[File]) -> list[ReadPaper]:
    """Read every file before anything is stored. Raises PaperError with the first fault."""
    return [read_paper(upload) for upload in uploads]


def missing_papers(voucher: Voucher, papers: Sequence[ReadPaper]) -> list[ReadPaper]:
    """Those that the voucher does not carry yet: a form sent twice brings its papers once."""
    carried = set(papers_of(voucher=voucher).values_list("sha256", flat=True))
    return [read for read in papers if hashlib.sha256(read.content).hexdigest() not in carried]


@transaction.atomic
def attach(
    *,
    book: Book,
    papers: Sequence[ReadPaper],
    actor: Any,
    at: datetime,
    voucher: Voucher | None = None,
    draft: Draft | None = None,
) -> list[Paper]:
    """Store papers and chain their hashes; a late paper of a posted voucher is welcome.

    Raises PaperError when there would be more than a voucher may carry; nothing is kept then.
    """
    if not papers:
        return []
    lock_book(book)
    standing = papers_of(voucher=voucher, draft=draft).count()
    most = settings.LUMBUNG_PAPERS_PER_VOUCHER
    if standing + len(papers) > most:
        raise PaperError(
            _("Satu bukti memuat paling banyak %(most)s lampiran; sudah ada %(count)s.")
            % {"most": most, "count": standing}
        )
    last = book.papers.order_by("-sequence").values_list("sequence", "seal").first()
    sequence, head = last or (0, FIRST_SEAL)
    kept: list[Paper] = []
    try:
        for read in papers:
            sequence += 1
            paper = _stored(book, read, sequence, head, actor, at)
            paper.voucher, paper.draft = voucher, draft
            head = paper.seal = seal(head, canonical_paper(paper, book.slug))
            kept.append(paper)
        for paper in kept:
            paper.save(force_insert=True)
            _log(paper, actor, at)
    except Exception:
        for paper in kept:
            with suppress(OSError):
                default_storage.delete(paper.stored)
        raise
    return kept


def _stored(
    book: Book, read: ReadPaper, sequence: int, head: str, actor: Any, at: datetime
) -> Paper:
    """Write the file under a name that nobody can guess; the row is not saved yet."""
    wanted = f"lampiran/{book.slug}/{at:%Y-%m}/{uuid4().hex}.{read.ending}"
    return Paper(
        book=book,
        sequence=sequence,
        name=read.name,
        stored=default_storage.save(wanted, ContentFile(read.content)),
        content_type=read.content_type,
        size=len(read.content),
        pages=read.pages,
        sha256=hashlib.sha256(read.content).hexdigest(),
        added_by=actor,
        added_at=at,
        previous_seal=head,
    )


def _log(paper: Paper, actor: Any, at: datetime) -> None:
    about = paper.voucher.code if paper.voucher else str(paper.draft)
    events.log(
        act="attach_paper",
        subject=about,
        actor=actor,
        at=at,
        book=paper.book,
        paper=paper.sequence,
        sha256=paper.sha256,
    )
