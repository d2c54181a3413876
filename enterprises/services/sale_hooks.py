"""What else happens when something is sold or brought back: the seam for stock.

A part of the business that follows sales (goods that leave a store, their cost) registers here in
its `ready()`. It is asked under the book's lock before the voucher is posted and may add lines to
it that balance among themselves; once the sale is kept it is told, in the same transaction.
Whatever it raises (SaleError) undoes the sale.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from enterprises.models import Channel, Product, Sale, SaleLine, SaleReturn
from ledger.models import Book, Unit
from ledger.services.journal import LineInput


@dataclass(frozen=True)
class SaleOrder:
    """What is about to be sold: (product, quantity) in the order of the items."""

    book: Book
    on: date
    channel: Channel
    goods: Sequence[tuple[Product, Decimal]]
    is_member: bool
    unit: Unit | None


@dataclass(frozen=True)
class ReturnOrder:
    """What is about to be brought back: (line of the sale, quantity)."""

    sale: Sale
    on: date
    goods: Sequence[tuple[SaleLine, Decimal]]


Kept = TypeVar("Kept")


def _nothing(_kept: object) -> None:
    """Nothing follows."""


@dataclass(frozen=True)
class Follow(Generic[Kept]):
    """Lines to add, the cost per measure by product id, and what to do once it is kept."""

    lines: Sequence[LineInput] = ()
    costs: Mapping[int, int] = field(default_factory=dict)
    keep: Callable[[Kept], None] = _nothing


class SaleHook(Protocol):
    """One part of the business that follows sales."""

    def sold(self, order: SaleOrder) -> Follow[Sale]:
        """Before a sale is posted. Raises SaleError to refuse it."""

    def returned(self, order: ReturnOrder) -> Follow[SaleReturn]:
        """Before goods of a sale are taken back. Raises SaleError to refuse it."""


_hooks: dict[str, SaleHook] = {}


def register_sale_hook(name: str, hook: SaleHook) -> None:
    """Let a part of the business follow sales; a name registered again replaces it."""
    _hooks[name] = hook


def follow_sale(order: SaleOrder) -> list[Follow[Sale]]:
    """What every hook adds to a sale."""
    return [hook.sold(order) for hook in _hooks.values()]


def follow_return(order: ReturnOrder) -> list[Follow[SaleReturn]]:
    """What every hook adds to a return."""
    return [hook.returned(order) for hook in _hooks.values()]
