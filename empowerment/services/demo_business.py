"""The demonstration's business: channels of sales, agreements behind capital, profits shared."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enterprises.models import CapitalAgreement, Channel, Product
from enterprises.selectors.profit_shares import sharing_members
from enterprises.services.capital import record_agreement
from enterprises.services.grants import record_use
from enterprises.services.marketing import calculate_price
from enterprises.services.profit import register_allocation
from enterprises.services.profit_shares import register_interim, register_shares
from enterprises.services.receivables import register_payment
from enterprises.services.sales import (
    SoldItem,
    add_channel,
    add_product,
    assign_channel,
    set_price,
)
from ledger.models import Book, Voucher

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
    for row in rows("books", book.slug, "calculations.csv"):
        calculate_price(
            product=products[row["product"]],
            on=date.fromisoformat(row["on"]),
            parts=[
                (name, int(amount))
                for name, amount in (part.rsplit(" ", 1) for part in row["costs"].split("; "))
            ],
            quantity=Decimal(row["quantity"]),
            margin_percent=Decimal(row["margin"]),
            price=int(row["price"]),
            market_low=int(row["market_low"]),
            market_high=int(row["market_high"]),
            actor=actor,
            at=at,
        )
    vouchers = {voucher.reference: voucher for voucher in book.vouchers.exclude(reference="")}
    _sales(book, rows, channels, products, vouchers, actor, at)
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
    _grant_uses(book, rows, vouchers, actor, at)


def _sales(
    book: Book,
    rows: Rows,
    channels: dict[str, Channel],
    products: dict[str, Product],
    vouchers: dict[str, Voucher],
    actor: Any,
    at: datetime,
) -> None:
    """What each voucher sold through whom, the prices that followed from it, and its payments."""
    asked: dict[tuple[str, str], str] = {}
    for row in rows("books", book.slug, "sales.csv"):
        voucher, channel = vouchers[row["reference"]], channels[row["channel"]]
        product = products.get(row["product"])
        if product is not None and asked.get((row["product"], channel.code)) != row["price"]:
            asked[row["product"], channel.code] = row["price"]
            set_price(
                product=product,
                channel=channel,
                price=int(row["price"]),
                valid_from=voucher.date,
                actor=actor,
                at=at,
            )
        items = [SoldItem(product, Decimal(row["quantity"]), int(row["price"]))] if product else []
        due = row.get("due_on") or ""
        assign_channel(
            voucher=voucher,
            channel=channel,
            items=items,
            due_on=date.fromisoformat(due) if due else None,
            actor=actor,
            at=at,
        )
    paid = book.vouchers.filter(
        lines__account__control="customer", lines__credit__gt=0, period__range=(1, 12)
    )
    for voucher in paid.filter(reversed_by=None, reversal_of=None).order_by("date", "sequence"):
        is_one = voucher.lines.filter(account__control="customer").count() == 1
        if is_one and voucher.lines.filter(account__cash_flow="cash", debit__gt=0).exists():
            register_payment(voucher=voucher)


def _grant_uses(
    book: Book, rows: Rows, vouchers: dict[str, Voucher], actor: Any, at: datetime
) -> None:
    """What the grants of the year were spent on."""
    for row in rows("books", book.slug, "grant_uses.csv"):
        record_use(
            agreement=CapitalAgreement.objects.get(
                subsidiary__book=book, subsidiary__code=row["subsidiary"]
            ),
            line=vouchers[row["reference"]].lines.get(account__code=row["account"]),
            amount=int(row["amount"]),
            purpose=row["purpose"],
            actor=actor,
            at=at,
        )
