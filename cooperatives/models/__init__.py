"""Cooperatives: identity and bylaws."""

from cooperatives.models.bylaws import Bylaw, CooperativeKind, LegalIdentity

__all__ = ["Bylaw", "CooperativeKind", "LegalIdentity"]
