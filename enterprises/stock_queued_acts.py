"""Purchases and what moves stock, waiting whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from enterprises.models import Batch, Item, PurchaseLine, StockCount
from enterprises.services.production import AddedCost, MadeGoods, UsedGoods, record_batch
from enterprises.services.purchases import (
    BoughtItem,
    pay_supplier,
    record_purchase,
    return_purchase,
)
from enterprises.services.shelf import StockError
from enterprises.services.stock_counts import CountedGoods, record_stock_count
from ledger.models import Account, Book, Subsidiary, Voucher
from ledger.registry import QueuedAct, register_queued_act

PURCHASE = "enterprises.purchase"
SUPPLIER_PAYMENT = "enterprises.supplier_payment"
PURCHASE_RETURN = "enterprises.purchase_return"
PRODUCTION = "enterprises.production"
STOCK_COUNT = "enterprises.stock_count"
Given = Mapping[str, Any]


def _supplier(book: Book, pk: int | None) -> Subsidiary | None:
    return book.subsidiaries.select_related("account", "book").get(pk=pk) if pk else None


def _account(book: Book, pk: int) -> Account:
    return book.accounts.get(pk=pk)


def _items(book: Book) -> dict[int, Item]:
    found = Item.objects.filter(book=book)
    related = found.select_related("stock_account", "purchase_account", "product")
    return {item.pk: item for item in related}


def _buy(book: Book, given: Given, **by: Any) -> Voucher:
    """Items are [item, quantity as text, amount]; everything else by number or as text."""
    by_pk = _items(book)
    return record_purchase(
        book=book,
        on=date.fromisoformat(given["on"]),
        bought=[
            BoughtItem(by_pk[pk], Decimal(quantity), amount)
            for pk, quantity, amount in given["items"]
            if pk in by_pk
        ],
        terms=given["terms"],
        paid_from=_account(book, given["paid_from"]),
        supplier=_supplier(book, given["supplier"]),
        due_on=date.fromisoformat(given["due_on"]) if given["due_on"] else None,
        party=given["party"],
        reference=given["reference"],
        key=given["key"],
        **by,
    ).voucher


def _pay(book: Book, given: Given, **by: Any) -> Voucher:
    supplier = _supplier(book, given["supplier"])
    assert supplier is not None, "a payment names its supplier"  # noqa: S101
    return pay_supplier(
        supplier=supplier,
        amount=given["amount"],
        paid_from=_account(book, given["paid_from"]),
        on=date.fromisoformat(given["on"]),
        reference=given["reference"],
        key=given["key"],
        **by,
    )


def _send_back(book: Book, given: Given, **by: Any) -> Voucher:
    purchase = book.purchases.select_related("voucher", "supplier__account", "book").get(
        pk=given["purchase"]
    )
    lines = {
        line.pk: line
        for line in PurchaseLine.objects.filter(purchase=purchase).select_related(
            "item__stock_account", "item__purchase_account"
        )
    }
    return return_purchase(
        purchase=purchase,
        returned=[(lines[pk], Decimal(quantity)) for pk, quantity in given["lines"]],
        on=date.fromisoformat(given["on"]),
        refunded_to=_account(book, given["refunded_to"]),
        reason=given["reason"],
        key=given["key"],
        **by,
    ).voucher


def produce(book: Book, given: Given, **by: Any) -> Batch:
    """A batch from plain values: [item, quantity, cost] and [item, quantity, lost]."""
    items = _items(book)

    def added(name: str) -> AddedCost:
        account = given[f"{name}_from"]
        return AddedCost(given[name], _account(book, account) if account else None)

    return record_batch(
        book=book,
        on=date.fromisoformat(given["on"]),
        used=[UsedGoods(items[pk], Decimal(q), cost) for pk, q, cost in given["used"]],
        made=[MadeGoods(items[pk], Decimal(q), Decimal(lost)) for pk, q, lost in given["made"]],
        labour=added("labour"),
        overhead=added("overhead"),
        workers=given["workers"],
        note=given["note"],
        key=given["key"],
        **by,
    )


def count(book: Book, given: Given, **by: Any) -> StockCount:
    """A count from plain values: [item, first, second, price or None]."""
    items = _items(book)
    first, second = given["counters"]
    return record_stock_count(
        book=book,
        on=date.fromisoformat(given["on"]),
        counted=[
            CountedGoods(items[pk], Decimal(one), Decimal(two), price)
            for pk, one, two, price in given["counted"]
        ],
        counters=(first, second),
        note=given["note"],
        key=given["key"],
        **by,
    )


def page(name: str) -> Any:
    """The page where an act is done once more."""
    return lambda book, _given: reverse(name, kwargs={"org": book.slug})


def register_all() -> None:
    """What of buying lets itself wait."""
    register_queued_act(
        QueuedAct(PURCHASE, _buy, page("enterprises:record_purchase"), (StockError,))
    )
    register_queued_act(
        QueuedAct(SUPPLIER_PAYMENT, _pay, page("enterprises:payables"), (StockError,))
    )
    register_queued_act(
        QueuedAct(
            PRODUCTION,
            lambda book, given, **by: produce(book, given, **by).voucher,
            page("enterprises:record_batch"),
            (StockError,),
        )
    )
    register_queued_act(
        QueuedAct(
            STOCK_COUNT,
            lambda book, given, **by: count(book, given, **by).voucher,
            page("enterprises:count_stock"),
            (StockError,),
        )
    )
    register_queued_act(
        QueuedAct(PURCHASE_RETURN, _send_back, page("enterprises:purchases"), (StockError,))
    )
