"""The productive business: channels and sales, purchases and stock, capital, profit shared."""

from enterprises.models.capital import CapitalAgreement, CapitalSource
from enterprises.models.profit import AllocationLine, Pool, ProfitAllocation, ShareBasis
from enterprises.models.profit_shares import InterimShare, ProfitRule, ProfitShare, WorkDays
from enterprises.models.purchases import (
    Purchase,
    PurchaseLine,
    PurchaseReturn,
    PurchaseReturnLine,
)
from enterprises.models.sales import Channel, ChannelKind, Product, Sale, SaleLine, Terms
from enterprises.models.stock import Item, ItemKind, MovementKind, StockMovement, StockStart

__all__ = [
    "AllocationLine",
    "CapitalAgreement",
    "CapitalSource",
    "Channel",
    "ChannelKind",
    "InterimShare",
    "Item",
    "ItemKind",
    "MovementKind",
    "Pool",
    "Product",
    "ProfitAllocation",
    "ProfitRule",
    "ProfitShare",
    "Purchase",
    "PurchaseLine",
    "PurchaseReturn",
    "PurchaseReturnLine",
    "Sale",
    "SaleLine",
    "ShareBasis",
    "StockMovement",
    "StockStart",
    "Terms",
    "WorkDays",
]
