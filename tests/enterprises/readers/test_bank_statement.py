"""Statements of banks: every layout gives the same lines; a broken one is named by its row."""

from datetime import date
from decimal import Decimal

import pytest

from enterprises.readers.bank_statement import read_statement
from enterprises.selectors.data import all_rows
from ledger.readers.sheet import CellsError, FileError
from tests.enterprises.bank import BCA, BNI, BRI, MANDIRI, MT940, OFX, QIF

LAYOUTS = {row["key"]: row for row in all_rows("bank_layouts.csv")}
MOVES = [
    (date(2025, 1, 5), Decimal(250_000)),
    (date(2025, 1, 17), Decimal(-1_200_000)),
    (date(2025, 1, 31), Decimal(-10_000)),
]
FILES = [
    (BRI, "mutasi.csv", "bri"),
    (BNI, "mutasi.csv", "bni"),
    (MANDIRI, "mutasi.csv", "mandiri"),
    (BCA, "mutasi.csv", "bca"),
    (OFX, "mutasi.ofx", ""),
    (MT940, "mutasi.sta", ""),
    (QIF, "mutasi.qif", ""),
]


@pytest.mark.parametrize(("text", "name", "layout"), FILES, ids=lambda v: str(v)[:12])
def test_each_bank_gives_the_same_lines_oldest_first(text: str, name: str, layout: str) -> None:
    lines = read_statement(text.encode(), name, layout=LAYOUTS.get(layout))

    assert [(line.day, line.amount) for line in lines] == MOVES
    assert "PAKAN" in lines[1].text


@pytest.mark.parametrize(
    ("old", "new", "row", "sentence"),
    [
        ("17/01/2025", "17/13/2025", 3, "“17/13/2025” bukan tanggal."),
        ("1,200,000.00;0.00", "1.200.000,00;0.00", 3, "“1.200.000,00” bukan jumlah uang."),
        ("1,200,000.00;0.00", "0.00;0.00", 3, "tidak ada uang yang masuk atau keluar."),
        ("5,450,000.00\n123;31", "5,460,000.00\n123;31", 3, "saldonya tidak menyambung"),
    ],
)
def test_a_broken_line_is_named_by_its_row(old: str, new: str, row: int, sentence: str) -> None:
    with pytest.raises(CellsError, match=sentence) as refused:
        read_statement(BRI.replace(old, new, 1).encode(), "a.csv", layout=LAYOUTS["bri"])

    assert [error.row for error in refused.value.errors] == [row]


def test_every_broken_row_is_told_at_once() -> None:
    broken = BRI.replace("05/01/2025", "x").replace("10,000.00;0.00", "1,00;0.00")

    with pytest.raises(CellsError) as refused:
        read_statement(broken.encode(), "a.csv", layout=LAYOUTS["bri"])

    assert [error.row for error in refused.value.errors] == [2, 4]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "Berkas kosong."),
        (BRI.encode(), "a.pdf", "Unggah berkas .csv, .ofx"),
        (b"a;b\n1;2\n", "a.csv", "Judul kolom TGL_TRAN"),
        (b"ini bukan ofx", "a.ofx", "Berkas OFX rusak."),
        (b"ini bukan mt940", "a.sta", "bukan MT940"),
        (b"!Type:Bank\n", "a.qif", "Tidak ada transaksi"),
    ],
)
def test_a_file_that_is_no_statement_is_refused(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        read_statement(content, name, layout=LAYOUTS["bri"])


def test_mt940_whose_closing_balance_does_not_follow_is_refused() -> None:
    with pytest.raises(CellsError, match="saldo akhir tidak sama"):
        read_statement(MT940.replace("5440000", "5440001").encode(), "a.sta")


def test_a_mark_that_is_neither_side_is_refused() -> None:
    with pytest.raises(CellsError, match="bukan DB atau CR"):
        read_statement(BNI.replace('"C"', '"X"').encode(), "a.csv", layout=LAYOUTS["bni"])
