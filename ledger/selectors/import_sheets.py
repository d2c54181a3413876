"""Sheets on their way, batches in the books, and one page of a sheet with its faults."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from ledger.models import Book, ImportBatch, ImportRow, ImportSheet, SheetState

PAGE = 50


@dataclass(frozen=True)
class ShownCell:
    """One cell on the page: the name of its input, its text, what is wrong with it."""

    name: str
    column: str
    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class ShownRow:
    """One row on the page. `faults` are those of no column that is shown."""

    number: int
    cells: tuple[ShownCell, ...]
    faults: tuple[str, ...]
    is_suggested: bool


def waiting_sheets(book: Book) -> QuerySet[ImportSheet]:
    """Uploaded and not yet posted, newest first."""
    found = ImportSheet.objects.filter(book=book, state=SheetState.WAITING)
    return found.select_related("made_by__person")


def batches(book: Book) -> QuerySet[ImportBatch]:
    """What was imported, newest first, with the number of vouchers as `count`."""
    return (
        ImportBatch.objects.filter(book=book)
        .annotate(count=Count("vouchers"))
        .select_related("imported_by__person", "undone_by__person")
        .order_by("-id")
    )


def sheet_page(
    sheet: ImportSheet, *, number: str, only_faults: bool
) -> tuple["Page[ImportRow]", list[ShownRow]]:
    """One page of rows; a page that does not exist is the nearest one."""
    rows = sheet.rows.order_by("number")
    if only_faults:
        rows = rows.filter(number__in={fault[0] for fault in sheet.faults})
    page = Paginator(rows, PAGE).get_page(number)
    return page, shown_rows(sheet, list(page.object_list))


def shown_rows(sheet: ImportSheet, rows: Sequence[ImportRow]) -> list[ShownRow]:
    """Rows as the page shows them, each fault at its cell."""
    by_cell: dict[tuple[int, str], list[str]] = {}
    for number, column, message in sheet.faults:
        place = (number, column if column in sheet.columns else "")
        by_cell.setdefault(place, []).append(message)
    return [
        ShownRow(
            number=row.number,
            cells=tuple(
                ShownCell(
                    name=f"r{row.number}-{position}",
                    column=column,
                    text=row.cells.get(column, ""),
                    faults=tuple(by_cell.get((row.number, column), ())),
                )
                for position, column in enumerate(sheet.columns)
            ),
            faults=tuple(by_cell.get((row.number, ""), ())),
            is_suggested=row.is_suggested,
        )
        for row in rows
    ]
