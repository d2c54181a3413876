"""Re-proves what is kept of profits beside the book: parts, pools and vouchers agree."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from enterprises.models import InterimShare, ProfitAllocation
from enterprises.selectors.data import rows
from ledger.models import Book
from ledger.registry import register_book_check


def faults_of_profit(book: Book) -> list[str]:
    """A sentence for every sharing whose members' parts do not add up to what was booked."""
    if not rows("profit_pools.csv", book.framework):
        return []
    faults = []
    for one in ProfitAllocation.objects.filter(book=book).prefetch_related("lines"):
        pools = {line.pool: line.amount for line in one.lines.all()}
        if sum(pools.values()) != one.profit:
            faults.append(
                _("Pembagian laba %(year)s: bagian-bagiannya tidak sama dengan labanya.")
                % {"year": one.year}
            )
        parts = one.shares.aggregate(total=Sum("amount"))["total"]
        if parts is not None and parts != pools.get("anggota", 0):
            faults.append(
                _("Pembagian laba %(year)s: bagian tiap anggota tidak sama dengan bagian anggota.")
                % {"year": one.year}
            )
    for early in InterimShare.objects.filter(book=book):
        parts = early.shares.aggregate(total=Sum("amount"))["total"] or 0
        if parts != early.amount:
            faults.append(
                _("Bagi hasil di muka %(code)s: bagian tiap anggota tidak sama dengan jumlahnya.")
                % {"code": early.voucher.code}
            )
    return faults


def register_all() -> None:
    """Let `check_books` and every close ask."""
    register_book_check(faults_of_profit)
