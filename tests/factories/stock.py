"""Items, stock cards and the acts that move them, in a few words."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enterprises.models import Item, Product, Purchase
from enterprises.services.items import add_item, start_stock_cards
from enterprises.services.purchases import BoughtItem, add_supplier, record_purchase
from ledger.models import Book, Subsidiary
from ledger.services.actors import system_actor
from tests.factories.books import account, make_voucher
from tests.factories.clock import AT


def item(
    book: Book, code: str = "PAKAN", *, kind: str = "bahan", product: Product | None = None
) -> Item:
    """An item measured to a tenth of a kilogram."""
    return add_item(
        book=book,
        code=code,
        name=code.capitalize(),
        kind=kind,
        measure="kg",
        decimals=1,
        product=product,
        actor=system_actor(),
        at=AT,
    )


def funded(book: Book, amount: int = 100_000_000) -> Book:
    """The book has money in the drawer on its first day."""
    cash, income = ("1101", "4901") if book.framework == "kube" else ("1-1101", "8-1101")
    make_voucher(book, date(2025, 1, 1), [(cash, amount, 0), (income, 0, amount)])
    return book


def with_cards(book: Book, on: date = date(2025, 1, 1)) -> Book:
    """The book keeps stock cards from a day on, with nothing in stock."""
    start_stock_cards(book=book, on=on, opening={}, actor=system_actor(), at=AT)
    return book


def start(book: Book, opening: dict[str, tuple[int, int]], on: date = date(2026, 2, 1)) -> Book:
    """Take up stock cards with what lies there: code → (thousandths, whole rupiah)."""
    there = {book.items.get(code=code): held for code, held in opening.items()}
    start_stock_cards(book=book, on=on, opening=there, actor=system_actor(), at=AT)
    return book


def supplier(book: Book, name: str = "Toko Tani") -> Subsidiary:
    """A supplier of the book."""
    return add_supplier(book=book, name=name, actor=system_actor(), at=AT)


def buy(
    book: Book,
    bought: Item,
    quantity: str,
    amount: int,
    on: date,
    *,
    at: datetime = AT,
    **changed: Any,
) -> Purchase:
    """Buy for cash unless something else is said."""
    wish: dict[str, Any] = {
        "on": on,
        "bought": [BoughtItem(bought, Decimal(quantity), amount)],
        "terms": "tunai",
        "paid_from": account(book, "1101" if book.framework == "kube" else "1-1101"),
    }
    return record_purchase(book=book, actor=system_actor(), at=at, **(wish | changed))
