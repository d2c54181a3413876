"""A year's budget as a workbook: out, filled in, read back whole, replaced whole."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from ledger import registry
from ledger.models import Book, Budget, Event
from ledger.readers.sheet import CellsError, FileError
from ledger.reports.budget_file import budget_xlsx
from ledger.services.books import add_unit
from ledger.services.budget import BudgetError, set_budget
from ledger.services.budget_file import (
    TITLES,
    BudgetPlan,
    budget_accounts,
    changes_of,
    held,
    read_budget,
    replace_budget,
)
from members.models import User
from tests.factories.books import BookFactory, account, make_voucher
from tests.factories.sheets import csv_file, xlsx_file

YEAR = 2025


def row(code: str, *months: Any, unit: str = "") -> tuple[Any, ...]:
    """A row of the file: account, name, unit, and the first months."""
    return (code, "", unit, *months, *("",) * (12 - len(months)))


def read(book: Book, *rows: Sequence[Any], header: Sequence[str] = TITLES) -> BudgetPlan:
    content = xlsx_file(rows, header)
    return read_budget(book=book, year=YEAR, content=content, file_name="anggaran.xlsx")


@pytest.fixture
def plan(book: Book, actor: User, at: datetime) -> Callable[..., object]:
    """Set a budget of 2025 by hand."""

    def set_plan(code: str, months: dict[int, int]) -> object:
        return set_budget(
            book=book, account=account(book, code), year=YEAR, months=months, actor=actor, at=at
        )

    return set_plan


def test_the_workbook_comes_back_as_it_went(
    book: Book, plan: Callable[..., object], actor: User, at: datetime
) -> None:
    add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)
    plan("6110", {1: 150_000, 12: 175_000})

    content = budget_xlsx(book, YEAR)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    back = read_budget(book=book, year=YEAR, content=content, file_name="anggaran.xlsx")

    assert tuple(cell.value for cell in sheet[3]) == TITLES
    assert len(back.rows) == 2 * len(budget_accounts(book))
    assert changes_of(book, back) == []


def test_what_changes_is_shown_and_replaced_whole(
    book: Book, plan: Callable[..., object], actor: User, at: datetime
) -> None:
    plan("6110", {1: 150_000, 2: 150_000})
    plan("4101", {1: 900_000})

    given = read(book, row("6110", "150.000", 175000, "20.000"), row("6111", "", 5000))
    before = held(book, YEAR)
    changes = replace_budget(book=book, plan=given, actor=actor, at=at)

    assert len(before) == 3
    assert [(c.account.code, c.month, c.before, c.after) for c in changes] == [
        ("6110", 2, 150_000, 175_000),
        ("6110", 3, 0, 20_000),
        ("6111", 2, 0, 5_000),
    ]
    held_now = Budget.objects.filter(book=book).order_by("account__code", "period")
    assert list(held_now.values_list("account__code", "period", "amount")) == [
        ("4101", 202501, 900_000),
        ("6110", 202501, 150_000),
        ("6110", 202502, 175_000),
        ("6110", 202503, 20_000),
        ("6111", 202502, 5_000),
    ]
    event = Event.objects.get(act="import_budget")
    assert (event.subject, event.detail) == ("2025 anggaran.xlsx", {"changes": 3})


def test_a_month_left_empty_loses_its_budget(
    book: Book, plan: Callable[..., object], actor: User, at: datetime
) -> None:
    plan("6110", {1: 150_000})

    replace_budget(book=book, plan=read(book, row("6110", "-")), actor=actor, at=at)

    assert Budget.objects.get(book=book).amount == 0


def test_units_have_rows_of_their_own(book: Book, actor: User, at: datetime) -> None:
    add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)

    given = read(book, row("6110", 1000), row("6110", 2000, unit="toko"))
    replace_budget(book=book, plan=given, actor=actor, at=at)

    found = Budget.objects.filter(book=book).order_by("amount")
    assert list(found.values_list("unit__code", "amount")) == [("UMUM", 1000), ("TOKO", 2000)]


def test_every_fault_is_named_by_row_and_column_and_nothing_is_kept(book: Book) -> None:
    with pytest.raises(CellsError) as refused:
        read(
            book,
            row("1101", 1000),
            row("6110", "1,5", -3),
            row("6111", 10**16, unit="KEBUN"),
            row("6112", 5),
            row("6112", 6),
        )

    assert [str(error) for error in refused.value.errors] == [
        "Baris 2, kolom Akun: 1101 bukan akun pendapatan atau beban yang dipakai.",
        "Baris 3, kolom Januari: tulis jumlah rupiah bulat, nol atau lebih; jangan pakai koma.",
        "Baris 3, kolom Februari: tulis jumlah rupiah bulat, nol atau lebih; jangan pakai koma.",
        "Baris 4, kolom Unit: unit KEBUN tidak ada; pakai UMUM.",
        "Baris 4, kolom Januari: tulis jumlah rupiah bulat, nol atau lebih; jangan pakai koma.",
        "Baris 6, kolom Akun: akun dan unit ini sudah ada pada baris 5.",
    ]
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (TITLES[:-1], "Tidak ada baris judul"),
        ((*TITLES, "Setahun"), "Kolom Setahun tidak dikenal"),
        ((*TITLES, "akun"), "ganda"),
    ],
)
def test_other_headings_are_refused(book: Book, header: tuple[str, ...], words: str) -> None:
    with pytest.raises(FileError, match=words):
        read(book, ("6110",), header=header)


def test_a_formula_is_refused_at_its_cell(book: Book) -> None:
    with pytest.raises(CellsError, match="sel memuat rumus"):
        read(book, row("6110", "=1+1"))


def test_a_csv_file_does_as_well(book: Book, actor: User, at: datetime) -> None:
    content = csv_file([row("6110", "12.000")], TITLES)

    given = read_budget(book=book, year=YEAR, content=content, file_name="anggaran.csv")

    assert [(c.month, c.after) for c in changes_of(book, given)] == [(1, 12_000)]


def test_a_plan_read_before_somebody_else_changed_the_budget_is_refused(
    book: Book, plan: Callable[..., object], actor: User, at: datetime
) -> None:
    given = read(book, row("6110", 1000), row("6111", 7))
    plan("6110", {1: 5})

    with pytest.raises(BudgetError, match="berubah sejak berkas diperiksa"):
        replace_budget(book=book, plan=given, actor=actor, at=at)

    assert list(Budget.objects.values_list("amount", flat=True)) == [5]


CASES = [
    ("kube", "1101", "4101"),
    ("koperasi", "1-1101", "4-2101"),
    ("yayasan", "1-101", "4-101"),
    ("panti", "1-101", "4-101"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("framework", "cash", "income"), CASES)
def test_the_result_statement_of_every_framework_shows_the_budget(
    framework: str, cash: str, income: str, actor: User, at: datetime
) -> None:
    book = BookFactory(framework=framework)
    name = "income_statement"
    set_budget(
        book=book, account=account(book, income), year=YEAR, months={1: 1000}, actor=actor, at=at
    )
    make_voucher(book, date(2025, 1, 10), [(cash, 900, 0), (income, 0, 900)])

    table = registry.report(name).build(
        book, start=date(2025, 1, 1), end=date(2025, 12, 31), budget=True
    )

    assert [c.key for c in table.columns] == ["name", "budget", "amount", "left", "percent"]
    line = next(r for r in table.rows if r.data and r.data.get("code") == income)
    assert [cell.text for cell in line.cells[1:]] == ["1.000", "900", "100", "90,0 %"]
    assert framework in registry.report(name).frameworks
    assert "budget" in registry.report(name).options
