"""The productive business: channels and sales, purchases and stock, capital, profit shared."""

from enterprises.models.capital import CapitalAgreement, CapitalSource
from enterprises.models.consignment import (
    Consignment,
    ConsignmentLine,
    ConsignmentMove,
    ConsignmentPayment,
    Direction,
)
from enterprises.models.kube import (
    AssessedSign,
    AssessmentKind,
    BusinessField,
    Kube,
    KubeAssessment,
    KubeKind,
    KubeMove,
    KubeRule,
    KubeState,
    PracticeEntry,
    PracticeKind,
)
from enterprises.models.marketing import CostPart, MarketingPlan, PriceCalculation
from enterprises.models.prices import ProductPrice
from enterprises.models.production import (
    Batch,
    BatchInput,
    BatchOutput,
    QualityCheck,
    QualityStandard,
)
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
from enterprises.models.stock_counts import StockCount, StockCountLine

__all__ = [
    "AllocationLine",
    "AssessedSign",
    "AssessmentKind",
    "Batch",
    "BatchInput",
    "BatchOutput",
    "BusinessField",
    "Buyer",
    "CapitalAgreement",
    "CapitalSource",
    "Channel",
    "ChannelKind",
    "Consignment",
    "ConsignmentLine",
    "ConsignmentMove",
    "ConsignmentPayment",
    "CostPart",
    "Direction",
    "DownPayment",
    "DownPaymentUse",
    "InterimShare",
    "Item",
    "ItemKind",
    "Kube",
    "KubeAssessment",
    "KubeKind",
    "KubeMove",
    "KubeRule",
    "KubeState",
    "MarketingPlan",
    "MovementKind",
    "PaymentMatch",
    "Pool",
    "PracticeEntry",
    "PracticeKind",
    "PriceCalculation",
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
    "QualityCheck",
    "QualityStandard",
    "ReceivablePayment",
    "Sale",
    "SaleLine",
    "SaleReturn",
    "SaleReturnLine",
    "ShareBasis",
    "StockCount",
    "StockCountLine",
    "StockMovement",
    "StockStart",
    "Terms",
    "WorkDays",
]
