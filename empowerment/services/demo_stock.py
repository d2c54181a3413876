"""The demonstration's goods: items, purchases, a production batch and counts of stock."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enterprises.models import Item
from enterprises.services.items import add_item
from enterprises.services.production import (
    MadeGoods,
    UsedGoods,
    add_standard,
    check_batch,
    record_batch,
)
from enterprises.services.purchases import BoughtItem, register_purchase
from enterprises.services.stock_counts import Counted, register_count
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
    _counts(book, rows, items, actor, at)
    _batches(book, rows, items, actor, at)


def _counts(book: Book, rows: Rows, items: dict[str, Item], actor: Any, at: datetime) -> None:
    """The counts behind the vouchers at the ends of the quarters."""
    sheets: dict[tuple[str, str, str], list[Counted]] = {}
    for row in rows("books", book.slug, "stock_counts.csv"):
        sheet = (row["reference"], row["first_counter"], row["second_counter"])
        counted = Counted(items[row["item"]], int(row["quantity"]) * 1000, int(row["value"]))
        sheets.setdefault(sheet, []).append(counted)
    for (reference, first, second), found in sheets.items():
        register_count(
            voucher=book.vouchers.get(reference=reference),
            counted=found,
            counters=(first, second),
            actor=actor,
            at=at,
        )


def _batches(book: Book, rows: Rows, items: dict[str, Item], actor: Any, at: datetime) -> None:
    """A batch that was made of what was bought, and what its quality was found to be."""
    for row in rows("books", book.slug, "batches.csv"):
        batch = record_batch(
            book=book,
            on=date.fromisoformat(row["made_on"]),
            used=[
                UsedGoods(items[row["used"]], Decimal(row["used_quantity"]), int(row["used_cost"]))
            ],
            made=[MadeGoods(items[row["made"]], Decimal(row["quantity"]), Decimal(row["lost"]))],
            workers=row["workers"],
            note=row["note"],
            actor=actor,
            at=at,
        )
        for check in rows("books", book.slug, "quality.csv"):
            if check["item"] != row["made"]:
                continue
            check_batch(
                batch=batch,
                standard=add_standard(
                    item=items[check["item"]], name=check["standard"], actor=actor, at=at
                ),
                is_met=check["is_met"] == "yes",
                found=check["found"],
                checked_by=check["checked_by"],
                on=date.fromisoformat(check["checked_on"]),
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
