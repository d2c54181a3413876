"""The map of capital: every rupiah of equity and debt by where it came from."""

from dataclasses import dataclass
from datetime import date

from enterprises.models import CapitalAgreement, CapitalSource
from enterprises.selectors.data import source_of_code
from ledger.calculations.periods import month_end, months_until
from ledger.models import Book, Kind
from ledger.selectors.balances import balances, subsidiary_balances

BEHIND = (Kind.LIABILITY, Kind.EQUITY)
RESULT = (Kind.REVENUE, Kind.EXPENSE)


@dataclass(frozen=True)
class SourceAmount:
    """One source and what of the business's assets it pays for, in whole rupiah."""

    source: CapitalSource
    amount: int


def capital_by_source(book: Book, *, on: date) -> list[SourceAmount]:
    """Return the sources in the order of the map; they add up to liabilities and equity.

    The result that no closing has moved yet counts as retained profit, as the balance sheet
    shows it in equity. A subsidiary account with an agreement counts at the agreement's source.
    """
    sums = dict.fromkeys(CapitalSource, 0)
    of_account = balances(book, on=on)
    accounts = {account.pk: account for account in book.accounts.all()}
    for pk, net in of_account.items():
        account = accounts[pk]
        if account.kind in BEHIND:
            sums[CapitalSource(source_of_code(book.framework, account.code))] -= net
        elif account.kind in RESULT:
            sums[CapitalSource.RETAINED] -= net
    held = subsidiary_balances(book, on=on)
    agreements = CapitalAgreement.objects.filter(subsidiary__book=book)
    for agreement in agreements.select_related("subsidiary__account"):
        amount = -held.get(agreement.subsidiary_id, 0)
        code = agreement.subsidiary.account.code
        sums[CapitalSource(source_of_code(book.framework, code))] -= amount
        sums[CapitalSource(agreement.source)] += amount
    return [SourceAmount(source, amount) for source, amount in sums.items() if amount]


OWN = frozenset({CapitalSource.SAVINGS, CapitalSource.RETAINED, CapitalSource.PARTICIPATION})
GIVEN = frozenset({CapitalSource.SOCIAL_AID, CapitalSource.GRANT})


@dataclass(frozen=True)
class CapitalMonth:
    """Capital at a month's end in three heaps, whole rupiah: own, given, and owed to others."""

    end: date
    own: int
    given: int
    owed: int


def capital_months(book: Book, *, until: date, count: int = 12) -> list[CapitalMonth]:
    """The map at each month's end, oldest first, not before the book was opened."""
    ends = [month_end(first) for first in months_until(until, count)]
    ends = [end for end in ends if end >= book.opened_on]
    months = []
    for end in ends:
        own = given = owed = 0
        for item in capital_by_source(book, on=end):
            own += item.amount if item.source in OWN else 0
            given += item.amount if item.source in GIVEN else 0
            owed += item.amount if item.source not in OWN | GIVEN else 0
        months.append(CapitalMonth(end, own, given, owed))
    return months
