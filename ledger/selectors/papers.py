"""Papers of a voucher, vouchers without any, and the proof that no file was swapped."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from ledger.calculations.seal import seal
from ledger.models import FIRST_SEAL, Book, Draft, Paper, Voucher
from ledger.selectors.paper_rules import paper_rules

CHUNK = 1024 * 1024


def papers_of(*, voucher: Voucher | None = None, draft: Draft | None = None) -> QuerySet[Paper]:
    """Papers of a voucher, those of the draft it was once included; or of a draft."""
    if voucher is not None:
        return Paper.objects.filter(Q(voucher=voucher) | Q(draft__voucher=voucher))
    return Paper.objects.filter(draft=draft)


def without_paper(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher]:
    """Those of the vouchers that ought to have a paper and have none.

    A reversal and the closing of a year are papers of the books themselves.
    """
    papers = Paper.objects.filter(Q(voucher=OuterRef("pk")) | Q(draft__voucher=OuterRef("pk")))
    return vouchers.filter(~Exists(papers), reversal_of__isnull=True).exclude(
        period=Voucher.CLOSING
    )


def lacking_paper(book: Book, *, start: date, end: date) -> QuerySet[Voucher]:
    """Vouchers of some days without a paper, from the amount on that the book's rule names.

    Each carries `amount`, the sum of its debits in whole rupiah; by date.
    """
    found = Voucher.objects.filter(book=book, date__range=(start, end))
    found = found.annotate(amount=Sum("lines__debit"))
    least = paper_rules(book).paper_from
    return without_paper(found.filter(amount__gte=least)).order_by("date", "sequence")


def canonical_paper(paper: Paper, book_slug: str) -> dict[str, Any]:
    """What the seal of a paper covers, in plain JSON values."""
    return {
        "book": book_slug,
        "paper": paper.sequence,
        "voucher": paper.voucher.code if paper.voucher else None,
        "draft": paper.draft.key if paper.draft else None,
        "name": paper.name,
        "content_type": paper.content_type,
        "size": paper.size,
        "sha256": paper.sha256,
        "added_by": paper.added_by_id,
        "added_at": paper.added_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def faults_of_papers(book: Book) -> Iterator[str]:
    """A sentence for each paper whose record was altered, lost or moved in the chain."""
    previous = FIRST_SEAL
    for expected, paper in enumerate(_chain(book), 1):
        linked = paper.sequence == expected and paper.previous_seal == previous
        if not linked or seal(previous, canonical_paper(paper, book.slug)) != paper.seal:
            yield (
                _("Lampiran %(number)s (%(paper)s) pada %(voucher)s: catatannya berubah.")
                % _names(paper)
            )
        previous = paper.seal


def faults_of_files(book: Book) -> Iterator[str]:
    """A sentence for each file that is missing or was swapped.

    Every file is read whole: for the commands that prove, not for each close.
    """
    for paper in _chain(book):
        found = _hash_of(paper.stored)
        if found is None:
            yield (
                _("Lampiran %(number)s (%(paper)s) pada %(voucher)s: berkasnya hilang.")
                % _names(paper)
            )
        elif found != paper.sha256:
            yield (
                _("Lampiran %(number)s (%(paper)s) pada %(voucher)s: berkasnya tertukar.")
                % _names(paper)
            )


def _chain(book: Book) -> Iterator[Paper]:
    rows = book.papers.select_related("voucher", "draft__voucher").order_by("sequence")
    return rows.iterator(chunk_size=500)


def _names(paper: Paper) -> dict[str, object]:
    return {"paper": paper.name, "number": paper.sequence, "voucher": _about(paper)}


def _about(paper: Paper) -> str:
    voucher = paper.voucher or (paper.draft and paper.draft.voucher)
    return voucher.code if voucher else _("draf")


def _hash_of(stored: str) -> str | None:
    """The hash of a stored file; None when it is not there."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(stored) as file:
            while part := file.read(CHUNK):
                digest.update(part)
    except OSError:
        return None
    return digest.hexdigest()
