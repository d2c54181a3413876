"""What capital tells the ledger: guards, reports, lights of a close, acts that wait."""

from pathlib import Path

from enterprises import (
    capital_queued_acts,
    capital_reversals,  # noqa: F401  it listens
    closing_checks,
)
from enterprises.integrity.capital.messages import MESSAGES
from enterprises.reports import bank, grants
from ledger.integrity.guards import add_guards

PAGES = tuple(
    f"enterprises:{name}"
    for name in (
        *("capital", "grants", "receive_grant", "use_grant"),
        *("banks", "new_bank", "bank_account", "bank_signatories", "upload_statement"),
        *("bank_layout", "bank_file", "bank_voucher"),
    )
)
"""The pages of capital; they light *Usaha*."""


def register_all() -> None:
    """Register everything, once, from `ready()`."""
    add_guards(Path(__file__).parent / "integrity" / "capital", "enterprises", MESSAGES)
    bank.register_all()
    grants.register_all()
    closing_checks.register_all()
    capital_queued_acts.register_all()
