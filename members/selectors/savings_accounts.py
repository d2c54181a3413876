"""Lists of members with their savings, page by page, and the movements of one account."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from ledger.models import Line, Voucher
from members.models import Membership, Organization, SavingsAccount, SavingsProduct
from members.selectors.register import RegisterPage, members_sql, page_of
from members.selectors.rows import Condition, MemberRow, label_of, read

HELD = Coalesce(Sum(F("subsidiary__balances__credit") - F("subsidiary__balances__debit")), 0)
BALANCE = """COALESCE((SELECT SUM(b.credit - b.debit) FROM ledger_subsidiarybalance b
  WHERE b.subsidiary_id = a.subsidiary_id), 0)"""
"""What a savings account `a` holds of everything posted."""
ACCOUNTS = "SELECT 1 FROM members_savingsaccount a WHERE a.membership_id = m.id"


@dataclass(frozen=True)
class HeldAccount:
    """One account of a member with its balance; whole rupiah."""

    account: SavingsAccount
    balance: int


class AccountRow(NamedTuple):
    """One account in a list, with its balance; whole rupiah."""

    pk: int
    label: str
    certificate: str
    balance: int


class SaverRow(NamedTuple):
    """One member in the list: his accounts, and what is in them together."""

    member: MemberRow
    accounts: list[AccountRow]

    @property
    def total(self) -> int:
        """Of all accounts shown."""
        return sum(account.balance for account in self.accounts)


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
    """One page of members who have savings accounts, by number: one query.

    `text` finds names and numbers, `after` is the number at which the page before ended.
    """
    asked = Condition("m.organization_id = %s AND m.number > %s", organization.pk, after)
    if product is None:
        asked.add(f"EXISTS ({ACCOUNTS})")
    else:
        asked.add(f"EXISTS ({ACCOUNTS} AND a.product_id = %s)", product.pk)
    return _with_accounts(asked.matching(text), product, is_first=not after)


def people_at_desk(organization: Organization, *, text: str = "", after: str = "") -> SaverPage:
    """One page of members, candidates left out, with all their accounts: one query."""
    asked = Condition("m.organization_id = %s AND m.number > %s", organization.pk, after)
    asked.add("m.joined_on IS NOT NULL")
    return _with_accounts(asked.matching(text), None, is_first=not after)


def _with_accounts(
    asked: Condition, product: SavingsProduct | None, *, is_first: bool
) -> SaverPage:
    narrowed = "" if product is None else "AND a.product_id = %s"
    sql = f"""SELECT m.*, a.id, s.name, s.name_en, a.certificate, {BALANCE}
      FROM ({members_sql(asked)}) m
      LEFT JOIN members_savingsaccount a ON a.membership_id = m.id {narrowed}
      LEFT JOIN members_savingsproduct s ON s.id = a.product_id
      ORDER BY m.number, a.product_id, a.certificate"""  # noqa: S608  # nosec B608
    found = read(sql, asked.values if product is None else [*asked.values, product.pk])
    rows: dict[int, SaverRow] = {}
    for columns in found:
        row = rows.get(columns[0])
        if row is None:
            row = rows[columns[0]] = SaverRow(MemberRow.of(columns[:8]), [])
        pk, name, name_en, certificate, balance = columns[8:]
        if pk is not None:
            row.accounts.append(AccountRow(pk, label_of(name, name_en), certificate, int(balance)))
    page = page_of([row.member for row in rows.values()], is_first=is_first)
    return SaverPage(tuple(rows.values())[: len(page.members)], page)


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
