"""Cooperatives: identity and bylaws, sharing the SHU."""

from cooperatives.models.bylaws import Bylaw, CooperativeKind, LegalIdentity
from cooperatives.models.shu import (
    BusinessSource,
    ShuDistribution,
    ShuFundUse,
    ShuPayment,
    ShuPool,
    ShuPoolKind,
    ShuShare,
    ShuState,
    ShuWay,
    ShuWeight,
)

__all__ = [
    "BusinessSource",
    "Bylaw",
    "CooperativeKind",
    "LegalIdentity",
    "ShuDistribution",
    "ShuFundUse",
    "ShuPayment",
    "ShuPool",
    "ShuPoolKind",
    "ShuShare",
    "ShuState",
    "ShuWay",
    "ShuWeight",
]
