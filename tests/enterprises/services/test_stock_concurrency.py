"""Two at once take the last of an item: only one gets it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import transaction

from enterprises.models import Item, MovementKind
from enterprises.selectors.stock import Held, held
from enterprises.services.shelf import Shelf, StockError
from ledger.integrity.checks import faults_of_book
from ledger.models import Origin, Voucher
from ledger.services.actors import system_actor
from ledger.services.journal import LineInput, VoucherInput
from tests.factories.books import BookFactory, account
from tests.factories.clock import AT
from tests.factories.stock import buy, funded, item, with_cards
from tests.ledger.services.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def take_all(fish: Item, at: datetime) -> Voucher:
    with transaction.atomic():
        shelf = Shelf(fish.book, date(2025, 3, 2))
        cost = shelf.take(fish, 10_000, MovementKind.SALE)
        return shelf.post(
            VoucherInput(
                date=shelf.on,
                narration="Jual",
                lines=[LineInput(account(fish.book, "5109"), debit=cost), *shelf.lines()],
                origin=Origin.ACT,
            ),
            actor=system_actor(),
            at=at,
        )


def test_two_sellers_cannot_both_take_the_last_of_it() -> None:
    book = with_cards(funded(BookFactory()))
    fish = item(book, "LELE", kind="hasil")
    buy(book, fish, "10", 200_000, date(2025, 3, 1))
    sellers: list[Callable[[], object]] = [lambda: take_all(fish, AT)] * 2

    raised = at_once(sellers)

    assert [type(error) for error in raised] == [StockError]
    assert "tinggal 0 kg" in str(raised[0])
    assert held(fish) == Held(0, 0)
    assert faults_of_book(book) == []
