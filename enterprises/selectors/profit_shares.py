"""Members' parts of a profit: the rule in force, weights, what was paid before, what waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet, Sum

from enterprises.models import ProfitRule, ProfitShare, ShareBasis, WorkDays
from enterprises.selectors.data import rows
from enterprises.selectors.sales import sales_lines
from ledger.calculations.periods import year_start
from ledger.models import Account, Book
from ledger.selectors.balances import result_movements, subsidiary_balances
from ledger.selectors.chart import chart_of
from members.models import Membership, SavingsAccount


@dataclass(frozen=True)
class Rule:
    """Percentages: least to the reserve, most of the profit to date to share early."""

    minimum_reserve: Fraction
    interim_limit: Fraction


def rule_of(book: Book, on: date) -> Rule:
    """The rule in force on a day: what the group set, else what the data file offers."""
    own = ProfitRule.objects.filter(book=book, valid_from__lte=on).first()
    if own is not None:
        return Rule(Fraction(own.minimum_reserve), Fraction(own.interim_limit))
    (usual,) = rows("profit_rules.csv", book.framework)
    return Rule(Fraction(usual["minimum_reserve"]), Fraction(usual["interim_limit"]))


def interim_account(book: Book) -> Account:
    """The account of shares paid before the year is closed."""
    (row,) = rows("profit_accounts.csv", book.framework)
    return book.accounts.get(code=row["account"])


def sharing_members(book: Book, on: date) -> list[Membership]:
    """Members in the register on a day, by number: those among whom a profit is shared."""
    members = Membership.objects.in_force(on).filter(organization__book=book)
    return list(members.select_related("person").order_by("number"))


def weights_of(
    book: Book, members: Iterable[Membership], basis: str, *, year: int, on: date
) -> dict[int, int]:
    """Membership id → weight by a basis: ones, days, or whole rupiah of the year.

    Savings are what stands on 31 December of the year, or on `on` while the year runs.
    Transactions are sales of the year whose voucher names the member as the other party.
    """
    ids = {member.pk: 0 for member in members}
    if basis == ShareBasis.WORK_DAYS:
        worked = WorkDays.objects.filter(membership__in=ids, month__year=year)
        ids |= dict(worked.order_by().values_list("membership").annotate(Sum("days")))
    elif basis == ShareBasis.SAVINGS:
        held = subsidiary_balances(book, on=min(on, date(year, 12, 31)))
        for account in SavingsAccount.objects.filter(membership__in=ids):
            ids[account.membership_id] += max(-held.get(account.subsidiary_id, 0), 0)
    elif basis == ShareBasis.TRANSACTIONS:
        names = {member.person.name[:120]: member.pk for member in members}
        sold = sales_lines(book, start=date(year, 1, 1), end=date(year, 12, 31))
        found = sold.filter(voucher__party__in=names).order_by().values_list("voucher__party")
        for name, debit, credit in found.annotate(Sum("debit"), Sum("credit")):
            ids[names[name]] = max(credit - debit, 0)
    else:
        ids = dict.fromkeys(ids, 1)
    return ids


def profit_to_date(book: Book, on: date) -> int:
    """The result of the year up to a day, before any sharing; below zero for a loss."""
    moved = result_movements(book, start=max(year_start(on), book.opened_on), end=on)
    chart = chart_of(book)
    return -sum(
        movement.change
        for pk, movement in moved.items()
        if pk in chart.revenue or pk in chart.expense
    )


def shared_early(book: Book, year: int) -> int:
    """What was shared of a year before it was closed."""
    early = ProfitShare.objects.standing().filter(interim__book=book, interim__year=year)
    return int(early.aggregate(total=Sum("amount"))["total"] or 0)


def advances_of(members: Iterable[Membership]) -> dict[int, int]:
    """Membership id → interim shares received that no allocation has counted yet."""
    left: dict[int, int] = defaultdict(int)
    standing = ProfitShare.objects.standing().filter(membership__in=[m.pk for m in members])
    for pk, interim, amount, advance in standing.values_list(
        "membership", "interim", "amount", "advance"
    ):
        left[pk] += amount if interim else -advance
    return dict(left)


def unpaid_shares(book: Book) -> QuerySet[ProfitShare]:
    """Members' parts of all allocations that wait for their payment."""
    return (
        ProfitShare.objects.unpaid()
        .filter(allocation__book=book)
        .select_related("membership__person", "allocation")
    )
