"""What the ledger tells the apps above it."""

from django.dispatch import Signal

voucher_reversed = Signal()
"""A voucher has just been reversed: `voucher`, `reversal`, `actor`, `at`. Sent in the same database
transaction: a receiver that raises PostingError undoes the reversal."""
