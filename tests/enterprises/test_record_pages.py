"""Books and lists that are typed, the fourteen books on paper, market support, in a browser."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enterprises.models import GuestVisit, InventoryGood, MarketTrial, TechnologyTransfer
from enterprises.reports.group_books import BOOKS, blank_table, book_table
from enterprises.selectors.record_kinds import KINDS, due_records
from ledger import registry
from ledger.models import Book, Event
from tests.pages.reading import Page, text_of_pdf

SHOP = "/lembaga/mina-lestari/usaha/"
YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


def filled(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    return dict(Page(client.get(address)).values) | changed


def test_a_guest_from_form_to_book(mina: Book, treasurer: Client) -> None:
    address = f"{SHOP}catatan/tamu/baru/"
    wish = filled(
        treasurer, address, visited_on="05/11/2025", name="Wati", office="Dinas", purpose="Monev"
    )

    answer = treasurer.post(address, wish)

    assert answer.status_code == 302
    assert "Wati" in Page(treasurer.get(answer.headers["Location"])).text
    assert "Wati" in text_of_pdf(treasurer.get(f"{SHOP}buku/11.pdf?tahun=2025"))
    assert Event.objects.filter(act="keep_record", subject="tamu Wati").exists()


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        ("uji-pasar", {"sold": "31"}, "Yang terjual tidak boleh lebih dari yang ditawarkan."),
        ("uji-pasar", {"price": "0"}, "Harga harus di atas nol."),
        ("uji-pasar", {"price": "18.5"}, "bukan jumlah rupiah bulat"),
        ("uji-pasar", {"voucher_codes": "BKK/2025/99/0001"}, "tidak ada di buku ini"),
        ("uji-pasar", {"product": ""}, "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays(
    mina: Book, treasurer: Client, kind: str, changed: dict[str, str], sentence: str
) -> None:
    address, before = f"{SHOP}catatan/{kind}/baru/", MarketTrial.objects.count()
    wish = filled(
        treasurer, address,
        product="Abon", place="Pasar", offered="30", sold="24", price="18.000",
    )  # fmt: skip

    page = Page(treasurer.post(address, wish | changed))

    assert page.status == 422
    assert sentence in page.text
    assert page.values["place"] == "Pasar"
    assert MarketTrial.objects.count() == before


def test_an_item_code_is_used_once(mina: Book, treasurer: Client) -> None:
    address = f"{SHOP}catatan/inventaris/baru/"
    wish = filled(
        treasurer, address,
        code="ML-A01", name="Jaring", origin="beli", state="baik", place="Gudang", keeper="Sari",
    )  # fmt: skip

    page = Page(treasurer.post(address, wish))

    assert "Kode barang ini sudah dipakai." in page.text


def test_a_change_keeps_what_stood_and_a_void_record_leaves_the_book(
    mina: Book, treasurer: Client
) -> None:
    good = InventoryGood.objects.get(book=mina, code="ML-P01")
    address = f"{SHOP}catatan/inventaris/{good.pk}/"

    treasurer.post(address, filled(treasurer, address, state="rusak"))
    refused = Page(treasurer.post(f"{address}batal/", {"reason": ""}))
    treasurer.post(f"{address}batal/", {"reason": "Dikembalikan ke panti"})

    change = Event.objects.get(act="change_record")
    assert (change.detail["before"]["state"], change.detail["after"]["state"]) == ("baik", "rusak")
    assert refused.status == 422
    table = registry.report("record_inventaris").build(mina, **YEAR)
    assert "ML-P01" not in [row.data["code"] for row in table.rows]
    assert treasurer.get(address).status_code == 404


def test_the_cost_of_a_promotion_is_that_of_its_vouchers(mina: Book) -> None:
    table = registry.report("record_promosi").build(mina, **YEAR)

    assert [row.data["cost"] for row in table.rows] == [550_000]


def test_a_technology_is_looked_at_three_months_later(mina: Book, treasurer: Client) -> None:
    address = f"{SHOP}catatan/alih-teknologi/baru/"
    wish = filled(
        treasurer, address, on="2025-10-31", what="Pengering", giver="Dinas", learners="4"
    )
    treasurer.post(address, wish)
    made = TechnologyTransfer.objects.get(what="Pengering")

    early = due_records(mina, date(2026, 1, 30))
    due = due_records(mina, date(2026, 1, 31))

    assert made.check_on == date(2026, 1, 31)
    assert made not in [one.record for one in early]
    assert made in [one.record for one in due]
    again = f"{SHOP}catatan/alih-teknologi/{made.pk}/"
    half = Page(treasurer.post(again, filled(treasurer, again, adoption="dipakai")))
    treasurer.post(again, filled(treasurer, again, adoption="dipakai", checked_on="2026-02-01"))
    assert "bersama-sama" in half.text
    assert made not in [one.record for one in due_records(mina, date(2026, 3, 1))]


@pytest.mark.parametrize("book", BOOKS, ids=[str(book.number) for book in BOOKS])
def test_each_of_the_fourteen_books_has_a_place_to_sign_and_a_blank_form(
    mina: Book, book: Any
) -> None:
    table = book_table(mina, book.reports[0], **YEAR)
    blank = blank_table(mina, book.reports[0], on=date(2026, 1, 1))

    heads = [column.label for column in table.columns]
    assert {"Paraf", "Tanda tangan", "Tanda tangan/cap jempol", "Lunas, paraf"} & set(heads)
    assert [column.label for column in blank.columns] == heads
    assert len(blank.rows) == 14
    assert {cell.text.strip() for row in blank.rows for cell in row.cells} == {""}
    assert all(len(row.cells) == len(heads) for row in table.rows if row.style != "heading")


def test_the_books_agree_with_the_ledger(mina: Book) -> None:
    sales = registry.report("sales_book").build(mina, **YEAR)
    savings = registry.report("savings_book").build(mina, **YEAR)
    profit = registry.report("profit_book").build(mina, **YEAR)
    loans = registry.report("loans_book").build(mina, **YEAR)
    bought = registry.report("purchases_book").build(mina, **YEAR)

    assert sales.totals["total"] == 60_100_000
    assert savings.totals["total"] == 1_200_000 + 8_160_000
    assert [row.data["amount"] for row in profit.rows] == [3_000_000]
    kur = [row.data for row in loans.rows if row.data and row.data["loan"] == "KUR-2025"]
    assert kur[-1]["left"] == 18_000_000
    assert sum(row["interest"] for row in kur) == 322_500
    assert bought.totals["total"] == 7_375_000 + 23_700_000 + 700_000 + 2_820_000


def test_all_books_in_one_pdf_and_one_as_a_workbook(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    from pypdf import PdfReader

    chair = client_of("ketua.mina")
    answer = chair.get(f"{SHOP}buku/semua.pdf?tahun=2025")
    workbook = chair.get(f"{SHOP}buku/10.xlsx?tahun=2025")

    outline = [str(item["/Title"]) for item in PdfReader(io.BytesIO(answer.content)).outline]
    assert [title.split(".")[0] for title in outline] == [str(n) for n in range(1, 15)]
    assert workbook.content[:2] == b"PK"


def test_the_treasurer_does_not_print_personal_data(mina: Book, treasurer: Client) -> None:
    assert treasurer.get(f"{SHOP}buku/1.pdf").status_code == 403
    assert treasurer.get(f"{SHOP}buku/15.pdf").status_code == 404
    assert "memuat data pribadi" in Page(treasurer.get(f"{SHOP}buku/")).text


def test_every_kind_has_its_list_with_a_link_to_its_print(
    mina: Book, treasurer: Client, client_of: Callable[[str], Client]
) -> None:
    for kind in KINDS:
        page = Page(treasurer.get(f"{SHOP}catatan/{kind.slug}/"))
        assert (kind.slug, page.status) == (kind.slug, 200)
    head = client_of("kepala.panti")
    market = Page(head.get("/lembaga/psbk-lentera-karya/usaha/pasar/"))
    potential = Page(head.get("/lembaga/psbk-lentera-karya/usaha/catatan/potensi/"))
    assert "Peta potensi" in market.text
    assert "Perikanan dan peternakan" in potential.text
    assert head.get("/lembaga/psbk-lentera-karya/usaha/catatan/tamu/").status_code == 404


def test_the_list_costs_no_more_with_more_rows(
    mina: Book, treasurer: Client, django_assert_num_queries: Any
) -> None:
    address = f"{SHOP}catatan/tamu/"
    with CaptureQueriesContext(connection) as three:
        treasurer.get(address)
    GuestVisit.objects.filter(book=mina).exclude(name="Suparman Pasarwangi").update(void_reason="x")

    with django_assert_num_queries(len(three)):
        treasurer.get(address)
