"""Production: what a batch costs, what moves, what is refused, and its quality."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from enterprises.models import Batch, Item, QualityCheck
from enterprises.reports.production_paper import batch_paper
from enterprises.selectors.stock import Held, held
from enterprises.services.production import (
    AddedCost,
    MadeGoods,
    UsedGoods,
    add_standard,
    check_batch,
    record_batch,
)
from enterprises.services.sales import add_product
from enterprises.services.shelf import StockError
from ledger.integrity.checks import faults_of_book
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.journal import KeyReusedError
from ledger.services.reversal import reverse
from tests.factories.books import account
from tests.factories.stock import buy, funded, item, with_cards

DAY = date(2025, 3, 10)


@pytest.fixture
def book(book: Book) -> Book:
    return with_cards(funded(book))


@pytest.fixture
def fish(book: Book) -> Item:
    bought = item(book, "IKAN")
    buy(book, bought, "20", 400_000, date(2025, 3, 1))
    return bought


@pytest.fixture
def abon(book: Book) -> Item:
    return item(book, "ABON", kind="hasil")


def make(fish: Item, abon: Item, at: datetime, **changed: Any) -> Batch:
    wish: dict[str, Any] = {
        "on": DAY,
        "used": [UsedGoods(fish, Decimal(10))],
        "made": [MadeGoods(abon, Decimal(3), Decimal(1))],
        "labour": AddedCost(50_000, account(fish.book, "1101")),
        "overhead": AddedCost(10_000, account(fish.book, "6102")),
        "workers": "Parti",
    }
    return record_batch(book=fish.book, actor=system_actor(), at=at, **(wish | changed))


def test_the_output_carries_all_that_went_in(
    book: Book, fish: Item, abon: Item, at: datetime
) -> None:
    batch = make(fish, abon, at)

    made = batch.outputs.get()
    assert (made.cost, made.unit_cost, made.yield_text) == (260_000, 86_667, "75,0 %")
    assert batch.inputs.get().cost == 200_000
    assert batch.voucher is not None
    assert list(batch.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1106", 260_000, 0),
        ("1105", 0, 200_000),
        ("1101", 0, 50_000),
        ("6102", 0, 10_000),
    ]
    assert held(fish) == Held(10_000, 200_000)
    assert held(abon) == Held(3_000, 260_000)
    assert faults_of_book(book) == []


def test_cost_is_split_by_sales_value_where_every_output_has_a_price(
    book: Book, fish: Item, at: datetime
) -> None:
    by: dict[str, Any] = {"measure": "kg", "decimals": 1, "actor": system_actor(), "at": at}
    dear = add_product(book=book, code="FILET", name="Filet", price=90_000, **by)
    cheap = add_product(book=book, code="KEPALA", name="Kepala", price=10_000, **by)
    filet = item(book, "FILET", kind="hasil", product=dear)
    heads = item(book, "KEPALA", kind="hasil", product=cheap)

    make(
        fish,
        filet,
        at,
        made=[MadeGoods(filet, Decimal(2)), MadeGoods(heads, Decimal(2))],
        labour=AddedCost(),
        overhead=AddedCost(),
    )

    assert (held(filet).value, held(heads).value) == (180_000, 20_000)


def test_without_cards_nothing_is_booked(db: None, at: datetime) -> None:
    from tests.factories.books import BookFactory

    plain = BookFactory()
    fish, abon = item(plain, "IKAN"), item(plain, "ABON", kind="hasil")

    batch = make(fish, abon, at, used=[UsedGoods(fish, Decimal(10), 200_000)])

    assert batch.voucher is None
    assert batch.outputs.get().cost == 260_000
    assert not plain.vouchers.exists()


def test_the_same_key_makes_once(book: Book, fish: Item, abon: Item, at: datetime) -> None:
    assert make(fish, abon, at, key="satu") == make(fish, abon, at, key="satu")
    with pytest.raises(KeyReusedError):
        make(fish, abon, at, key="satu", made=[MadeGoods(abon, Decimal(4))])

    assert held(abon) == Held(3_000, 260_000)


def test_a_reversed_batch_gives_the_materials_back(
    book: Book, fish: Item, abon: Item, at: datetime
) -> None:
    batch = make(fish, abon, at)
    assert batch.voucher is not None

    reverse(
        voucher=batch.voucher, on=date(2025, 3, 11), reason="Salah", actor=system_actor(), at=at
    )

    assert held(fish) == Held(20_000, 400_000)
    assert held(abon) == Held(0, 0)
    assert faults_of_book(book) == []


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"used": []}, "used", "sedikitnya satu bahan"),
        ({"made": []}, "made", "sedikitnya satu hasil"),
        ({"workers": " "}, "workers", "siapa yang mengerjakan"),
        ({"quantity": "20.1"}, "quantity", "tinggal 20 kg"),
        ({"quantity": "0.01"}, "quantity", "1 angka di belakang koma"),
        ({"labour": AddedCost(5)}, "labour_from", "dari akun mana biayanya"),
        ({"on": date(2026, 3, 1)}, "date", "tidak boleh sesudah hari ini"),
    ],
)
def test_what_cannot_be_made_is_refused(
    book: Book,
    fish: Item,
    abon: Item,
    at: datetime,
    changed: dict[str, Any],
    field: str,
    sentence: str,
) -> None:
    if quantity := changed.get("quantity"):
        changed = {"used": [UsedGoods(fish, Decimal(quantity))]}

    with pytest.raises(StockError, match=sentence) as refused:
        make(fish, abon, at, **changed)

    assert refused.value.field == field
    assert not Batch.objects.exists()
    assert held(fish) == Held(20_000, 400_000)


def test_an_output_is_not_made_of_itself(book: Book, fish: Item, abon: Item, at: datetime) -> None:
    with pytest.raises(StockError, match="hasil tidak sama dengan bahannya"):
        make(fish, abon, at, made=[MadeGoods(fish, Decimal(1))])


def test_quality_is_checked_by_its_standards(
    book: Book, fish: Item, abon: Item, at: datetime
) -> None:
    by: dict[str, Any] = {"actor": system_actor(), "at": at}
    dry = add_standard(item=abon, name="Kering", **by)
    fresh = add_standard(item=fish, name="Segar", **by)
    batch = make(fish, abon, at)
    wish: dict[str, Any] = {"batch": batch, "is_met": False, "found": "basah", "on": DAY, **by}

    check_batch(standard=dry, checked_by="Sutini", **wish)

    with pytest.raises(StockError, match="bukan untuk hasil produksi ini"):
        check_batch(standard=fresh, checked_by="Sutini", **wish)
    with pytest.raises(StockError, match="siapa yang memeriksa"):
        check_batch(standard=dry, checked_by=" ", **wish)
    with pytest.raises(StockError, match="dari hari produksi sampai hari ini"):
        check_batch(standard=dry, checked_by="Sutini", **(wish | {"on": date(2025, 3, 9)}))
    with pytest.raises(StockError, match="sudah ada"):
        add_standard(item=abon, name="kering", **by)
    paper = batch_paper(batch, at=at)
    assert [t.title for t in paper.tables] == ["Bahan dan biaya", "Hasil", "Mutu"]


def test_the_database_keeps_batches_as_they_are(
    book: Book, fish: Item, abon: Item, at: datetime
) -> None:
    dry = add_standard(item=abon, name="Kering", actor=system_actor(), at=at)
    batch = make(fish, abon, at)
    made = check_batch(
        batch=batch, standard=dry, is_met=False, found="", checked_by="Sutini", on=DAY,
        actor=system_actor(), at=at,
    )  # fmt: skip

    for attack in (
        lambda: Batch.objects.update(workers="Lain"),
        lambda: batch.outputs.update(lost=0),
        lambda: batch.inputs.all()._raw_delete("default"),
        lambda: QualityCheck.objects.filter(pk=made.pk).update(is_met=True),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attack()
