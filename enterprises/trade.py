"""What selling and the KUBE offer to the ledger: guards, reports, acts that wait, gates."""

from pathlib import Path

from enterprises import (
    kube_gates,
    queued_consignment,
    queued_sales,
    sale_reversals,  # noqa: F401  it listens
)
from enterprises.integrity.kube.messages import MESSAGES as KUBE_MESSAGES
from enterprises.integrity.sales.messages import MESSAGES as SALES_MESSAGES
from enterprises.reports import receivables
from ledger.integrity.guards import add_guards

INTEGRITY = Path(__file__).parent / "integrity"


def register_all() -> None:
    """Everything of selling, and what a KUBE may not do yet."""
    add_guards(INTEGRITY / "sales", "enterprises", SALES_MESSAGES)
    add_guards(INTEGRITY / "kube", "enterprises", KUBE_MESSAGES)
    receivables.register_all()
    queued_sales.register_all()
    queued_consignment.register_all()
    kube_gates.register_all()
