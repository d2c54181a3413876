"""The books of members, pengurus and pengawas, as they are laid before an inspector."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from ledger.models import Book
from ledger.reports.paper import paper_of
from ledger.reports.pdf import to_pdf
from ledger.reports.table import ReportTable
from members.reports.register import board_book, members_book, supervisors_book

END = date(2025, 12, 31)


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


def texts(table: ReportTable) -> str:
    return " ".join(cell.text for row in table.rows for cell in row.cells)


def test_the_members_book_has_the_columns_of_the_paper(mina: Book) -> None:
    table = members_book(mina, start=END, end=END)

    assert [column.label for column in table.columns] == [
        "No.", "No. anggota", "Nama lengkap", "Umur", "L/P", "Mata pencaharian", "Alamat",
        "Tgl masuk", "Tanda tangan/cap jempol", "Paraf ketua", "Tgl minta berhenti",
        "Tgl berhenti", "Sebab", "Paraf ketua", "Ket.",
    ]  # fmt: skip
    assert len(table.rows) == 12


def test_no_book_tells_an_element_or_a_citizen_number(mina: Book) -> None:
    for build in (members_book, board_book, supervisors_book):
        words = texts(build(mina, start=END, end=END)).lower()

        assert "klien" not in words
        assert "0017" not in words


def test_who_joins_or_leaves_later_is_not_in_the_book_yet(mina: Book) -> None:
    member = mina.organization.memberships.get(number="ML-03")
    member.left_on, member.status, member.status_reason = date(2026, 1, 5), "left", "Pindah"
    member.save()

    before = members_book(mina, start=END, end=date(2026, 1, 4)).rows[2].data
    after = members_book(mina, start=END, end=date(2026, 1, 5)).rows[2].data

    assert before is not None
    assert after is not None
    assert (before["left_on"], before["reason"]) == (None, "")
    assert (after["left_on"], after["reason"]) == ("2026-01-05", "Pindah")
    assert members_book(mina, start=END, end=date(2020, 1, 1)).rows == ()


def test_pengurus_and_pengawas_stand_in_their_own_books(mina: Book) -> None:
    board = [row.data["office"] for row in board_book(mina, start=END, end=END).rows if row.data]
    watch = [
        row.data["office"] for row in supervisors_book(mina, start=END, end=END).rows if row.data
    ]

    assert sorted(board) == ["bendahara", "ketua", "sekretaris"]
    assert watch == ["pengawas"]


@pytest.mark.parametrize("times", [1, 13])  # with xhtml2pdf, and as a long table
def test_fifteen_columns_fit_on_a_sheet(mina: Book, at: datetime, times: int) -> None:
    table = members_book(mina, start=END, end=END)
    paper = paper_of(mina, replace(table, rows=table.rows * times), at=at)

    assert to_pdf(paper).startswith(b"%PDF")
    assert not table.has_amounts


def test_the_statement_command_prints_the_book(mina: Book) -> None:
    out = StringIO()

    call_command(
        "statement", "mina-lestari", "members_book", "--to", "2025-12-31", "--format", "json",
        stdout=out,
    )  # fmt: skip

    assert [row["member_no"] for row in json.loads(out.getvalue())["rows"]][:2] == [
        "ML-01",
        "ML-02",
    ]


@pytest.mark.parametrize("form", ["csv", "json", "pdf", "xlsx"])
@pytest.mark.parametrize("name", ["members_book", "board_book", "supervisors_book"])
def test_whoever_sees_personal_data_gets_the_books_as_files(
    mina: Book, client_of: Callable[[str], Client], name: str, form: str
) -> None:
    url = f"/lembaga/mina-lestari/laporan/{name}/?format={form}"

    statuses = [client_of(f"{who}.mina").get(url).status_code for who in ("pengawas", "bendahara")]

    assert statuses == [200, 403]
