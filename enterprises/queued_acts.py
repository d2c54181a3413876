"""Sales and the division of profit that wait whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from enterprises.models import Product, ShareBasis
from enterprises.services.profit import ProfitError, allocate_profit
from enterprises.services.profit_shares import pay_shares, share_interim
from enterprises.services.sales import SaleError, SoldItem, record_sale
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act
from members.models import Decision, Membership, SavingsProduct
from members.services.savings import SavingsError

SALE = "enterprises.sale"
PROFIT = "enterprises.profit"
INTERIM = "enterprises.interim_share"
PAY_SHARES = "enterprises.pay_shares"
Given = Mapping[str, Any]


def _sell(book: Book, given: Given, **by: Any) -> Voucher:
    """Items are [product, quantity as text, price, discount]; the rest by number or as text."""
    products = {p.pk: p for p in Product.objects.filter(book=book)}
    items = [
        SoldItem(products[pk], Decimal(quantity), price, *discount)
        for pk, quantity, price, *discount in given["items"]
        if pk in products
    ]
    return record_sale(
        book=book,
        on=date.fromisoformat(given["on"]),
        channel=book.channels.get(pk=given["channel"]),
        items=items,
        terms=given["terms"],
        revenue=book.accounts.get(pk=given["revenue"]) if given.get("revenue") else None,
        received_in=book.accounts.get(pk=given["received_in"]),
        customer=book.subsidiaries.get(pk=given["customer"]) if given["customer"] else None,
        due_on=date.fromisoformat(given["due_on"]) if given["due_on"] else None,
        reference=given["reference"],
        use_advance=given.get("use_advance", False),
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
        decision=_decision(book, given),
        members=_members(book, given),
        basis=given.get("basis", ShareBasis.EQUAL),
        key=given["key"],
        **by,
    ).voucher


def _decision(book: Book, given: Given) -> Decision | None:
    found: Decision | None = book.organization.decisions.filter(pk=given["decision"]).first()
    return found


def _members(book: Book, given: Given) -> list[Membership]:
    """In the order in which their weights were handed in."""
    found = Membership.objects.select_related("person").filter(organization__book=book)
    mine = found.in_bulk(given.get("members", []))
    return [mine[pk] for pk in given.get("members", [])]


def _share_early(book: Book, given: Given, **by: Any) -> Voucher:
    return share_interim(
        book=book,
        amount=given["amount"],
        members=_members(book, given),
        weights=given["weights"],
        basis=given["basis"],
        cash=book.accounts.get(pk=given["cash"]),
        on=date.fromisoformat(given["on"]),
        decision=_decision(book, given),
        key=given["key"],
        **by,
    ).voucher


def _pay(book: Book, given: Given, **by: Any) -> Voucher:
    products = SavingsProduct.objects.select_related("account", "organization__book")
    product = products.filter(organization__book=book, pk=given["product"]).first()
    return pay_shares(
        book=book,
        shares=given["shares"],
        cash=book.accounts.get(pk=given["cash"]) if given["cash"] else None,
        product=product,
        on=date.fromisoformat(given["on"]),
        key=given["key"],
        **by,
    )


def _allocation_page(book: Book, given: Given) -> str:
    return reverse("enterprises:allocation", kwargs={"org": book.slug, "pk": given["allocation"]})


def _page(name: str) -> Any:
    return lambda book, _given: reverse(name, kwargs={"org": book.slug})


def register_all() -> None:
    """What the business lets wait."""
    register_queued_act(QueuedAct(SALE, _sell, _page("enterprises:record_sale"), (SaleError,)))
    register_queued_act(
        QueuedAct(PROFIT, _divide, _page("enterprises:allocate_profit"), (ProfitError,))
    )
    register_queued_act(
        QueuedAct(INTERIM, _share_early, _page("enterprises:share_interim"), (ProfitError,))
    )
    register_queued_act(QueuedAct(PAY_SHARES, _pay, _allocation_page, (ProfitError, SavingsError)))
