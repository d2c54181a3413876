"""The savings of an organization at a glance: per product, tied to the books, month by month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum

from ledger.calculations.periods import month_end, month_start, months_until, period_code
from ledger.models import Account, AccountBalance, Book, SubsidiaryBalance
from ledger.selectors.balances import balances
from members.models import SavingsAccount, SavingsKind, SavingsProduct

SHOWN = 12
OWNERS = (SavingsKind.POKOK, SavingsKind.WAJIB, SavingsKind.MODAL)
"""Savings that make a member an owner; the rest is money that the members lend."""


@dataclass(frozen=True)
class ProductTotal:
    """One product: whole rupiah, and how many accounts of members hold it."""

    product: SavingsProduct
    balance: int
    accounts: int


@dataclass(frozen=True)
class ControlTie:
    """A control account and what of it belongs to no member; zero in a sound book."""

    account: Account
    balance: int
    stray: int

    @property
    def is_tied(self) -> bool:
        """Whether the members' accounts add up to the control account."""
        return self.stray == 0


@dataclass(frozen=True)
class SavingsOverview:
    """All products with their balances, and the accounts of the books behind them."""

    totals: tuple[ProductTotal, ...]
    ties: tuple[ControlTie, ...]

    @property
    def total(self) -> int:
        """Everything that members saved, pooled funds included."""
        return sum(row.balance for row in self.totals)

    @property
    def is_tied(self) -> bool:
        """Whether every control account is explained by its members."""
        return all(tie.is_tied for tie in self.ties)


def overview(book: Book, *, on: date) -> SavingsOverview:
    """Balances per product on a day; five queries, whatever the number of members."""
    products = list(
        SavingsProduct.objects.filter(organization__book=book).select_related("account")
    )
    held = balances(book, on=on)
    accounts = {product.account_id: product.account for product in products}
    counts = dict(
        SavingsAccount.objects.filter(product__in=products)
        .order_by()
        .values_list("product")
        .annotate(count=Count("pk"))
    )
    funds = {product.account_id for product in products if product.is_fund}
    loose = _sums(
        "subsidiary__account",
        subsidiary__account__in=set(accounts) - funds,
        subsidiary__savings_account__isnull=True,
    )
    shared = {pk for pk in accounts if sum(product.account_id == pk for product in products) > 1}
    split = (
        _sums(
            "subsidiary__savings_account__product",
            subsidiary__savings_account__product__account__in=shared,
        )
        if shared
        else {}
    )
    totals = []
    for product in products:
        whole = -held.get(product.account_id, 0)
        alone = whole - loose.get(product.account_id, 0)
        balance = split.get(product.pk, 0) if product.account_id in shared else alone
        totals.append(ProductTotal(product, balance, counts.get(product.pk, 0)))
    ties = [
        ControlTie(account, -held.get(pk, 0), loose.get(pk, 0))
        for pk, account in sorted(accounts.items(), key=lambda item: item[1].code)
    ]
    return SavingsOverview(tuple(totals), tuple(ties))


def _sums(key: str, **where: object) -> dict[int, int]:
    rows = (
        SubsidiaryBalance.objects.filter(**where)
        .order_by()
        .values_list(key)
        .annotate(net=Sum(F("credit") - F("debit")))
    )
    return {pk: int(net) for pk, net in rows}


@dataclass(frozen=True)
class SavingsMonth:
    """Balances at a month end: owners' savings, other savings, pooled funds."""

    first: date
    owners: int
    others: int
    funds: int

    @property
    def end(self) -> date:
        """The last day of the month."""
        return month_end(self.first)


def savings_months(book: Book, *, until: date) -> list[SavingsMonth]:
    """The twelve months up to a day, oldest first; two queries. Empty without products."""
    products = list(SavingsProduct.objects.filter(organization__book=book))
    if not products:
        return []
    groups = {
        "funds": {p.account_id for p in products if p.is_fund},
        "owners": {p.account_id for p in products if p.kind in OWNERS},
    }
    groups["others"] = {p.account_id for p in products} - groups["funds"] - groups["owners"]
    changes: list[tuple[int, int, int]] = [
        (account, period, int(net))
        for account, period, net in AccountBalance.objects.filter(
            book=book, account__in={p.account_id for p in products}
        )
        .order_by()
        .values_list("account", "period")
        .annotate(net=Sum(F("credit") - F("debit")))
    ]
    months = [m for m in months_until(until, SHOWN) if m >= month_start(book.opened_on)]
    return [
        SavingsMonth(
            month,
            **{
                name: sum(
                    net
                    for account, period, net in changes
                    if account in ids and period <= period_code(month.year, month.month)
                )
                for name, ids in groups.items()
            },
        )
        for month in months
    ]
