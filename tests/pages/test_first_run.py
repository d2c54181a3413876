"""An empty Lumbung: the first page makes the first officer, the organization and its book."""

from datetime import date

import pytest
from django.test import Client

from ledger.models import Book, Framework
from members.models import Office, Organization, User
from tests.pages.reading import Page

pytestmark = pytest.mark.django_db
FILLED = {
    "person_name": "Sari Pakuwaja",
    "sex": "P",
    "office": "bendahara",
    "username": "sari",
    "password": "padi-emas-tujuh",
    "name": "KUBE Tirta Jaya",
    "kind": "kube",
    "village": "Randu",
    "address": "",
    "books_from": "2025-09-01",
}


def test_from_the_empty_door_to_a_posted_opening() -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/mulai/"

    page = Page(client.post("/mulai/", FILLED, follow=True))

    assert "Saldo awal" in page.text
    book = Book.objects.get()
    assert (book.slug, book.framework, book.opened_on) == (
        "kube-tirta-jaya",
        Framework.KUBE,
        date(2025, 9, 1),
    )
    numbers = {
        field.getparent().getparent().text_content().split()[0]: field.get("name").split("-")[0]
        for field in page.tree.xpath("//input[contains(@name, '-account')]")
    }
    rows = {f"{numbers['1101']}-debit": "750.000", f"{numbers['3401']}-credit": "700.000"}
    accounts = page.tree.xpath("//input[contains(@name, '-account')]")
    data = {field.get("name"): field.get("value") for field in accounts} | rows
    refused = client.post("/lembaga/kube-tirta-jaya/saldo-awal/bukukan/", data)
    assert refused.status_code == 422
    assert "Selisih 50.000" in Page(refused).text
    assert "750.000" in refused.content.decode()
    data[f"{numbers['3401']}-credit"] = "750.000"
    client.post("/lembaga/kube-tirta-jaya/saldo-awal/bukukan/", data)
    assert book.vouchers.get().is_opening


def test_it_is_there_once() -> None:
    Client().post("/mulai/", FILLED)

    again = Client()

    assert again.get("/mulai/").status_code == 404
    assert again.post("/mulai/", FILLED | {"username": "lain"}).status_code == 404
    assert again.get("/").headers["Location"] == "/akun/masuk/?next=/"
    assert (Organization.objects.count(), Office.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("password", "pendek", "terlalu pendek"),
        ("books_from", "2025-09-02", "tanggal 1"),
        ("name", "", "kosong"),
        ("kind", "bank", "bank"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(field: str, value: str, message: str) -> None:
    answer = Client().post("/mulai/", FILLED | {field: value})

    assert answer.status_code == 422
    assert message in Page(answer).text
    assert not User.objects.filter(username="sari").exists()
    assert Book.objects.count() == 0
