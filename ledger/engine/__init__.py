"""The seam: the only package that imports django_ledger.

Of the engine Lumbung uses the entity, its posted ledger, accounts, units, journal entries and
transactions (the store of record) and `digest()` as an independent cross-check.
"""
