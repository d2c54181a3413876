"""Receivables, returns, prices, consignment in a browser."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from enterprises.models import Consignment, ProductPrice, Sale
from ledger import registry
from ledger.models import Book, Subsidiary
from ledger.selectors.balances import balance_of_subsidiary
from tests.pages.reading import Page

MINA = "/lembaga/mina-lestari/usaha/"


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


@pytest.fixture
def stall(mina: Book) -> Subsidiary:
    found: Subsidiary = mina.subsidiaries.get(code="WARUNG-LELE")
    return found


def payment(mina: Book, amount: str, **changed: Any) -> dict[str, Any]:
    cash = mina.accounts.get(purpose="cash").pk
    wish = {"amount": amount, "date": "2026-02-10", "cash": cash, "sale": "", "reference": ""}
    return wish | {"key": uuid4().hex} | changed


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera"])
@pytest.mark.parametrize("month", [3, 6, 9, 12])
def test_the_age_of_receivables_adds_up_to_the_books(
    demo: dict[str, Book], slug: str, month: int
) -> None:
    book, day = demo[slug], date(2025, month, 30)
    span = {"start": date(2025, 1, 1), "end": day}

    table = registry.report("receivable_ageing").build(book, **span)

    sheet = registry.report("trial_balance").build(book, **span)
    codes = {a.code for a in book.accounts.filter(control="customer")}
    booked = sum(
        int(row.data["debit"]) - int(row.data["credit"])
        for row in sheet.rows
        if row.data and row.data.get("code") in codes
    )
    assert table.totals["total"] == booked


def test_the_stall_pays_december(mina: Book, treasurer: Client, stall: Subsidiary) -> None:
    page = Page(treasurer.get(f"{MINA}piutang/{stall.pk}/"))
    assert "3.055.000" in page.text

    refused = Page(treasurer.post(f"{MINA}piutang/{stall.pk}/", payment(mina, "3.055.001")))
    treasurer.post(f"{MINA}piutang/{stall.pk}/", payment(mina, "3.055.000"))

    assert refused.status == 422
    assert "Piutangnya Rp 3.055.000" in refused.text
    assert balance_of_subsidiary(stall) == 0


def test_a_return_larger_than_the_sale_is_refused_and_nothing_is_kept(
    mina: Book, treasurer: Client
) -> None:
    sale = Sale.objects.filter(book=mina, claim=3_055_000).get()
    wish = {"date": "2026-02-10", "reason": "Mati", "paid_from": "", "key": uuid4().hex}
    url, before = f"{MINA}nota/{sale.pk}/retur/", mina.vouchers.count()

    page = Page(treasurer.post(url, wish | {"quantity": "130,1"}))
    assert (page.status, mina.vouchers.count()) == (422, before)
    assert "belum dikembalikan 130 kg" in page.text

    treasurer.post(url, wish | {"quantity": "10"})
    assert sale.returns.get().claim == 235_000


@pytest.mark.parametrize("size", ["a6", "a5", "58", "80"])
def test_the_nota_prints_on_every_paper(mina: Book, treasurer: Client, size: str) -> None:
    sale = Sale.objects.filter(book=mina, claim=3_055_000).get()

    answer = treasurer.get(f"{MINA}nota/{sale.pk}/cetak/?size={size}")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_price_of_zero_is_refused_at_its_field(mina: Book, treasurer: Client) -> None:
    count = ProductPrice.objects.count()
    wish = {
        "product": mina.products.get(code="LELE").pk,
        "channel": "",
        "price": "0",
        "valid_from": "2026-02-01",
        "valid_to": "",
    }

    page = Page(treasurer.post(f"{MINA}harga/", wish))

    assert (page.status, ProductPrice.objects.count()) == (422, count)
    assert "Harga harus lebih dari nol." in page.text


def test_goods_go_to_the_stall_and_are_sold_there(
    mina: Book, treasurer: Client, stall: Subsidiary
) -> None:
    wish = {
        "direction": "keluar",
        "partner": stall.pk,
        "partner_name": "",
        "channel": mina.channels.get(code="WARUNG").pk,
        "date": "2026-02-10",
        "key": uuid4().hex,
        "product_0": mina.products.get(code="ABON").pk,
        "quantity_0": "10",
        "price_0": "18.000",
    }
    treasurer.post(f"{MINA}titip-jual/baru/", wish)
    made = Consignment.objects.get(book=mina)
    sold = {
        "form": "moved",
        "date": "2026-02-11",
        "what": "tempo",
        "due_on": "2026-03-11",
        "quantity": "11",
        "key": uuid4().hex,
    }

    page = Page(treasurer.post(f"{MINA}titip-jual/{made.pk}/", sold))
    treasurer.post(f"{MINA}titip-jual/{made.pk}/", sold | {"quantity": "4"})

    assert "tinggal 10 bungkus" in page.text
    assert Sale.objects.filter(book=mina).latest("pk").claim == 72_000
