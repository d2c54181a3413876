"""The demonstration's business: channels of sales, agreements behind capital, profits shared."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enterprises.selectors.profit_shares import sharing_members
from enterprises.services.capital import record_agreement
from enterprises.services.profit import register_allocation
from enterprises.services.profit_shares import register_interim, register_shares
from enterprises.services.sales import SoldItem, add_channel, add_product, assign_channel
from ledger.models import Book

POOLS = ("cadangan", "anggota", "iks", "pengurus", "pendidikan")
Rows = Callable[..., list[dict[str, str]]]


def load(book: Book, rows: Rows, actor: Any, at: datetime) -> None:
    """Tell through the acts of the enterprises what the book's vouchers did."""
    channels = {
        row["code"]: add_channel(book=book, actor=actor, at=at, **row)
        for row in rows("books", book.slug, "channels.csv")
    }
    products = {
        row["code"]: add_product(
            book=book,
            code=row["code"],
            name=row["name"],
            measure=row["measure"],
            decimals=int(row["decimals"]),
            price=int(row["price"]),
            actor=actor,
            at=at,
        )
        for row in rows("books", book.slug, "products.csv")
    }
    vouchers = {voucher.reference: voucher for voucher in book.vouchers.exclude(reference="")}
    for row in rows("books", book.slug, "sales.csv"):
        items = (
            [SoldItem(products[row["product"]], Decimal(row["quantity"]), int(row["price"]))]
            if row["product"]
            else []
        )
        assign_channel(
            voucher=vouchers[row["reference"]],
            channel=channels[row["channel"]],
            items=items,
            actor=actor,
            at=at,
        )
    for row in rows("books", book.slug, "allocations.csv"):
        voucher = vouchers[row["reference"]]
        allocation = register_allocation(
            voucher=voucher,
            meeting_decision=book.organization.decisions.filter(
                kind="profit_allocation", decided_on=voucher.date
            ).first(),
            year=int(row["year"]),
            decision=row["decision"],
            pools={pool: int(row[pool]) for pool in POOLS},
            actor=actor,
            at=at,
        )
        register_shares(
            allocation=allocation,
            members=sharing_members(book, voucher.date),
            paid_voucher=voucher,  # it paid the members in cash at the same meeting
            actor=actor,
            at=at,
        )
    for row in rows("books", book.slug, "interims.csv"):
        voucher = vouchers[row["reference"]]
        register_interim(
            voucher=voucher,
            members=sharing_members(book, voucher.date),
            decision=row["decision"],
            actor=actor,
            at=at,
        )
    for row in rows("books", book.slug, "agreements.csv"):
        record_agreement(
            subsidiary=book.subsidiaries.get(account__code=row["account"], code=row["subsidiary"]),
            source=row["source"],
            provider=row["provider"],
            number=row["number"],
            agreed_on=date.fromisoformat(row["agreed_on"]) if row["agreed_on"] else None,
            restriction=row["restriction"],
            actor=actor,
            at=at,
        )
