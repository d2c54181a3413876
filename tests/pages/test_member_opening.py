"""A new organization brings its members and their balances in, and goes live."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from ledger.models import Book
from members.models import Organization, SavingsAccount
from tests.factories.meetings import members
from tests.members.services.test_register_import import workbook
from tests.pages.reading import Page
from tests.pages.test_first_run import FILLED

pytestmark = pytest.mark.django_db
HOME = "/lembaga/kube-tirta-jaya/anggota/saldo-awal/"


@pytest.fixture
def treasurer() -> Client:
    """The first officer of an empty Lumbung."""
    client = Client()
    client.post("/mulai/", FILLED)
    return client


def send(client: Client, rows: list[dict[str, Any]], kind: str = "savings") -> Any:
    columns = ("No. anggota", "Nama", "Simpanan pokok", "Simpanan wajib")
    file = SimpleUploadedFile("simpanan.xlsx", workbook(rows, columns))
    return client.post(f"{HOME}unggah/", {"kind": kind, "file": file})


def test_from_an_empty_organization_to_the_posted_opening(treasurer: Client) -> None:
    organization = Organization.objects.get()
    members(organization, 2)

    first = Page(treasurer.get(HOME))
    treasurer.post(f"{HOME}produk/")
    sheet = treasurer.get(f"{HOME}contoh/simpanan/")
    send(treasurer, [{"No. anggota": "A-01", "Simpanan pokok": "50.000"},
                     {"No. anggota": "A-02", "Simpanan pokok": "50.000"}])  # fmt: skip
    uneven = Page(treasurer.get(HOME))
    too_early = Page(treasurer.post(f"{HOME}bukukan/"))
    treasurer.post(HOME, {"c-3101": "100.000", "c-3102": ""})
    treasurer.post(
        "/lembaga/kube-tirta-jaya/saldo-awal/",
        {"o0-account": "1101", "o0-debit": "100.000"},
    )
    even = Page(treasurer.get(HOME))
    done = treasurer.post(f"{HOME}bukukan/")

    assert "Belum ada produk simpanan" in first.text
    rows = [[c.value for c in row] for row in
            load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows()]  # fmt: skip
    assert rows[0] == ["No. anggota", "Nama", "Simpanan pokok", "Simpanan wajib"]
    assert rows[1][:2] == ["A-01", "Anggota 01"]
    assert "belum cocok" in uneven.text
    assert too_early.refusals == ["3101 Simpanan pokok: neraca awal –, rincian anggota 100.000."]
    assert "Bukukan saldo awal" in even.text
    assert done.status_code == 302
    voucher = Book.objects.get().vouchers.get()
    assert (voucher.is_opening, voucher.date) == (True, date(2025, 9, 1))
    assert SavingsAccount.objects.count() == 2
    assert "sudah dibukukan" in Page(treasurer.get(HOME)).text


def test_letters_in_an_amount_are_said_at_their_row(treasurer: Client) -> None:
    members(Organization.objects.get(), 1)
    treasurer.post(f"{HOME}produk/")

    page = Page(send(treasurer, [{"No. anggota": "A-01", "Simpanan pokok": "lima puluh"}]))

    assert page.status == 422
    wanted = "“lima puluh” bukan jumlah rupiah bulat. Tulis 1250000 atau 1.250.000."
    assert page.refusals == [f"Baris 2, kolom Simpanan pokok: {wanted}"]
    assert "belum diunggah" in page.text


def test_letters_in_a_control_total_stay_on_the_page(treasurer: Client) -> None:
    treasurer.post(f"{HOME}produk/")

    page = Page(treasurer.post(HOME, {"c-3101": "seratus"}))

    assert page.status == 422
    assert page.values["c-3101"] == "seratus"
    assert "bukan jumlah rupiah bulat" in page.refusals[0]
