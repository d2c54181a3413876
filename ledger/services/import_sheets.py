"""A file in the browser: upload, check, correct in place, post all or nothing.

Undoing it as a whole: import_undo.py.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.wording import normalised
from ledger.models import (
    Account,
    Book,
    ImportBatch,
    ImportMemory,
    ImportRow,
    ImportSheet,
    SheetKind,
    SheetState,
)
from ledger.readers.sheet import CellsError, FileError, SheetRow, read_rows
from ledger.services import events
from ledger.services.cash_book_rows import (
    CHOSEN,
    COLUMNS,
    TITLES,
    cash_book_groups,
    is_income,
    is_opening_row,
    known_rows,
    suggest,
)
from ledger.services.journal_import import journal_groups, key_seed, store_groups
from ledger.services.journal_rows import OPTIONAL, REQUIRED, Group, with_known_columns
from ledger.services.periods import lock_book

MAX_FAULTS = 500
"""Faults kept for one check; more tell nobody more."""


class SheetError(ValueError):
    """An act on a sheet or batch was refused."""


@transaction.atomic
def upload_sheet(
    *,
    book: Book,
    content: bytes,
    file_name: str,
    kind: str,
    actor: Any,
    at: datetime,
    cash_account: Account | None = None,
) -> ImportSheet:
    """Keep the rows of a file and check them. Nothing is posted.

    Raises FileError and CellsError for what cannot be read at all (formulas, merged cells, a
    column that is missing); every other fault waits in the sheet to be corrected.
    """
    if kind == SheetKind.CASH_BOOK:
        header, rows = read_rows(content, file_name, titles=TITLES)
        rows, columns = known_rows(header, rows), [*COLUMNS, *CHOSEN]
        suggested = suggest(book, rows)
    else:
        header, rows = read_rows(content, file_name)
        rows, suggested = with_known_columns(header, rows), set()
        present = {name for row in rows[:1] for name in row.cells}
        columns = [name for name in (*REQUIRED, *OPTIONAL) if name in present]
    if not rows:
        raise FileError(_("Berkas tidak memuat satu baris pun."))
    sheet = ImportSheet.objects.create(
        book=book,
        kind=SheetKind(kind),
        cash_account=cash_account,
        file_name=file_name[-200:],
        file_hash=hashlib.sha256(content).hexdigest(),
        columns=columns,
        made_by=actor,
        made_at=at,
    )
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                sheet=sheet,
                number=row.number,
                cells={name: row.cells.get(name, "") for name in columns},
                is_suggested=row.number in suggested,
            )
            for row in rows
        ],
        batch_size=200,
    )
    check_sheet(sheet=sheet, actor=actor, at=at)
    events.log(
        act="upload_import", subject=sheet.file_name, actor=actor, at=at, book=book, rows=len(rows)
    )
    return sheet


@transaction.atomic
def correct_rows(
    *, sheet: ImportSheet, changes: Mapping[int, Mapping[str, str]], actor: Any, at: datetime
) -> ImportSheet:
    """Change cells (row number → column → text) and check again.

    A counter-account given to one row of a cash book goes to every other row that says the same
    and has none. Raises SheetError for a sheet that waits no more.
    """
    sheet = _waiting(sheet)
    rows = {row.number: row for row in sheet.rows.all()}
    changed: dict[int, ImportRow] = {}
    for number, cells in changes.items():
        row = rows.get(number)
        new = {k: v.strip().replace("\0", "") for k, v in cells.items() if k in sheet.columns}
        if row is None or all(row.cells.get(k, "") == v for k, v in new.items()):
            continue
        row.cells |= new
        row.is_suggested = False
        changed[number] = row
    if sheet.kind == SheetKind.CASH_BOOK:
        changed |= _spread(rows, list(changed.values()))
    ImportRow.objects.bulk_update(changed.values(), ["cells", "is_suggested"], batch_size=200)
    check_sheet(sheet=sheet, actor=actor, at=at)
    return sheet


def _spread(rows: dict[int, ImportRow], given: list[ImportRow]) -> dict[int, ImportRow]:
    choices = {_wording(row): row.cells for row in given if row.cells.get("Akun")}
    filled = {}
    for row in rows.values():
        cells = choices.get(_wording(row))
        if cells is not None and not row.cells.get("Akun") and not is_opening_row(row.cells):
            row.cells["Akun"] = cells["Akun"]
            row.cells["Rekening Pembantu"] = cells.get("Rekening Pembantu", "")
            row.is_suggested = True
            filled[row.number] = row
    return filled


def _wording(row: ImportRow) -> tuple[str, bool]:
    return normalised(row.cells["Uraian"]), is_income(row.cells)


def check_sheet(*, sheet: ImportSheet, actor: Any, at: datetime) -> None:
    """Try to post the sheet, roll back, and keep what was found wrong in it."""
    try:
        _post_groups(sheet, actor, at, dry_run=True)
    except CellsError as refused:
        faults = [[e.row, e.column, e.message] for e in refused.errors[:MAX_FAULTS]]
    except FileError as refused:
        faults = [[0, "", str(refused)]]
    else:
        faults = []
    sheet.faults = faults
    sheet.save(update_fields=["faults"])


@transaction.atomic
def post_sheet(
    *,
    sheet: ImportSheet,
    actor: Any,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> ImportBatch | None:
    """Post every row as one batch, and remember the accounts that were chosen.

    Raises CellsError or FileError when anything is wrong, SheetError for a discarded sheet;
    nothing is stored then. A sheet that was posted already answers with its batch.
    """
    lock_book(sheet.book)
    sheet = ImportSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.batch is not None:
        return sheet.batch
    sheet = _waiting(sheet)
    batch = _post_groups(sheet, actor, at, dry_run=False, progress=progress)
    sheet.batch, sheet.state = batch, SheetState.POSTED
    sheet.save(update_fields=["batch", "state"])
    if sheet.kind == SheetKind.CASH_BOOK:
        _remember(sheet)
    return batch


def _post_groups(
    sheet: ImportSheet,
    actor: Any,
    at: datetime,
    *,
    dry_run: bool,
    progress: Callable[[int, int], None] | None = None,
) -> ImportBatch | None:
    rows = [SheetRow(row.number, dict(row.cells)) for row in sheet.rows.order_by("number")]
    result = store_groups(
        book=sheet.book,
        groups=_groups(sheet, rows),
        rows=len(rows),
        file_hash=sheet.file_hash,
        file_name=sheet.file_name,
        actor=actor,
        at=at,
        dry_run=dry_run,
        progress=progress,
    )
    return result.batch


def _groups(sheet: ImportSheet, rows: list[SheetRow]) -> list[Group]:
    seed = key_seed(sheet.book, sheet.file_hash)
    if sheet.cash_account is not None:
        return cash_book_groups(sheet.book, sheet.cash_account, rows, seed)
    return journal_groups(sheet.book, rows, seed)


def _remember(sheet: ImportSheet) -> None:
    chosen: dict[tuple[str, bool], ImportMemory] = {}
    for row in sheet.rows.order_by("number"):
        words, income = _wording(row)
        if not words or is_opening_row(row.cells):
            continue
        chosen[words, income] = ImportMemory(
            book=sheet.book,
            words=words,
            is_income=income,
            account=row.cells["Akun"].split(" ")[0],
            subsidiary=row.cells.get("Rekening Pembantu", "").split(" ")[0],
        )
    ImportMemory.objects.bulk_create(
        chosen.values(),
        update_conflicts=True,
        unique_fields=["book", "words", "is_income"],
        update_fields=["account", "subsidiary"],
        batch_size=200,
    )


@transaction.atomic
def discard_sheet(*, sheet: ImportSheet, actor: Any, at: datetime) -> None:
    """Put a sheet aside; its rows stay on record."""
    sheet = _waiting(sheet)
    sheet.state = SheetState.DISCARDED
    sheet.save(update_fields=["state"])
    events.log(act="discard_import", subject=sheet.file_name, actor=actor, at=at, book=sheet.book)


def _waiting(sheet: ImportSheet) -> ImportSheet:
    sheet = ImportSheet.objects.select_related("book", "cash_account__book").get(pk=sheet.pk)
    if sheet.state != SheetState.WAITING:
        raise SheetError(_("Berkas ini sudah dibukukan atau dibuang."))
    return sheet
