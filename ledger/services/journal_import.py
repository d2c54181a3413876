"""Import a journal file: rows grouped by No. Bukti, all of them or none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Book, ImportBatch, Voucher
from ledger.readers.sheet import CellError, CellsError, FileError, SheetRow, read_rows
from ledger.services import events, journal
from ledger.services.journal import PostingError
from ledger.services.journal_rows import Group, Lookup, groups_of, with_known_columns

COLUMN_OF_FIELD = {
    "date": "Tanggal",
    "narration": "Uraian",
    "account": "Akun",
    "debit": "Debet",
    "credit": "Kredit",
    "subsidiary": "Rekening Pembantu",
    "unit": "Unit",
}


@dataclass(frozen=True)
class ImportResult:
    """What an import stored, or would store in a trial run (`vouchers` is empty then)."""

    rows: int
    count: int
    vouchers: tuple[Voucher, ...]
    batch: ImportBatch | None = None


def import_journal(
    *,
    book: Book,
    content: bytes,
    file_name: str,
    actor: Any,
    at: datetime,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Import an .xlsx or .csv file into a book, or only check it.

    Columns: see REQUIRED and OPTIONAL. Vouchers are posted in date order. Raises FileError for
    the file, CellsError with every fault by row and column; nothing is stored then.
    """
    header, rows = read_rows(content, file_name)
    rows = with_known_columns(header, rows)
    file_hash = hashlib.sha256(content).hexdigest()
    return store_groups(
        book=book,
        groups=journal_groups(book, rows, key_seed(book, file_hash)),
        rows=len(rows),
        file_hash=file_hash,
        file_name=file_name,
        actor=actor,
        at=at,
        dry_run=dry_run,
        progress=progress,
    )


def key_seed(book: Book, file_hash: str) -> str:
    """What a file's idempotency keys begin with: another one after each undone import of it."""
    undone = ImportBatch.objects.filter(book=book, file_hash=file_hash, undone_at__isnull=False)
    count = undone.count()
    return f"{file_hash}/{count}" if count else file_hash


def journal_groups(book: Book, rows: list[SheetRow], seed: str) -> list[Group]:
    """The vouchers of a journal file; CellsError with every fault seen without posting."""
    groups = groups_of(rows)
    lookup = Lookup(book)
    errors: list[CellError] = []
    for number, group in groups.items():
        key = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
        group.input = lookup.voucher(number, group.rows, key, errors)
    if errors:
        raise CellsError(sorted(errors, key=lambda e: e.row))
    return list(groups.values())


def store_groups(
    *,
    book: Book,
    groups: list[Group],
    rows: int,
    file_hash: str,
    file_name: str,
    actor: Any,
    at: datetime,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Post groups in date order as one batch, or only try. CellsError and FileError as above."""
    ordered = sorted(
        groups,
        key=lambda g: (not g.input.is_opening, g.input.date, g.input.is_closing),  # type: ignore[union-attr]
    )
    try:
        with transaction.atomic():
            result = _store(book, ordered, rows, file_hash, file_name, actor, at, progress)
            if dry_run:
                transaction.set_rollback(True)
                return ImportResult(rows=result.rows, count=result.count, vouchers=())
    except journal.VouchersRefusedError as refused:
        raise CellsError(
            sorted((_cell_error(e, ordered) for e in refused.errors), key=lambda e: e.row)
        ) from None
    except PostingError as refused:
        raise CellsError([_cell_error(refused, ordered)]) from None
    return result


def _store(
    book: Book,
    ordered: list[Group],
    rows: int,
    file_hash: str,
    file_name: str,
    actor: Any,
    at: datetime,
    progress: Callable[[int, int], None] | None,
) -> ImportResult:
    earlier = ImportBatch.objects.filter(
        book=book, file_hash=file_hash, undone_at__isnull=True
    ).first()
    if earlier is not None:
        raise FileError(
            _("Berkas ini sudah diimpor pada %(day)s; tidak ada yang diimpor lagi.")
            % {"day": earlier.imported_at.strftime("%d/%m/%Y")}
        )
    batch = ImportBatch.objects.create(
        book=book,
        file_name=file_name[-200:],
        file_hash=file_hash,
        rows=rows,
        imported_by=actor,
        imported_at=at,
    )
    vouchers = journal.post_many(
        book=book,
        vouchers=[group.input for group in ordered if group.input is not None],
        actor=actor,
        at=at,
        batch=batch,
        progress=progress,
    )
    _refuse_repeats(book, vouchers, batch, ordered)
    events.log(
        act="import_journal",
        subject=batch.file_name,
        actor=actor,
        at=at,
        book=book,
        rows=rows,
        vouchers=len(vouchers),
    )
    return ImportResult(rows=rows, count=len(vouchers), vouchers=tuple(vouchers), batch=batch)


def _refuse_repeats(
    book: Book, vouchers: list[Voucher], batch: ImportBatch, ordered: list[Group]
) -> None:
    """Refuse vouchers that stand in the book already: a file saved again has another hash."""
    group_of = {v.fingerprint: group for v, group in zip(vouchers, ordered, strict=True)}
    prints = list(group_of)
    standing = book.vouchers.exclude(batch=batch).filter(reversed_by__isnull=True)
    errors = [
        CellError(
            group_of[fingerprint].rows[0].number,
            "No. Bukti",
            _("bukti yang sama persis sudah ada dalam buku sebagai %(code)s.") % {"code": code},
        )
        for start in range(0, len(prints), 500)
        for fingerprint, code in standing.filter(
            fingerprint__in=prints[start : start + 500]
        ).values_list("fingerprint", "code")
    ]
    if errors:
        raise CellsError(sorted(errors, key=lambda error: error.row))


def _cell_error(error: PostingError, groups: list[Group]) -> CellError:
    """Place a refusal of the gate at the row of the file it came from."""
    rows = groups[error.voucher_index].rows
    row = rows[error.line] if error.line is not None else rows[0]
    return CellError(row.number, COLUMN_OF_FIELD.get(error.field, ""), str(error))
