"""The import pages: upload, correct in place, post, undo; refusals said in sentences."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledger.models import Book, ImportSheet, SheetState
from tests.factories.sheets import csv_file, xlsx_file
from tests.pages.conftest import JOURNAL_ROWS, MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

HEADER = ("No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo")
CASH = 5_985_000


def upload(client: Client, content: bytes, name: str, **fields: str) -> Any:
    data = {"kind": "cash_book", "cash_account": "1101"} | fields
    return client.post(f"{MINA}impor/", data | {"file": SimpleUploadedFile(name, content)})


def cash_rows(count: int) -> list[tuple[Any, ...]]:
    return [
        (n, "2026-02-03", "Jual ikan", f"N-{n}", 1000, "", CASH + n * 1000)
        for n in range(1, count + 1)
    ]


def test_a_cash_book_from_the_file_to_the_books_and_back(mina: Book, treasurer: Client) -> None:
    target = upload(treasurer, xlsx_file(cash_rows(3), HEADER), "kas.xlsx").headers["Location"]
    page = Page(treasurer.get(target))
    assert "3 baris perlu diperbaiki" in page.text
    assert page.text.count("pilih akun lawan.") == 3

    page = Page(treasurer.post(target, {"r2-7": "4101"}, follow=True))
    assert "Semua baris benar. Berkas siap dibukukan." in page.text
    sheet = ImportSheet.objects.get()
    page = Page(treasurer.post(f"{target}bukukan/", follow=True))
    assert "3 bukti dibukukan." in page.text
    assert mina.vouchers.filter(year=2026).count() == 3

    sheet.refresh_from_db()
    assert sheet.batch is not None
    undo = f"{MINA}impor/{sheet.batch.pk}/batal/"
    assert treasurer.post(undo, {"reason": ""}).status_code == 422
    page = Page(treasurer.post(undo, {"reason": "Salah berkas"}, follow=True))
    assert "3 bukti dibalik." in page.text
    assert mina.vouchers.filter(year=2026).count() == 6


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "kas.xlsx", "Berkas kosong"),
        (b"%PDF-1.4", "kas.pdf", "Pakai berkas .xlsx atau .csv"),
        (b"bukan zip", "kas.xlsx", "rusak"),
        (xlsx_file([(1, "", "x", "", "=1+1", "", "")], HEADER), "kas.xlsx", "rumus"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    mina: Book, treasurer: Client, content: bytes, name: str, message: str
) -> None:
    answer = upload(treasurer, content, name)

    assert answer.status_code == 422
    assert message in Page(answer).text
    assert ImportSheet.objects.count() == 0


def test_a_discarded_sheet_posts_nothing(mina: Book, treasurer: Client) -> None:
    target = upload(treasurer, csv_file(JOURNAL_ROWS), "j.csv", kind="journal").headers["Location"]
    treasurer.post(f"{target}buang/")

    page = Page(treasurer.post(f"{target}bukukan/", follow=True))

    assert "Belum ada yang dibukukan" in page.text
    assert ImportSheet.objects.get().state == SheetState.DISCARDED
    assert mina.vouchers.filter(year=2026).count() == 0


@pytest.mark.parametrize("kind", ["cash-book", "journal"])
def test_the_example_can_be_uploaded_again(mina: Book, treasurer: Client, kind: str) -> None:
    answer = treasurer.get(f"{MINA}impor/contoh/{kind}.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert rows[0][:3] == (
        ("No", "Tanggal", "Uraian") if kind == "cash-book" else ("No. Bukti", "Tanggal", "Uraian")
    )
    kinds = {"kind": kind.replace("-", "_")}
    assert upload(treasurer, answer.content, "contoh.xlsx", **kinds).status_code == 302


def test_a_sheet_costs_the_same_with_one_row_and_three(mina: Book, treasurer: Client) -> None:
    one = upload(treasurer, xlsx_file(cash_rows(1), HEADER), "a.xlsx").headers["Location"]
    three = upload(treasurer, xlsx_file(cash_rows(3), HEADER), "b.xlsx").headers["Location"]

    assert len(cost(treasurer, one)) == len(cost(treasurer, three))
