"""What moved equity: paid in, paid out, or moved without money."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Sum

from ledger.calculations.periods import CLOSING, OPENING, period_code
from ledger.models import Book, CashFlow, Kind, Line


@dataclass(frozen=True)
class EquityChange:
    """Whole rupiah, an increase positive."""

    paid_in: int = 0
    paid_out: int = 0
    moved: int = 0


def equity_changes(book: Book, *, start: date, end: date) -> dict[int, EquityChange]:
    """Return account id → change of each equity account between two days.

    A voucher that touches cash or bank pays in or out; one that does not moves (a distribution
    of profit, a transfer between components). Opening and closing vouchers do neither.
    """
    lines = Line.objects.filter(
        book=book, account__kind=Kind.EQUITY, date__gte=start, date__lte=end
    ).exclude(
        period__in=[period_code(book.opened_on.year, OPENING)]
        + [period_code(year, CLOSING) for year in range(start.year, end.year + 1)]
    )
    cash = Line.objects.filter(voucher=OuterRef("voucher"), account__cash_flow=CashFlow.CASH)
    rows = (
        lines.annotate(is_paid=Exists(cash))
        .order_by()
        .values_list("account_id", "is_paid")
        .annotate(Sum("debit"), Sum("credit"))
    )
    found: dict[int, EquityChange] = {}
    for account_id, is_paid, debit, credit in rows:
        was = found.get(account_id, EquityChange())
        if is_paid:
            found[account_id] = EquityChange(
                was.paid_in + int(credit), was.paid_out - int(debit), was.moved
            )
        else:
            found[account_id] = EquityChange(
                was.paid_in, was.paid_out, was.moved + int(credit) - int(debit)
            )
    return found
