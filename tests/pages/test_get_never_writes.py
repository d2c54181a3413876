"""What a page costs in queries: a fixed number, none of them a write, however long the list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Book, Event
from ledger.services import drafts
from members.models import User
from tests.factories.books import make_voucher
from tests.pages.addresses import address, names
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.test_readers import writes

QUERIES = {
    "ledger:vouchers": 10,
    "ledger:acts": 11,
    "ledger:act": 12,
    "ledger:act_settings": 10,
    "ledger:record": 10,
    "ledger:voucher": 11,
    "ledger:reverse": 10,  # whether its reversal waits already
    "ledger:draft": 11,
    "ledger:reports": 7,
    "ledger:report": 13,
    "ledger:periods": 14,
    "ledger:close_period": 11,
    "ledger:request_reopen": 8,
}


def cost(client: Client, url: str) -> list[str]:
    """The statements that a page sends to the database."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("username", ["bendahara.mina", "ketua.mina", "kepala.panti"])
def test_no_address_writes_when_it_is_only_opened(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str
) -> None:
    client = client_of(username)

    with unchanged(), CaptureQueriesContext(connection) as queries:
        for name in names():
            client.get(address(name, addresses))

    assert [query["sql"] for query in queries if writes(query["sql"])] == []


@pytest.mark.parametrize("name", QUERIES)
def test_a_page_costs_what_it_cost_yesterday(
    addresses: dict[str, Any], treasurer: Client, name: str
) -> None:
    assert len(cost(treasurer, address(name, addresses))) == QUERIES[name]


def test_the_list_of_vouchers_costs_the_same_with_one_and_three(
    mina: Book, treasurer: Client
) -> None:
    sale = [("1101", 5_000, 0), ("4101", 0, 5_000)]
    make_voucher(mina, date(2026, 2, 1), sale, narration="Panen tunggal")
    for day in (2, 3, 4):
        make_voucher(mina, date(2026, 2, day), sale, narration="Panen raya")

    one = cost(treasurer, f"{MINA}bukti/?text=Panen+tunggal")
    three = cost(treasurer, f"{MINA}bukti/?text=Panen+raya")

    assert len(one) == len(three)


@pytest.mark.parametrize("page", [MINA, f"{MINA}bukti/"])
def test_waiting_drafts_cost_the_same_with_one_and_three(
    mina: Book, treasurer: Client, at: Any, page: str
) -> None:
    maker = User.objects.get(username="bendahara.mina")

    def draft(key: str) -> None:
        drafts.save_draft(book=mina, key=key, content=journal(mina, SALE), actor=maker, at=at)

    draft("a")
    one = cost(treasurer, page)
    draft("b")
    draft("c")
    three = cost(treasurer, page)

    assert len(one) == len(three)


def test_the_log_costs_the_same_with_one_event_and_a_hundred(
    addresses: dict[str, Any], mina: Book, chair: Client
) -> None:
    page = f"{MINA}kejadian/"
    second = list(Event.objects.filter(book=mina).order_by("pk").values_list("pk", flat=True)[:2])

    one = cost(chair, f"{page}?before={second[1]}")
    hundred = cost(chair, page)

    assert mina.events.count() > 100
    assert len(one) == len(hundred)


def test_a_ledger_costs_the_same_for_a_month_and_for_a_year(mina: Book, treasurer: Client) -> None:
    page = f"{MINA}laporan/general_ledger/?account=1101&start=2025-02-01"

    month = cost(treasurer, f"{page}&end=2025-02-28")
    year = cost(treasurer, f"{page}&end=2025-12-31")

    assert len(month) == len(year)


def test_a_voucher_costs_the_same_with_two_lines_and_with_many(
    mina: Book, treasurer: Client
) -> None:
    short = make_voucher(mina, date(2026, 2, 1), [("1101", 5, 0), ("4101", 0, 5)])
    long = make_voucher(mina, date(2026, 2, 1), [("1101", 5, 0)] * 20 + [("4101", 0, 5)] * 20)

    costs = [
        len(cost(treasurer, f"{MINA}bukti/{v.kind}-{v.year}-{v.number}/{part}"))
        for v in (short, long)
        for part in ("", "balik/")
    ]

    assert costs[:2] == costs[2:]
