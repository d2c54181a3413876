"""A statement in the browser: read in, matched, its fee booked; bad files are told by row."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from enterprises.models import BankAccount, BankLine
from ledger.models import Book
from tests.pages.capital import STATEMENT, bank_of, general
from tests.pages.reading import Page


@pytest.fixture
def bank(demo: dict[str, Book], at: Any) -> BankAccount:
    """The group's account, its CSV with sen behind a comma."""
    from enterprises.services.bank import save_layout
    from members.models import User

    book = demo["mina-lestari"]
    maker = User.objects.get(username="bendahara.mina")
    save_layout(book=book, name="Koma", columns=general(book), actor=maker, at=at)
    standing = BankAccount.objects.filter(book=book).first()
    return standing or bank_of(book, maker, at)


def send(client: Client, bank: BankAccount, content: bytes) -> Any:
    layout = bank.book.bank_layouts.get().pk
    file = SimpleUploadedFile("mutasi.csv", content)
    url = f"/lembaga/mina-lestari/usaha/bank/{bank.pk}/unggah/"
    return client.post(url, {"file": file, "layout": layout})


def test_from_the_file_to_the_booked_fee(
    bank: BankAccount, client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.mina")
    base = "/lembaga/mina-lestari/usaha/bank/"
    before = bank.lines.count()

    preview = send(client, bank, STATEMENT)
    assert preview.status_code == 302
    assert bank.lines.count() == before
    client.post(preview.headers["Location"])
    assert bank.lines.count() == before + 2
    again = send(client, bank, STATEMENT)
    fee = BankLine.objects.get(text="BIAYA ADM", date="2026-02-06")
    form = {
        "account": bank.book.accounts.get(code="6107").pk,
        "narration": "Administrasi bank",
        "key": "k1",
    }
    booked = client.post(f"{base}baris/{fee.pk}/bukti/", form)

    assert again.status_code == 422
    assert "Tidak ada baris baru." in again.content.decode()
    assert booked.status_code == 302
    voucher = fee.matches.get().line.voucher
    assert (voucher.narration, voucher.date) == ("Administrasi bank", fee.date)
    assert client.get(f"{base}{bank.pk}/").status_code == 200


def test_a_broken_line_is_told_by_its_row_and_nothing_is_kept(
    bank: BankAccount, client_of: Callable[[str], Client]
) -> None:
    before = bank.files.count()

    answer = send(client_of("bendahara.mina"), bank, STATEMENT.replace(b"10.000,00", b"10,000.00"))

    assert answer.status_code == 422
    assert "Baris 3, kolom Keluar: “10,000.00” bukan jumlah uang." in Page(answer).text
    assert bank.files.count() == before
