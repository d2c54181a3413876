"""The map of capital: every rupiah of equity and debt by where it came from."""

from dataclasses import dataclass
from datetime import date

from enterprises.models import CapitalAgreement, CapitalSource
from enterprises.selectors.data import source_of_code
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
