"""What selling offers to the ledger: guards, reports, acts that wait, and what it listens to."""

from pathlib import Path

from enterprises import queued_sales, sale_reversals  # noqa: F401  it listens
from enterprises.integrity.sales.messages import MESSAGES
from enterprises.reports import receivables
from ledger.integrity.guards import add_guards

INTEGRITY = Path(__file__).parent / "integrity"


def register_all() -> None:
    """Everything of selling."""
    add_guards(INTEGRITY / "sales", "enterprises", MESSAGES)
    receivables.register_all()
    queued_sales.register_all()
