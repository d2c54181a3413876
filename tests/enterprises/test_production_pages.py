"""Production and counts in a browser."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enterprises.models import Batch, Item, QualityStandard, StockCount, StockStart
from enterprises.selectors.stock import held
from ledger.models import Book, Draft
from ledger.services.actors import system_actor
from ledger.services.approvals import set_policy
from tests.factories.stock import buy, start
from tests.pages.books import unchanged

BASE = "/lembaga/mina-lestari/usaha/"


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


def goods(mina: Book, code: str) -> Item:
    return Item.objects.get(book=mina, code=code)


@pytest.fixture
def wish(mina: Book) -> dict[str, Any]:
    return {
        "date": "2026-02-10",
        "workers": "Parti",
        "labour": "",
        "labour_from": "",
        "overhead": "",
        "overhead_from": "",
        "note": "",
        "key": uuid4().hex,
        "used-count": "3",
        "used-0-item": goods(mina, "BUMBU").pk,
        "used-0-quantity": "10",
        "used-0-cost": "100.000",
        "made-count": "1",
        "made-0-item": goods(mina, "ABON").pk,
        "made-0-quantity": "9",
        "made-0-lost": "1",
    }


def test_a_batch_is_recorded_checked_and_printed(
    mina: Book, wish: dict[str, Any], treasurer: Client
) -> None:
    answer = treasurer.post(f"{BASE}produksi/baru/", wish)
    again = treasurer.post(f"{BASE}produksi/baru/", wish)

    batch = Batch.objects.get(book=mina, number=2)
    page = treasurer.get(f"{BASE}produksi/{batch.pk}/").content.decode()
    assert (answer.status_code, again.status_code) == (302, 302)
    assert "90,0 %" in page
    assert "11.111" in page
    standard = QualityStandard.objects.filter(item__book=mina).earliest("pk")
    check = {
        "standard": standard.pk,
        "is_met": "tidak",
        "found": "lembap",
        "checked_by": "Sutini",
        "checked_on": "2026-02-11",
    }
    treasurer.post(f"{BASE}produksi/{batch.pk}/mutu/", check)
    late = treasurer.post(f"{BASE}produksi/{batch.pk}/mutu/", check | {"checked_on": "2026-02-09"})
    assert late.status_code == 422
    assert [c.is_met for c in batch.checks.all()] == [False]
    assert treasurer.get(f"{BASE}produksi/{batch.pk}/cetak/").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("used-0-quantity", "0", "Jumlah barang harus lebih dari nol."),
        ("used-0-quantity", "1,5", "0 angka di belakang koma"),
        ("made-0-quantity", "9.5", "Tulis jumlah seperti 3 atau 2,5."),
        ("workers", "", "Bidang ini tidak boleh kosong"),
        ("labour", "5.000", "Pilih dari akun mana biayanya."),
        ("date", "2026-02-16", "tidak boleh sesudah hari ini"),
    ],
)
def test_a_refused_batch_keeps_what_was_typed(
    wish: dict[str, Any], treasurer: Client, field: str, value: str, sentence: str
) -> None:
    with unchanged():
        answer = treasurer.post(f"{BASE}produksi/baru/", wish | {field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="100.000"' in page
    assert Batch.objects.count() == 1


def test_more_rows_without_scripts(wish: dict[str, Any], treasurer: Client) -> None:
    page = treasurer.post(f"{BASE}produksi/baru/", wish | {"more": "1", "workers": ""})

    assert page.status_code == 200
    assert page.content.decode().count("Jumlah dipakai") == 6


@pytest.fixture
def counted(mina: Book) -> dict[str, Any]:
    feed, pond = goods(mina, "PAKAN"), goods(mina, "KOLAM")
    return {
        "date": "2026-02-10",
        "first_counter": "Ngatmin",
        "second_counter": "Sumi",
        "note": "",
        "key": uuid4().hex,
        f"first-{feed.pk}": "60,5",
        f"second-{feed.pk}": "60,5",
        f"price-{feed.pk}": "10.000",
        f"first-{pond.pk}": "6000",
        f"second-{pond.pk}": "6000",
        f"price-{pond.pk}": "250",
    }


def test_a_count_is_booked_and_printed(
    mina: Book, counted: dict[str, Any], treasurer: Client
) -> None:
    answer = treasurer.post(f"{BASE}stok/hitung/baru/", counted)

    made = StockCount.objects.filter(book=mina).latest("pk")
    assert answer.status_code == 302
    assert made.voucher is not None
    assert list(made.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1105", 0, 495_000),
        ("5109", 495_000, 0),
    ]
    assert made.voucher.code in treasurer.get(f"{BASE}stok/hitung/{made.pk}/").content.decode()
    assert treasurer.get(f"{BASE}stok/hitung/{made.pk}/cetak/").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("second-PAKAN", "60", "Hitungan Pakan pelet dan maggot berbeda: 60,5 dan 60."),
        ("second_counter", "NGATMIN", "stok dihitung berdua"),
        ("price-PAKAN", "", "Isi harga Pakan pelet dan maggot per kg."),
        ("first-PAKAN", "60.5", "Tulis jumlah seperti 3 atau 2,5."),
        ("date", "2025-12-30", "sudah ditutup"),
    ],
)
def test_a_refused_count_keeps_what_was_typed(
    mina: Book,
    counted: dict[str, Any],
    treasurer: Client,
    field: str,
    value: str,
    sentence: str,
) -> None:
    field = field.replace("PAKAN", str(goods(mina, "PAKAN").pk))

    with unchanged():
        answer = treasurer.post(f"{BASE}stok/hitung/baru/", counted | {field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="6000"' in page


def test_with_cards_a_batch_above_the_band_waits_whole(
    mina: Book, wish: dict[str, Any], treasurer: Client, at: Any
) -> None:
    bumbu = goods(mina, "BUMBU")
    start(mina, {"PAKAN": (110_000, 1_100_000), "KOLAM": (6_000_000, 1_500_000)})
    buy(mina, bumbu, "10", 100_000, date(2026, 2, 9))
    set_policy(book=mina, mode="small", bands={50_000: "officer"}, actor=system_actor(), at=at)

    treasurer.post(f"{BASE}produksi/baru/", wish)

    assert StockStart.objects.filter(book=mina).exists()
    assert Batch.objects.filter(book=mina).count() == 1
    assert Draft.objects.get(book=mina, key=wish["key"]).act == "enterprises.production"
    assert held(bumbu).quantity == 10_000


def test_lists_cost_the_same_with_one_and_three(mina: Book, treasurer: Client) -> None:
    def cost() -> list[int]:
        counts = []
        for address in ("produksi/", "stok/hitung/", "stok/"):
            with CaptureQueriesContext(connection) as queries:
                assert treasurer.get(f"{BASE}{address}").status_code == 200
            counts.append(len(queries))
        return counts

    one = cost()
    wish = {
        "date": "2026-02-10", "workers": "Parti", "labour": "", "labour_from": "", "overhead": "",
        "overhead_from": "", "note": "", "used-count": "1", "made-count": "1",
        "used-0-item": goods(mina, "BUMBU").pk, "used-0-quantity": "1", "used-0-cost": "10",
        "made-0-item": goods(mina, "ABON").pk, "made-0-quantity": "1", "made-0-lost": "",
    }  # fmt: skip
    for number in range(2):
        treasurer.post(f"{BASE}produksi/baru/", wish | {"key": f"kunci-batch-{number:020d}"})

    assert Batch.objects.filter(book=mina).count() == 3
    assert cost() == one
