"""What books owe each other, for elimination when they are consolidated.

A subsidiary account that names another book as its counterparty is a claim on it or a debt to
it. A voucher that touches one is business between the two: its income and cost are eliminated.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet, Sum

from ledger.calculations.periods import CLOSING, period_code
from ledger.models import Book, Kind, Line


def counterparty_balances(book: Book, others: Iterable[Book], *, on: date) -> dict[int, int]:
    """Return account id → debit minus credit that stands against the other books at a day."""
    return _nets(
        Line.objects.filter(book=book, subsidiary__counterparty__in=list(others), date__lte=on)
    )


def counterparty_results(
    book: Book, others: Iterable[Book], *, start: date, end: date
) -> dict[int, int]:
    """Return account id → debit minus credit of results from business with the other books."""
    lines = Line.objects.filter(book=book, date__gte=start, date__lte=end).exclude(
        period__in=[period_code(year, CLOSING) for year in range(start.year, end.year + 1)]
    )
    between = lines.filter(subsidiary__counterparty__in=list(others)).values("voucher_id")
    return _nets(
        lines.filter(
            voucher_id__in=between.order_by(),
            account__kind__in=[Kind.REVENUE, Kind.EXPENSE],
        )
    )


def _nets(lines: QuerySet[Line]) -> dict[int, int]:
    rows = lines.order_by().values_list("account_id").annotate(net=Sum(F("debit") - F("credit")))
    return {account_id: int(net) for account_id, net in rows}
