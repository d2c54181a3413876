"""The productive business: channels and sales, sources of capital, profit and its allocation."""

from enterprises.models.capital import CapitalAgreement, CapitalSource
from enterprises.models.profit import AllocationLine, Pool, ProfitAllocation, ShareBasis
from enterprises.models.profit_shares import InterimShare, ProfitRule, ProfitShare, WorkDays
from enterprises.models.sales import Channel, ChannelKind, Product, Sale, SaleLine, Terms

__all__ = [
    "AllocationLine",
    "CapitalAgreement",
    "CapitalSource",
    "Channel",
    "ChannelKind",
    "InterimShare",
    "Pool",
    "Product",
    "ProfitAllocation",
    "ProfitRule",
    "ProfitShare",
    "Sale",
    "SaleLine",
    "ShareBasis",
    "Terms",
    "WorkDays",
]
