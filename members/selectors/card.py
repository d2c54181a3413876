"""What one member has and owes in one organization, of everything posted; whole rupiah."""

from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Coalesce

from members.models import LoanState, Membership
from members.selectors.rows import label_of, read
from members.selectors.savings_accounts import BALANCE

DEBIT = Coalesce(Sum("subsidiary__balances__debit"), 0)
CREDIT = Coalesce(Sum("subsidiary__balances__credit"), 0)


@dataclass(frozen=True)
class CardRow:
    """One savings account or one loan with its balance."""

    label: str
    detail: str
    balance: int


SAVINGS = f"""SELECT s.name, s.name_en, a.certificate, {BALANCE}
FROM members_savingsaccount a JOIN members_savingsproduct s ON s.id = a.product_id
WHERE a.membership_id = %s ORDER BY a.product_id, a.certificate"""  # noqa: S608  # nosec B608
LOANS = """SELECT t.name, a.number,
  COALESCE((SELECT SUM(b.debit - b.credit) FROM ledger_subsidiarybalance b
    WHERE b.subsidiary_id = a.subsidiary_id), 0)
FROM members_loan a JOIN members_loanproduct t ON t.id = a.product_id
WHERE a.membership_id = %s AND a.state = %s ORDER BY a.number"""


def savings_of(membership: Membership) -> list[CardRow]:
    """The savings of a member by product; one query."""
    return [
        CardRow(label_of(name, name_en), certificate, int(held))
        for name, name_en, certificate, held in read(SAVINGS, [membership.pk])
    ]


def loans_of(membership: Membership) -> list[CardRow]:
    """The loans that were paid out to a member; one query."""
    found = read(LOANS, [membership.pk, LoanState.DISBURSED.value])
    return [CardRow(name, number, int(owed)) for name, number, owed in found]


def owed_on_loans(membership: Membership) -> int:
    """What a member owes on loans."""
    return sum(row.balance for row in loans_of(membership))
