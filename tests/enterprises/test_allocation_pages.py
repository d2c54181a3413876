"""Dividing a profit in a browser: figures first, then the voucher, once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from enterprises.models import ProfitAllocation
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.closing import close_year
from tests.factories.meetings import decided
from tests.pages.reading import Page

ALLOCATE = "/lembaga/mina-lestari/usaha/laba/"


@pytest.fixture
def mina(demo: dict[str, Book], at: datetime) -> Book:
    """Mina Lestari with its year 2025 closed: 9.362.500 undistributed."""
    book = demo["mina-lestari"]
    close_year(book=book, year=2025, actor=system_actor(), at=at, checks=lambda _book: [])
    decided(book.organization, held_on=date(2026, 1, 24))
    return book


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


def filled(client: Client, **changed: Any) -> dict[str, Any]:
    """The page as it opens, with the meeting written in."""
    values = dict(Page(client.get(ALLOCATE)).values)
    return values | changed


def test_the_page_offers_the_profit_and_the_usual_division(treasurer: Client) -> None:
    values = Page(treasurer.get(ALLOCATE)).values

    assert values["profit"] == "9.362.500"
    assert (values["year"], values["on"]) == ("2025", "2026-01-24")
    assert [values[p] for p in ("cadangan", "anggota", "iks", "pengurus", "pendidikan")] == [
        "40", "40", "10", "5", "5",
    ]  # fmt: skip


def test_the_figures_come_before_anything_is_booked(mina: Book, treasurer: Client) -> None:
    before = mina.vouchers.count()

    page = Page(treasurer.post(ALLOCATE, filled(treasurer) | {"show": "1"}))

    for figure in ("3.745.004", "3.744.996", "312.083", "936.250", "468.125", "9.362.500"):
        assert figure in page.text
    assert mina.vouchers.count() == before


def test_confirming_books_it_once(mina: Book, treasurer: Client) -> None:
    wish = filled(treasurer) | {"confirm": "1"}

    first = treasurer.post(ALLOCATE, wish)
    second = treasurer.post(ALLOCATE, wish)

    allocation = ProfitAllocation.objects.get(book=mina, year=2025)
    assert first.headers["Location"] == second.headers["Location"]
    assert list(allocation.voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("3402", 9_362_500, 0),
        ("3301", 0, 3_745_004),
        ("2105", 0, 3_744_996),
        ("2103", 0, 936_250),
        ("2106", 0, 468_125),
        ("2104", 0, 468_125),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"anggota": "100", "cadangan": "0", "iks": "0", "pengurus": "0", "pendidikan": "0"},
         "Cadangan modal sedikitnya 20"),
        ({"anggota": "45"}, "berjumlah 105; harus tepat 100"),
        ({"profit": "9.362.501"}, "kurang dari 9.362.501"),
        ({"on": "2026-01-23"}, "baru diambil 24/01/2026"),
        ({"decision": ""}, "memerlukan keputusan rapat"),
    ],
)  # fmt: skip
def test_a_division_against_the_rules_is_refused(
    mina: Book, treasurer: Client, changed: dict[str, str], sentence: str
) -> None:
    page = Page(treasurer.post(ALLOCATE, filled(treasurer, **changed) | {"confirm": "1"}))

    assert page.status == 422
    assert sentence in page.text
    assert not ProfitAllocation.objects.filter(book=mina, year=2025).exists()


def test_without_a_decision_the_page_leads_to_the_meetings(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("bendahara.jahit").get("/lembaga/jahit-kencana/usaha/laba/"))

    assert "Belum ada keputusan rapat tentang pembagian laba." in page.text
    assert "/lembaga/jahit-kencana/rapat/" in page.links
