"""Counter-accounts of cash: where money came from and went to."""

from datetime import date

from django.db.models import F, Sum

from ledger.calculations.periods import CLOSING, OPENING, period_code
from ledger.models import Book, CashFlow, Line


def counter_movements(book: Book, *, start: date, end: date) -> dict[int, int]:
    """Return account id → debit minus credit of the non-cash lines of vouchers that move cash.

    Opening and closing vouchers move no cash. By double entry the sum is the negative of the
    change of cash and bank, so every rupiah of it has a class (docs/decisions: cash flow).
    """
    lines = (
        Line.objects.filter(book=book, date__gte=start, date__lte=end)
        .exclude(period__in=[period_code(book.opened_on.year, OPENING)])
        .exclude(period__in=[period_code(y, CLOSING) for y in range(start.year, end.year + 1)])
    )
    moving = lines.filter(account__cash_flow=CashFlow.CASH).order_by().values("voucher_id")
    sums = (
        lines.filter(voucher_id__in=moving)
        .exclude(account__cash_flow=CashFlow.CASH)
        .order_by()
        .values_list("account_id")
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    return {account_id: int(net) for account_id, net in sums}
