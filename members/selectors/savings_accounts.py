"""Lists of members with their savings, page by page, and the movements of one account."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ledger.models import Line, Voucher
from members.models import Membership, Organization, SavingsAccount, SavingsProduct
from members.selectors.register import RegisterPage, page

HELD = Coalesce(Sum(F("subsidiary__balances__credit") - F("subsidiary__balances__debit")), 0)


@dataclass(frozen=True)
class HeldAccount:
    """One account of a member with its balance; whole rupiah."""

    account: SavingsAccount
    balance: int


@dataclass(frozen=True)
class SaverRow:
    """One member in the list: his accounts, and what is in them together."""

    membership: Membership
    accounts: tuple[HeldAccount, ...]

    @property
    def total(self) -> int:
        """Of all accounts shown."""
        return sum(item.balance for item in self.accounts)


@dataclass(frozen=True)
class SaverPage:
    """Up to fifty members with savings, and where the next page starts."""

    rows: tuple[SaverRow, ...]
    page: RegisterPage


def accounts_of(members: list[Membership], product: SavingsProduct | None = None) -> QuerySet:
    """The accounts of members with `held`, the balance of everything posted."""
    found = SavingsAccount.objects.filter(membership__in=members)
    if product is not None:
        found = found.filter(product=product)
    return found.select_related("product").annotate(held=HELD).order_by("product", "certificate")


def savers(
    organization: Organization,
    *,
    text: str = "",
    product: SavingsProduct | None = None,
    after: str = "",
) -> SaverPage:
    """One page of members who have savings accounts, by number: two queries.

    `text` finds names and numbers, `after` is the number at which the page before ended.
    """
    found = organization.memberships.select_related("person").order_by("number")
    accounts = SavingsAccount.objects.filter(membership=OuterRef("pk"))
    if product is not None:
        accounts = accounts.filter(product=product)
    found = found.filter(Exists(accounts))
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(number__istartswith=text))
    return _with_accounts(page(found, after=after), product)


def people_at_desk(organization: Organization, *, text: str = "", after: str = "") -> SaverPage:
    """One page of members, candidates left out, with all their accounts: two queries."""
    found = (
        organization.memberships.filter(joined_on__isnull=False)
        .select_related("person")
        .order_by("number")
    )
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(number__istartswith=text))
    return _with_accounts(page(found, after=after))


def _with_accounts(shown: RegisterPage, product: SavingsProduct | None = None) -> SaverPage:
    held: dict[int, list[HeldAccount]] = defaultdict(list)
    for account in accounts_of(shown.members, product):
        held[account.membership_id].append(HeldAccount(account, int(account.held)))
    return SaverPage(
        tuple(SaverRow(member, tuple(held[member.pk])) for member in shown.members), shown
    )


def held_by(membership: Membership) -> list[HeldAccount]:
    """All accounts of one member; one query."""
    return [HeldAccount(a, int(a.held)) for a in accounts_of([membership])]


@dataclass(frozen=True)
class SavingsMovement:
    """One line of an account: what came in or went out, and the balance after it."""

    date: date
    voucher: Voucher
    narration: str
    taken: int
    given: int
    balance: int
    is_reversed: bool


def movements_of(account: SavingsAccount) -> list[SavingsMovement]:
    """Everything posted to an account, newest first; one query.

    A member's account holds some twenty lines a year, so its whole life is read.
    """
    lines = list(
        Line.objects.filter(subsidiary=account.subsidiary_id)
        .select_related("voucher", "voucher__reversed_by")
        .order_by("date", "voucher__sequence", "position")
    )
    balances = accumulate(int(line.credit - line.debit) for line in lines)
    return [
        SavingsMovement(
            date=line.date,
            voucher=line.voucher,
            narration=line.voucher.narration,
            taken=int(line.debit),
            given=int(line.credit),
            balance=balance,
            is_reversed=hasattr(line.voucher, "reversed_by"),
        )
        for line, balance in zip(lines, balances, strict=True)
    ][::-1]


def find_accounts(organization: Organization) -> QuerySet[SavingsAccount]:
    """Every savings account of an organization, with what its pages show."""
    return SavingsAccount.objects.filter(membership__organization=organization).select_related(
        "product__account", "product__organization__book", "membership__person", "subsidiary"
    )
