"""Selling from stock: what a sale takes off the cards at average cost, and what a return puts back.

Follows the sales (`sale_hooks.py`). A product that no item stands behind, and a book that counts
periodically, sell without a cost line.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from enterprises.calculations.stock import part_of, thousandths
from enterprises.models import Item, MovementKind, Product, Sale, SaleReturn, StockMovement
from enterprises.selectors.stock import account_row, stock_start
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_hooks import Follow, ReturnOrder, SaleOrder, register_sale_hook
from enterprises.services.shelf import Shelf, StockError
from ledger.models import Book, Unit, Voucher
from ledger.services.journal import LineInput


class StockFollows:
    """Stock goes out with a sale and comes back with a return, in the same voucher."""

    def sold(self, order: SaleOrder) -> Follow[Sale]:
        """Dr cost of sales (members apart), Cr stock at the average of the day.

        Raises SaleError for more than is in stock.
        """
        start = stock_start(order.book)
        if start is None or order.on < start.since:
            return Follow()
        items = _items(order.book, (product for product, _quantity in order.goods))
        shelf = Shelf(order.book, order.on)
        sums: dict[str, int] = {}
        taken: dict[int, tuple[int, int]] = {}
        for product, quantity in order.goods:
            if (item := items.get(product.pk)) is None:
                continue
            moved = thousandths(quantity)
            try:
                value = shelf.take(item, moved, MovementKind.SALE)
            except StockError as error:
                raise SaleError(str(error), field=error.field) from None
            code = _cost_code(item, is_member=order.is_member)
            sums[code] = sums.get(code, 0) + value
            before = taken.get(product.pk, (0, 0))
            taken[product.pk] = (before[0] + moved, before[1] + value)
        return Follow(
            lines=[*_cost_lines(order.book, sums, 1, order.unit), *shelf.lines(unit=order.unit)],
            costs={pk: part_of(value, 1000, moved) for pk, (moved, value) in taken.items()},
            keep=lambda sale: shelf.keep(sale.voucher),
        )

    def returned(self, order: ReturnOrder) -> Follow[SaleReturn]:
        """Dr stock, Cr cost of sales: goods come back at what they left with."""
        sale = order.sale
        left = _moved([sale.voucher], MovementKind.SALE)
        if not left:
            return Follow()
        standing = sale.returns.filter(voucher__reversed_by__isnull=True)
        back = _moved([made.voucher for made in standing], MovementKind.SALE_RETURN)
        items = _items(sale.book, (line.product for line, _quantity in order.goods))
        shelf = Shelf(sale.book, order.on)
        sums: dict[str, int] = {}
        for line, quantity in order.goods:
            item = items.get(line.product_id)
            if item is None or item.pk not in left:
                continue
            moved = thousandths(quantity)
            whole, cost = left[item.pk]
            came, worth = back.get(item.pk, (0, 0))
            last = came + moved >= -whole
            value = -cost - worth if last else min(part_of(-cost, moved, -whole), -cost - worth)
            try:
                shelf.put(item, moved, value, MovementKind.SALE_RETURN)
            except StockError as error:
                raise SaleError(str(error), field=error.field) from None
            back[item.pk] = (came + moved, worth + value)
            code = _cost_code(item, is_member=sale.is_member)
            sums[code] = sums.get(code, 0) + value
        return Follow(
            lines=[*shelf.lines(), *_cost_lines(sale.book, sums, -1, None)],
            keep=lambda made: shelf.keep(made.voucher),
        )


def _items(book: Book, products: Iterable[Product]) -> dict[int, Item]:
    """Product → the item it is sold from."""
    found = Item.objects.filter(book=book, product__in=list(products))
    return {item.product_id or 0: item for item in found.select_related("stock_account")}


def _cost_code(item: Item, *, is_member: bool) -> str:
    return account_row(item.book, item.kind)["cost_member" if is_member else "cost"]


def _cost_lines(book: Book, sums: dict[str, int], sign: int, unit: Unit | None) -> list[LineInput]:
    accounts = {account.code: account for account in book.accounts.filter(code__in=sums)}
    return [
        LineInput(
            accounts[code],
            debit=value if sign > 0 else 0,
            credit=value if sign < 0 else 0,
            unit=unit,
        )
        for code, value in sorted(sums.items())
        if value
    ]


def _moved(vouchers: list[Voucher], kind: str) -> dict[int, tuple[int, int]]:
    """Item → (thousandths, whole rupiah) that vouchers moved; negative for what went out."""
    found: Any = StockMovement.objects.filter(voucher__in=vouchers, kind=kind).order_by()
    sums = found.values_list("item").annotate(Sum("quantity"), Sum("value"))
    return {item: (quantity, value) for item, quantity, value in sums}


def register() -> None:
    """Follow every sale."""
    register_sale_hook("stock", StockFollows())
