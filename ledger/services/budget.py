"""Set the budget of an account by month; plans of upper apps use it, statements compare with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import MAX_RUPIAH, allocate
from ledger.calculations.periods import MONTHS, period_code
from ledger.models import Account, Book, Budget, Unit
from ledger.services import events


class BudgetError(ValueError):
    """A budget figure was refused."""


@transaction.atomic
def set_budget(
    *,
    book: Book,
    account: Account,
    year: int,
    months: Mapping[int, int],
    actor: Any,
    at: datetime,
    unit: Unit | None = None,
) -> list[Budget]:
    """Replace the budget of an account of a unit for the given months (1 to 12, whole rupiah).

    Months that are not named keep what they had. Raises BudgetError for an account of another
    book, a heading, a month outside the year, or an amount that is negative or not whole.
    """
    if account.book_id != book.pk or account.is_heading:
        raise BudgetError(_("Akun %(account)s tidak dapat dianggarkan.") % {"account": account})
    for month, amount in months.items():
        if month not in MONTHS:
            raise BudgetError(_("Bulan %(month)s tidak ada.") % {"month": month})
        if type(amount) is not int or not 0 <= amount <= MAX_RUPIAH:
            raise BudgetError(_("Anggaran harus rupiah bulat, nol atau lebih."))
    if unit is not None and unit.book_id != book.pk:
        raise BudgetError(_("Unit usaha bukan milik buku ini."))
    unit = unit or book.units.get(code=Unit.DEFAULT_CODE)
    rows = [
        Budget.objects.update_or_create(
            book=book,
            account=account,
            unit=unit,
            period=period_code(year, month),
            defaults={"amount": amount},
        )[0]
        for month, amount in sorted(months.items())
    ]
    events.log(
        act="set_budget",
        subject=f"{account.code} {year}",
        actor=actor,
        at=at,
        book=book,
        unit=unit.code,
        months={str(month): amount for month, amount in months.items()},
    )
    return rows


def spread_over_year(amount: int) -> dict[int, int]:
    """A year's amount in twelve months that sum to it."""
    return dict(zip(MONTHS, allocate(amount, [1] * 12), strict=True))
