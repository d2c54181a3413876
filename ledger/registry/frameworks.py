"""The charts of accounts that an organization can keep its books by."""

EVERY_FRAMEWORK = frozenset({"kube", "koperasi", "yayasan", "panti"})
