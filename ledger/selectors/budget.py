"""Budget beside what was booked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from ledger.calculations.periods import period_code
from ledger.models import Account, Book, Budget, Side, Unit
from ledger.selectors.balances import movements


@dataclass(frozen=True)
class BudgetLine:
    """Whole rupiah on the account's normal side: planned, booked, and what is left."""

    account: Account
    planned: int
    actual: int

    @property
    def left(self) -> int:
        """Planned minus booked; negative when overrun."""
        return self.planned - self.actual


def planned(
    book: Book, *, start: date, end: date, units: Iterable[Unit] | None = None
) -> dict[int, int]:
    """Return account id → budget of the whole months from `start`'s to `end`'s month."""
    rows = Budget.objects.filter(
        book=book,
        period__gte=period_code(start.year, start.month),
        period__lte=period_code(end.year, end.month),
    )
    if units is not None:
        rows = rows.filter(unit__in=units)
    return dict(rows.order_by().values_list("account_id").annotate(Sum("amount")))


def budget_lines(
    book: Book, *, start: date, end: date, units: Iterable[Unit] | None = None
) -> list[BudgetLine]:
    """Every account that was budgeted, with its movement in the same months.

    Actuals come only from posted vouchers; opening and closing vouchers are no movement.
    """
    plan = planned(book, start=start, end=end, units=units)
    moved = movements(book, start=start, end=end, units=units)
    lines = []
    for account in book.accounts.filter(pk__in=plan).order_by("code"):
        change = moved[account.pk].change if account.pk in moved else 0
        actual = change if account.side == Side.DEBIT else -change
        lines.append(BudgetLine(account=account, planned=plan[account.pk], actual=actual))
    return lines
