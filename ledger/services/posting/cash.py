"""Cash cannot have been below zero in the drawer: asked before anything is written."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, CashPolicy
from ledger.selectors.cash import cash_by_day, days_below_zero
from ledger.services.posting.inputs import CashNegativeError, VoucherInput
from ledger.services.posting.rules import Prepared
from ledger.services.posting.state import BookState


def check_cash(book: Book, state: BookState, items: Sequence[Prepared]) -> list[str]:
    """Refuse (or, by setting, report) a day on which cash would stand below zero."""
    warnings = []
    for account, day in cash_taken(item.source for item in items).items():
        brought, changes = state.cash.get((account.pk, day)) or cash_by_day(
            book.pk, account.pk, since=day, opened_on=state.opened_on
        )
        brought += _add(items, account, day, changes)
        for negative in days_below_zero(brought, changes, since=day, opened_on=state.opened_on)[:1]:
            message = _("%(account)s akan menjadi %(balance)s pada %(day)s.") % {
                "account": account,
                "balance": format_rupiah(negative.balance),
                "day": negative.day.strftime("%d/%m/%Y"),
            }
            if state.cash_policy == CashPolicy.REFUSE:
                error = CashNegativeError(
                    message
                    + " "
                    + _("Periksa tanggal dan jumlah, atau catat dahulu uang yang masuk.")
                )
                error.voucher_index = _first_payment(items, account, negative.day)
                raise error
            warnings.append(message)
    return warnings


def cash_taken(vouchers: Iterable[VoucherInput]) -> dict[Account, date]:
    """The cash accounts that vouchers take from, and the first day of it."""
    since: dict[Account, date] = {}
    for voucher in vouchers:
        for line in voucher.lines:
            if line.account.is_cash and line.credit:
                since[line.account] = min(since.get(line.account, voucher.date), voucher.date)
    return since


def _add(items: Sequence[Prepared], account: Account, since: date, changes: dict[date, int]) -> int:
    """Add what the new vouchers change on each day; returns what comes before the first."""
    brought = 0
    for item in items:
        for line in item.source.lines:
            if line.account.pk != account.pk:
                continue
            change = int(line.debit) - int(line.credit)
            if item.source.is_opening or item.source.date < since:
                brought += change
            else:
                changes[item.source.date] = changes.get(item.source.date, 0) + change
    return brought


def _first_payment(items: Sequence[Prepared], account: Account, day: date) -> int:
    """The voucher to point at: the last one up to that day that takes from the account."""
    taking = [
        item.index
        for item in items
        if item.source.date <= day
        and any(line.account == account and line.credit for line in item.source.lines)
    ]
    return taking[-1] if taking else items[0].index
