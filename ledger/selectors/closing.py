"""The figures that closing a period fixes, shown before it happens."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, month_end
from ledger.models import Book, Kind
from ledger.selectors.balances import balances, result_movements


@dataclass(frozen=True)
class Figure:
    """A labelled amount in whole rupiah."""

    label: str
    value: int
    is_total: bool = False


def closing_figures(book: Book, year: int, month: int) -> list[Figure]:
    """Cash and bank at the end, vouchers of the period, its income, cost and result."""
    whole_year = month == CLOSING
    start = date(year, 1 if whole_year else month, 1)
    end = date(year, 12, 31) if whole_year else month_end(start)
    held = balances(book, on=end)
    moved = result_movements(book, start=start, end=end)
    accounts = list(book.accounts.all())
    cash = [Figure(a.label, held.get(a.pk, 0)) for a in accounts if a.is_cash and held.get(a.pk)]
    change = {a.pk: moved[a.pk].change for a in accounts if a.pk in moved}
    revenue = -sum(change.get(a.pk, 0) for a in accounts if a.kind == Kind.REVENUE)
    expense = sum(change.get(a.pk, 0) for a in accounts if a.kind == Kind.EXPENSE)
    return [
        *cash,
        Figure(_("Pendapatan"), revenue),
        Figure(_("Beban"), expense),
        Figure(_("Hasil"), revenue - expense, is_total=True),
    ]
