"""Sales and the division of profit that wait whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from enterprises.models import Product
from enterprises.services.profit import ProfitError, allocate_profit
from enterprises.services.sales import SaleError, SoldItem, record_sale
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

SALE = "enterprises.sale"
PROFIT = "enterprises.profit"
Given = Mapping[str, Any]


def _sell(book: Book, given: Given, **by: Any) -> Voucher:
    """Items are [product, quantity as text, price]; everything else by number or as text."""
    products = {p.pk: p for p in Product.objects.filter(book=book)}
    items = [
        SoldItem(products[pk], Decimal(quantity), price)
        for pk, quantity, price in given["items"]
        if pk in products
    ]
    return record_sale(
        book=book,
        on=date.fromisoformat(given["on"]),
        channel=book.channels.get(pk=given["channel"]),
        items=items,
        terms=given["terms"],
        revenue=book.accounts.get(pk=given["revenue"]),
        received_in=book.accounts.get(pk=given["received_in"]),
        customer=book.subsidiaries.get(pk=given["customer"]) if given["customer"] else None,
        due_on=date.fromisoformat(given["due_on"]) if given["due_on"] else None,
        reference=given["reference"],
        key=given["key"],
        **by,
    ).voucher


def _divide(book: Book, given: Given, **by: Any) -> Voucher:
    return allocate_profit(
        book=book,
        year=given["year"],
        profit=given["profit"],
        percentages={pool: Decimal(text) for pool, text in given["percentages"].items()},
        weights=given["weights"],
        on=date.fromisoformat(given["on"]),
        decision=book.organization.decisions.filter(pk=given["decision"]).first(),
        key=given["key"],
        **by,
    ).voucher


def _page(name: str) -> Any:
    return lambda book, _given: reverse(name, kwargs={"org": book.slug})


def register_all() -> None:
    """What the business lets wait."""
    register_queued_act(QueuedAct(SALE, _sell, _page("enterprises:record_sale"), (SaleError,)))
    register_queued_act(
        QueuedAct(PROFIT, _divide, _page("enterprises:allocate_profit"), (ProfitError,))
    )
