"""Whatever people do with stock, the cards and the accounts agree: a walk of random acts."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from enterprises.models import StockMovement
from enterprises.selectors.stock import faults_of_stock, held
from enterprises.services.production import AddedCost, MadeGoods, UsedGoods, record_batch
from enterprises.services.purchases import return_purchase
from enterprises.services.returns import return_goods
from enterprises.services.sales import SaleError, SoldItem, add_channel, add_product, record_sale
from enterprises.services.shelf import StockError
from enterprises.services.stock_counts import CountedGoods, record_stock_count
from ledger.models import Book, Voucher
from ledger.selectors.balances import balances
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from tests.factories.books import BookFactory, account
from tests.factories.clock import AT
from tests.factories.stock import buy, funded, item, with_cards

FIRST = date(2025, 3, 1)
DAYS = st.integers(0, 20)
TENTHS = st.integers(1, 300)


def tenths(number: int) -> Decimal:
    return Decimal(number).scaleb(-1)


class Store(RuleBasedStateMachine):
    """A KUBE with two materials and one product; dates are drawn freely, back and forth."""

    def __init__(self) -> None:
        super().__init__()
        self.sid = transaction.savepoint()
        self.book: Book = with_cards(funded(BookFactory()))
        self.materials = [item(self.book, "IKAN"), item(self.book, "BUMBU")]
        by: dict[str, Any] = {"actor": system_actor(), "at": AT}
        self.product = add_product(
            book=self.book, code="ABON", name="Abon", measure="kg", decimals=1, **by
        )
        self.market = add_channel(book=self.book, code="P", name="Pasar", kind="pasar", **by)
        self.made = item(self.book, "ABON", kind="hasil", product=self.product)
        self.refused = 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.sid)

    def attempt(self, act: Callable[[], Any]) -> None:
        """Do it, or see it refused with a sentence and nothing half done."""
        before = (self.book.vouchers.count(), StockMovement.objects.count())
        try:
            with transaction.atomic():
                act()
        except (StockError, SaleError, PostingError):
            assert (self.book.vouchers.count(), StockMovement.objects.count()) == before
            self.refused += 1

    @rule(which=st.integers(0, 1), quantity=TENTHS, amount=st.integers(1, 10**7), day=DAYS)
    def purchase(self, which: int, quantity: int, amount: int, day: int) -> None:
        on = FIRST + timedelta(days=day)
        self.attempt(
            lambda: buy(self.book, self.materials[which], str(tenths(quantity)), amount, on)
        )

    @rule(one=TENTHS, two=TENTHS, out=TENTHS, wages=st.integers(0, 10**5), day=DAYS)
    def produce(self, one: int, two: int, out: int, wages: int, day: int) -> None:
        used = [UsedGoods(m, tenths(q)) for m, q in zip(self.materials, (one, two), strict=True)]
        self.attempt(
            lambda: record_batch(
                book=self.book,
                on=FIRST + timedelta(days=day),
                used=used,
                made=[MadeGoods(self.made, tenths(out))],
                labour=AddedCost(wages, account(self.book, "1101")),
                workers="Parti",
                actor=system_actor(),
                at=AT,
            )
        )

    @rule(quantity=TENTHS, day=DAYS)
    def sell(self, quantity: int, day: int) -> None:
        self.attempt(
            lambda: record_sale(
                book=self.book,
                on=FIRST + timedelta(days=day),
                channel=self.market,
                items=[SoldItem(self.product, tenths(quantity), 20_000)],
                terms="tunai",
                received_in=account(self.book, "1101"),
                actor=system_actor(),
                at=AT,
            )
        )

    @precondition(lambda self: self.book.sales.exists())
    @rule(place=st.integers(0, 50), quantity=TENTHS, day=DAYS)
    def bring_back(self, place: int, quantity: int, day: int) -> None:
        sales = list(self.book.sales.order_by("pk"))
        sale = sales[place % len(sales)]
        self.attempt(
            lambda: return_goods(
                sale=sale,
                quantities={sale.lines.get().pk: tenths(quantity)},
                on=FIRST + timedelta(days=day),
                reason="Kecil",
                paid_from=account(self.book, "1101"),
                actor=system_actor(),
                at=AT,
            )
        )

    @rule(which=st.integers(0, 2), quantity=st.integers(0, 300), day=DAYS)
    def count(self, which: int, quantity: int, day: int) -> None:
        counted = [*self.materials, self.made][which]
        goods = CountedGoods(counted, tenths(quantity), tenths(quantity), 1_234)
        self.attempt(
            lambda: record_stock_count(
                book=self.book,
                on=FIRST + timedelta(days=day),
                counted=[goods],
                counters=("Ngatmin", "Sumi"),
                actor=system_actor(),
                at=AT,
            )
        )

    @precondition(lambda self: self.book.purchases.exists())
    @rule(place=st.integers(0, 50), quantity=TENTHS, day=DAYS)
    def send_back(self, place: int, quantity: int, day: int) -> None:
        bought = list(self.book.purchases.order_by("pk"))
        purchase = bought[place % len(bought)]
        self.attempt(
            lambda: return_purchase(
                purchase=purchase,
                returned=[(purchase.lines.get(), tenths(quantity))],
                on=FIRST + timedelta(days=day),
                refunded_to=account(self.book, "1101"),
                reason="Rusak",
                actor=system_actor(),
                at=AT,
            )
        )

    @precondition(lambda self: self.book.stock_movements.exists())
    @rule(place=st.integers(0, 50), day=DAYS)
    def undo(self, place: int, day: int) -> None:
        moved = Voucher.objects.filter(book=self.book, stock_movements__isnull=False).distinct()
        vouchers = list(moved.order_by("pk"))
        voucher = vouchers[place % len(vouchers)]
        self.attempt(
            lambda: reverse(
                voucher=voucher,
                on=FIRST + timedelta(days=day),
                reason="Salah",
                actor=system_actor(),
                at=AT,
            )
        )

    @invariant()
    def cards_are_the_accounts_on_every_day(self) -> None:
        assert faults_of_stock(self.book) == []
        for day in (0, 7, 14, 20):
            on = FIRST + timedelta(days=day)
            there = balances(self.book, on=on)
            for code, goods in (("1105", self.materials), ("1106", [self.made])):
                now = [held(thing, on=on) for thing in goods]
                assert there.get(account(self.book, code).pk, 0) == sum(h.value for h in now)
                assert all(h.quantity >= 0 and h.value >= 0 for h in now)
                assert all(h.value == 0 for h in now if not h.quantity)


@pytest.mark.django_db
def test_stock_and_accounts_agree_whatever_is_done() -> None:
    run(Store, settings=settings(max_examples=15, stateful_step_count=25, deadline=None))
