"""The treasurer's cash book: 300 rows, accounts remembered, an undone batch without effect."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import AccountBalance, Book, ImportBatch, ImportSheet
from ledger.readers.sheet import CellsError, FileError
from ledger.selectors.balances import balances
from ledger.services.import_sheets import (
    SheetError,
    correct_rows,
    post_sheet,
    upload_sheet,
)
from ledger.services.import_undo import undo_batch
from ledger.services.periods import close_period
from tests.factories.books import account, make_voucher
from tests.factories.sheets import csv_file, xlsx_file

HEADER = ("No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo")
OPENING = 1_000_000


@pytest.fixture
def opened(book: Book) -> Book:
    """A KUBE with 1.000.000 in the drawer on 1 January 2025."""
    first = [("1101", OPENING, 0), ("3401", 0, OPENING)]
    make_voucher(book, date(2025, 1, 1), first, is_opening=True, narration="Saldo awal")
    return book


def month(start: date, brought: int, count: int, name: str) -> list[tuple[Any, ...]]:
    """A month of a cash book: sales, feed and electricity in turn."""
    rows: list[tuple[Any, ...]] = [("", start, "Saldo awal", "", "", "", brought)]
    saldo = brought
    for n in range(count):
        day = start + timedelta(days=n * 28 // count)
        words, debit, credit = (
            (f"Jual ikan {name} hari ke-{n}", 50_000 + n, 0),
            (f"Beli pakan {n} sak", 0, 20_000 + n),
            (f"Bayar listrik {name}", 0, 10_000),
        )[n % 3]
        saldo += debit - credit
        rows.append((n + 1, day, words, f"N-{n + 1}", debit or "", credit or "", saldo))
    return rows


def upload(book: Book, content: bytes, actor: Any, at: datetime, name: str = "kas.xlsx") -> Any:
    return upload_sheet(
        book=book, content=content, file_name=name, kind="cash_book",
        cash_account=account(book, "1101"), actor=actor, at=at,
    )  # fmt: skip


def choose(sheet: ImportSheet, choices: dict[str, str], actor: Any, at: datetime) -> ImportSheet:
    """Give a counter-account to the first row of each wording."""
    rows = {r.cells["Uraian"]: r.number for r in reversed(sheet.rows.all())}
    first = {
        next(n for words, n in sorted(rows.items(), key=lambda r: r[1]) if words.startswith(w)): {
            "Akun": code
        }
        for w, code in choices.items()
    }
    return correct_rows(sheet=sheet, changes=first, actor=actor, at=at)


CHOICES = {"Jual ikan": "4101", "Beli pakan": "5102", "Bayar listrik": "6102"}


def test_300_rows_then_a_second_month_that_remembers(
    opened: Book, actor: Any, at: datetime
) -> None:
    sheet = upload(opened, xlsx_file(month(date(2025, 1, 1), OPENING, 300, "Januari"), HEADER),
                   actor, at)  # fmt: skip
    assert len(sheet.faults) == 300
    sheet = choose(sheet, CHOICES, actor, at)
    sheet.refresh_from_db()
    assert sheet.faults == []

    batch = post_sheet(sheet=sheet, actor=actor, at=at)

    assert batch is not None
    assert batch.vouchers.count() == 300
    held = balances(opened, on=date(2025, 1, 31))
    end = int(sheet.rows.last().cells["Saldo"])  # type: ignore[union-attr]
    assert held[account(opened, "1101").pk] == end
    assert held[account(opened, "6102").pk] == 1_000_000

    second = upload(opened, xlsx_file(month(date(2025, 2, 1), end, 30, "Feb"), HEADER), actor, at)
    assert second.faults == []
    assert {r.cells["Akun"] for r in second.rows.all() if r.is_suggested} == set(CHOICES.values())
    assert second.rows.filter(is_suggested=True).count() == 30


def test_an_undone_batch_leaves_zero_effect_and_both_halves(
    opened: Book, actor: Any, at: datetime
) -> None:
    before = {b.account_id: b.debit - b.credit for b in AccountBalance.objects.filter(book=opened)}
    content = xlsx_file(month(date(2025, 1, 1), OPENING, 30, "Januari"), HEADER)
    sheet = choose(upload(opened, content, actor, at), CHOICES, actor, at)
    batch = post_sheet(sheet=sheet, actor=actor, at=at)
    assert batch is not None
    with pytest.raises(SheetError, match="alasan"):
        undo_batch(batch=batch, reason=" ", actor=actor, at=at)

    reversals = undo_batch(batch=batch, reason="Berkas salah bulan", actor=actor, at=at)

    assert len(reversals) == 30
    assert all(v.reversed_by.date == v.date for v in batch.vouchers.all())
    effect: dict[int, int] = {}
    for b in AccountBalance.objects.filter(book=opened):
        effect[b.account_id] = effect.get(b.account_id, 0) + b.debit - b.credit
    assert {k: v for k, v in effect.items() if v} == before
    assert opened.vouchers.count() == 61
    assert faults_of_book(opened) == []
    with pytest.raises(SheetError, match="sudah dibatalkan"):
        undo_batch(batch=batch, reason="Lagi", actor=actor, at=at)

    again = choose(upload(opened, content, actor, at), CHOICES, actor, at)
    assert post_sheet(sheet=again, actor=actor, at=at) != batch


def test_undoing_in_a_closed_month_needs_an_open_day(
    opened: Book, actor: Any, at: datetime
) -> None:
    content = xlsx_file(month(date(2025, 1, 1), OPENING, 3, "Januari"), HEADER)
    sheet = choose(upload(opened, content, actor, at), CHOICES, actor, at)
    batch = post_sheet(sheet=sheet, actor=actor, at=at)
    assert batch is not None
    close_period(book=opened, year=2025, month=1, actor=actor, at=at, checks=lambda _b: [])

    with pytest.raises(ValueError, match="ditutup"):
        undo_batch(batch=batch, reason="Salah", actor=actor, at=at)
    assert ImportBatch.objects.get(pk=batch.pk).undone_at is None
    undo_batch(batch=batch, reason="Salah", on=date(2025, 2, 1), actor=actor, at=at)

    assert balances(opened, on=date(2025, 2, 28))[account(opened, "1101").pk] == OPENING


def faults(sheet: ImportSheet) -> list[tuple[int, str, str]]:
    return [(row, column, message) for row, column, message in sheet.faults]


def test_the_saldo_is_checked_row_by_row(opened: Book, actor: Any, at: datetime) -> None:
    rows = [
        ("", "2025-01-01", "Saldo awal", "", "", "", "1.000.000"),
        (1, "01/01/2025", "Jual ikan", "", "50.000", "", "1.050.000"),
        (2, "", "Beli pakan", "", "", "Rp 20.000", "1.040.000"),
        (3, "2025-01-03", "Jual ikan", "", "1", "", "1.040.001"),
    ]
    sheet = choose(
        upload(opened, csv_file(rows, HEADER), actor, at, "kas.csv"),
        {"Jual ikan": "4101", "Beli pakan": "5102"},
        actor,
        at,
    )

    assert faults(sheet) == [(4, "Saldo", "saldo 1.040.000, padahal hitungannya 1.030.000.")]

    fixed = correct_rows(
        sheet=sheet,
        changes={4: {"Saldo": "1.030.000"}, 5: {"Saldo": "1.030.001"}},
        actor=actor,
        at=at,
    )
    assert fixed.faults == []


def test_a_saldo_that_differs_from_the_books_is_refused(
    opened: Book, actor: Any, at: datetime
) -> None:
    rows = [("", "2025-01-01", "Saldo awal", "", "", "", 900_000)]
    rows.append((1, "2025-01-02", "Jual", "", 1000, "", 901_000))  # type: ignore[arg-type]
    sheet = choose(upload(opened, xlsx_file(rows, HEADER), actor, at), {"Jual": "4101"}, actor, at)

    assert faults(sheet)[0][:2] == (2, "Saldo")
    assert "menurut buku 1.000.000 sebelum 01/01/2025" in faults(sheet)[0][2]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"Tanggal": "31/02/2025"}, "Tanggal", "bukan tanggal"),
        ({"Debet": "12,50"}, "Debet", "bukan jumlah rupiah bulat"),
        ({"Kredit": "5"}, "Debet", "isi tepat satu"),
        ({"Akun": "9999"}, "Akun", "tidak ada dalam buku ini"),
        ({"Akun": "1101"}, "Akun", "kas yang sama"),
        ({"Akun": "1103"}, "Rekening Pembantu", "rekening pembantu"),
        ({"Uraian": ""}, "Uraian", "Isi uraian"),
    ],
)
def test_each_fault_stands_at_its_cell(
    opened: Book, actor: Any, at: datetime, cells: dict[str, str], column: str, message: str
) -> None:
    rows = [(1, "2025-01-02", "Jual ikan", "N-1", 1000, "", "")]
    sheet = upload(opened, xlsx_file(rows, HEADER), actor, at)

    sheet = correct_rows(sheet=sheet, changes={2: {"Akun": "4101"} | cells}, actor=actor, at=at)

    assert [(f[0], f[1]) for f in faults(sheet)] == [(2, column)]
    assert message in faults(sheet)[0][2]


def test_titles_above_the_header_may_be_merged_but_not_the_rows(
    opened: Book, actor: Any, at: datetime
) -> None:
    def title(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "BUKU KAS JANUARI 2025"
        sheet.merge_cells("A1:G1")

    def merged(sheet: Any) -> None:
        sheet.merge_cells("C2:C3")

    rows = [(1, date(2025, 1, 2), "Jual ikan", "N-1", 1000, "", 1_001_000)]
    sheet = upload(opened, xlsx_file(rows, HEADER, change=title), actor, at)
    assert [row.number for row in sheet.rows.all()] == [3]
    with pytest.raises(CellsError, match="sel digabung"):
        upload(opened, xlsx_file(rows * 2, HEADER, change=merged), actor, at)
    with pytest.raises(CellsError, match="rumus"):
        upload(opened, xlsx_file([(1, "", "x", "", "=1+1", "", "")], HEADER), actor, at)
    with pytest.raises(FileError, match="baris judul"):
        upload(opened, xlsx_file(rows, ("A", "B", "C", "D", "E", "F", "G")), actor, at)


def test_posting_twice_answers_with_the_same_batch(opened: Book, actor: Any, at: datetime) -> None:
    content = xlsx_file(month(date(2025, 1, 1), OPENING, 3, "Januari"), HEADER)
    sheet = choose(upload(opened, content, actor, at), CHOICES, actor, at)

    first = post_sheet(sheet=sheet, actor=actor, at=at)
    second = post_sheet(sheet=sheet, actor=actor, at=at)

    assert first == second
    assert opened.vouchers.count() == 4
    repeated = upload(opened, content, actor, at)
    assert "sudah diimpor" in repeated.faults[0][2]
