"""A small shop: channels, products, and sales in a few words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from enterprises.models import Channel, Product, Sale
from enterprises.services.offer import add_buyer, add_channel, add_product
from enterprises.services.sale_rules import SoldItem
from enterprises.services.sales import record_sale
from ledger.models import Book, Subsidiary
from ledger.services.actors import system_actor
from tests.factories.clock import AT

DAY = date(2025, 3, 18)


def by() -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": system_actor(), "at": AT}


@dataclass(frozen=True)
class Shop:
    """A book with one channel, fish by the kilo and jars by the piece."""

    book: Book
    market: Channel
    fish: Product
    jar: Product

    def sell(self, *items: SoldItem, **changed: Any) -> Sale:
        """Sell for cash unless told otherwise: 2,5 kg of fish at 22.000."""
        wish: dict[str, Any] = {
            "on": DAY,
            "channel": self.market,
            "items": items or [SoldItem(self.fish, Decimal("2.5"), 22_000)],
            "terms": "tunai",
            "received_in": self.book.accounts.get(purpose="cash"),
        }
        return record_sale(book=self.book, **by(), **(wish | changed))

    def on_credit(self, customer: Subsidiary, *items: SoldItem, **changed: Any) -> Sale:
        """Sell on credit, due after thirty days unless told otherwise."""
        wish: dict[str, Any] = {
            "terms": "tempo",
            "received_in": customer.account,
            "customer": customer,
            "due_on": date(2025, 4, 17),
        }
        return self.sell(*items, **(wish | changed))

    def buyer(self, name: str = "Warung Bu Sri", **fields: Any) -> Subsidiary:
        """A new buyer's account."""
        made = add_buyer(book=self.book, name=name, **fields, **by())
        return made.subsidiary


def shop(book: Book) -> Shop:
    """Open the shop in a book."""
    return Shop(
        book,
        add_channel(book=book, code="PASAR", name="Pasar", kind="pasar", **by()),
        add_product(book=book, code="LELE", name="Lele", measure="kg", decimals=1, **by()),
        add_product(book=book, code="ABON", name="Abon", measure="bungkus", **by()),
    )


def booked(voucher: Any) -> list[tuple[str, int, int]]:
    """A voucher as account code, debit, credit."""
    return list(voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))
