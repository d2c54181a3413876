"""What buying and stock tell the ledger: guards, checks, reports, acts that wait."""

from pathlib import Path

from enterprises import stock_queued_acts, stock_reversals  # noqa: F401  the latter listens
from enterprises.integrity.stock.messages import MESSAGES
from enterprises.reports import payables, stock
from enterprises.selectors.stock import faults_of_stock
from enterprises.services import shelf, stock_sales
from ledger.integrity.guards import add_guards
from ledger.registry import register_book_check

PAGES = tuple(
    f"enterprises:{name}"
    for name in (
        *("purchases", "record_purchase", "purchase", "purchase_print", "return_purchase"),
        *("payables", "add_supplier", "pay_supplier"),
        *("batches", "record_batch", "standards", "batch", "check_quality"),
        *("stock_counts", "count_stock", "stock_count"),
        *("stock", "items", "start_cards", "stock_card"),
    )
)
"""The pages of buying and stock; they light *Usaha*."""


def register_all() -> None:
    """Register everything, once, from `ready()`."""
    add_guards(Path(__file__).parent / "integrity" / "stock", "enterprises", MESSAGES)
    register_book_check(faults_of_stock)
    shelf.register()
    stock_sales.register()
    stock.register_all()
    payables.register_all()
    stock_queued_acts.register_all()
