"""The demonstration's goods: items, purchases, a production batch and counts of stock."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from enterprises.models import Item
from enterprises.services.items import add_item
from enterprises.services.purchases import BoughtItem, register_purchase
from ledger.models import Book

Rows = Callable[..., list[dict[str, str]]]


def load(book: Book, rows: Rows, actor: Any, at: datetime) -> None:
    """Say of the book's vouchers which goods they were about; the books do not change."""
    items = {
        row["code"]: _item(book, row, actor, at) for row in rows("books", book.slug, "items.csv")
    }
    vouchers = {voucher.reference: voucher for voucher in book.vouchers.exclude(reference="")}
    for row in rows("books", book.slug, "purchases.csv"):
        register_purchase(
            voucher=vouchers[row["reference"]],
            bought=[BoughtItem(items[row["item"]], Decimal(row["quantity"]), int(row["amount"]))],
            actor=actor,
            at=at,
        )


def _item(book: Book, row: dict[str, str], actor: Any, at: datetime) -> Item:
    purchase = row["purchase_account"]
    return add_item(
        book=book,
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        measure=row["measure"],
        decimals=int(row["decimals"]),
        purchase_account=book.accounts.get(code=purchase) if purchase else None,
        product=book.products.get(code=row["product"]) if row["product"] else None,
        actor=actor,
        at=at,
    )
