"""The productive business: channels and sales, purchases and stock, capital, profit shared."""

from enterprises.models.capital import CapitalAgreement, CapitalSource
from enterprises.models.prices import ProductPrice
from enterprises.models.profit import AllocationLine, Pool, ProfitAllocation, ShareBasis
from enterprises.models.profit_shares import InterimShare, ProfitRule, ProfitShare, WorkDays
from enterprises.models.purchases import Purchase, PurchaseLine, PurchaseReturn, PurchaseReturnLine
from enterprises.models.receivables import (
    Buyer,
    DownPayment,
    DownPaymentUse,
    PaymentMatch,
    ReceivablePayment,
    SaleReturn,
    SaleReturnLine,
)
from enterprises.models.sales import (
    Channel,
    ChannelKind,
    Product,
    ProductKind,
    Sale,
    SaleLine,
    Terms,
)
from enterprises.models.stock import Item, ItemKind, MovementKind, StockMovement, StockStart

__all__ = [
    "AllocationLine",
    "Buyer",
    "CapitalAgreement",
    "CapitalSource",
    "Channel",
    "ChannelKind",
    "DownPayment",
    "DownPaymentUse",
    "InterimShare",
    "Item",
    "ItemKind",
    "MovementKind",
    "PaymentMatch",
    "Pool",
    "Product",
    "ProductKind",
    "ProductPrice",
    "ProfitAllocation",
    "ProfitRule",
    "ProfitShare",
    "Purchase",
    "PurchaseLine",
    "PurchaseReturn",
    "PurchaseReturnLine",
    "ReceivablePayment",
    "Sale",
    "SaleLine",
    "SaleReturn",
    "SaleReturnLine",
    "ShareBasis",
    "StockMovement",
    "StockStart",
    "Terms",
    "WorkDays",
]
