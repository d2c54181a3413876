"""Ten thousand rows: in reasonable time, with progress, and still all or nothing."""

import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Event, ImportBatch, Voucher
from ledger.readers.sheet import CellsError
from ledger.services.journal_import import import_journal
from tests.factories.sheets import csv_file, xlsx_file

ROWS = 10_000
SECONDS = 40
"""Of our own processor time: a limit against a quadratic step, not a measurement (about six)."""


def many(bad_row: int | None = None) -> list[tuple[Any, ...]]:
    """Vouchers of two lines through the year; row `bad_row` of the file has a bad amount."""
    rows: list[tuple[Any, ...]] = []
    for number in range(ROWS // 2):
        day = date(2025, 1, 1) + timedelta(days=number % 360)
        base = (f"N-{number:05}", day.isoformat(), "Penjualan tunai")
        amount = 1000 + number
        rows += [(*base, "1101", amount, ""), (*base, "4101", "", amount)]
    if bad_row is not None:
        rows[bad_row - 2] = (*rows[bad_row - 2][:4], "12,50", "")
    return rows


def test_ten_thousand_rows(book: Book, actor: Any, at: datetime) -> None:
    told: list[tuple[int, int]] = []
    content = xlsx_file(many())
    began = time.process_time()

    result = import_journal(
        book=book, content=content, file_name="a.xlsx", actor=actor, at=at,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip

    seconds = time.process_time() - began
    assert (result.rows, result.count) == (ROWS, ROWS // 2)
    assert told == [(done, 5000) for done in range(500, 5001, 500)]
    assert faults_of_book(book) == []
    assert seconds < SECONDS, f"{seconds:.1f} s"


@pytest.mark.parametrize("bad_row", [2, 7_000, 10_000])
def test_one_bad_row_in_ten_thousand_stores_nothing(
    book: Book, actor: Any, at: datetime, bad_row: int
) -> None:
    before = [model.objects.count() for model in (Voucher, ImportBatch, Event)]
    content = csv_file(many(bad_row))

    with pytest.raises(CellsError) as refused:
        import_journal(book=book, content=content, file_name="a.csv", actor=actor, at=at)

    assert [str(error) for error in refused.value.errors] == [
        (
            f"Baris {bad_row}, kolom Debet: “12,50” bukan jumlah rupiah bulat."
            " Tulis tanpa sen; titik hanya pemisah ribuan, misalnya 12.500."
        )
    ]
    assert before == [model.objects.count() for model in (Voucher, ImportBatch, Event)]


def test_one_unbalanced_voucher_among_thousands_stores_nothing(
    book: Book, actor: Any, at: datetime
) -> None:
    before = [model.objects.count() for model in (Voucher, ImportBatch, Event)]
    rows = many()
    rows[-1] = (*rows[-1][:5], 1)

    with pytest.raises(CellsError) as refused:
        import_journal(book=book, content=csv_file(rows), file_name="a.csv", actor=actor, at=at)

    assert [str(error) for error in refused.value.errors] == [
        "Baris 10000: Jumlah debet 5.999 dan kredit 1 tidak sama; selisih 5.998."
    ]
    assert before == [model.objects.count() for model in (Voucher, ImportBatch, Event)]
