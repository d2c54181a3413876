"""Two at once take the last of an item: only one gets it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Channel, Product, Sale
from enterprises.selectors.stock import Held, held
from enterprises.services.sales import SaleError, SoldItem, add_channel, add_product, record_sale
from ledger.integrity.checks import faults_of_book
from ledger.services.actors import system_actor
from tests.factories.books import BookFactory, account
from tests.factories.clock import AT
from tests.factories.stock import buy, funded, item, with_cards
from tests.ledger.services.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def sell_all(channel: Channel, fish: Product, at: datetime) -> Sale:
    return record_sale(
        book=channel.book,
        on=date(2025, 3, 2),
        channel=channel,
        items=[SoldItem(fish, Decimal(10), 22_000)],
        terms="tunai",
        received_in=account(channel.book, "1101"),
        actor=system_actor(),
        at=at,
    )


def test_two_sellers_cannot_both_sell_the_last_of_it() -> None:
    book = with_cards(funded(BookFactory()))
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    lele = add_product(book=book, code="LELE", name="Lele", measure="kg", decimals=1, **by)
    market = add_channel(book=book, code="PASAR", name="Pasar", kind="pasar", **by)
    fish = item(book, "LELE", kind="hasil", product=lele)
    buy(book, fish, "10", 200_000, date(2025, 3, 1))
    sellers: list[Callable[[], object]] = [lambda: sell_all(market, lele, AT)] * 2

    raised = at_once(sellers)

    assert [type(error) for error in raised] == [SaleError]
    assert "tinggal 0 kg" in str(raised[0])
    assert held(fish) == Held(0, 0)
    assert book.sales.count() == 1
    assert faults_of_book(book) == []
