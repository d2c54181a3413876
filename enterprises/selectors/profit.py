"""Profit that no meeting has divided yet."""

from datetime import date

from django.db.models import QuerySet

from enterprises.models import ProfitAllocation
from ledger.models import Account, Book
from ledger.selectors.balances import balances

HELD_IN = ("prior_result", "current_result")
"""Last years' undistributed profit first; then a year that is closed but not yet moved."""


def in_force(book: Book) -> QuerySet[ProfitAllocation]:
    """The allocations of a book whose voucher nobody has reversed."""
    return ProfitAllocation.objects.filter(book=book, voucher__reversed_by__isnull=True)


def profit_accounts(book: Book, *, on: date) -> list[tuple[Account, int]]:
    """The accounts that hold undistributed profit and how much, in the order they are used."""
    held = balances(book, on=on)
    accounts = {account.purpose: account for account in book.accounts.filter(purpose__in=HELD_IN)}
    return [
        (accounts[purpose], -held.get(accounts[purpose].pk, 0))
        for purpose in HELD_IN
        if purpose in accounts
    ]


def undistributed_profit(book: Book, *, on: date) -> int:
    """The largest amount that one of those accounts holds; zero for a loss."""
    return max([amount for _account, amount in profit_accounts(book, on=on)] + [0])
