"""Examples of what lies behind the addresses of buying and stock."""

from typing import Any

from enterprises.models import Batch, Item, Purchase, StockCount
from ledger.models import Book
from tests.factories.stock import supplier


def stock_addresses(mina: Book, at: Any) -> dict[str, dict[str, Any]]:
    """Name of an address → its parts: a purchase of the demonstration, an item, a supplier."""
    org = {"org": mina.slug}
    bought = Purchase.objects.filter(book=mina).earliest("pk")
    shop = supplier(mina)
    return {
        **{
            f"enterprises:{name}": org | {"pk": bought.pk}
            for name in ("purchase", "purchase_print", "return_purchase")
        },
        **{
            f"enterprises:{name}": org | {"pk": Batch.objects.get(book=mina).pk}
            for name in ("batch", "batch_print", "check_quality")
        },
        **{
            f"enterprises:{name}": org
            | {"pk": StockCount.objects.filter(book=mina).earliest("pk").pk}
            for name in ("stock_count", "stock_count_print")
        },
        "enterprises:pay_supplier": org | {"pk": shop.pk},
        "enterprises:stock_card": org | {"pk": Item.objects.get(book=mina, code="PAKAN").pk},
    }
