"""What is owed in dues and what paid them, in SQL: the one definition behind every list of arrears.

Interest that the cooperative credited, what moved when a member left, and the reversals of both
pay no dues. Whole rupiah.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.calculations.periods import OPENING, period_code
from members.models import Organization, SavingsKind
from members.selectors.dues_month import DUES_KINDS
from members.selectors.rows import label_of, read

PRODUCTS = f"""SELECT s.id, s.code, s.name, s.name_en, s.kind,
  (SELECT o.period FROM members_obligation o WHERE o.product_id = s.id ORDER BY o.period LIMIT 1)
FROM members_savingsproduct s
WHERE s.organization_id = %s AND s.kind IN ({", ".join("%s" for _kind in DUES_KINDS)})
ORDER BY s.id"""  # noqa: S608  # nosec B608

OWED = """SELECT SUM(o.amount) FROM members_obligation o
  WHERE o.product_id = %s AND o.membership_id = m.id AND o.due_on <= %s AND o.exempt_reason = ''"""

MONTHS = """SELECT o.membership_id, o.period, o.amount FROM members_obligation o
  WHERE o.product_id = %s AND o.due_on <= %s AND o.exempt_reason = ''"""

GIVEN = """NOT EXISTS (SELECT 1 FROM ledger_voucher v JOIN members_interestslip i
    ON i.voucher_id IN (v.id, v.reversal_of_id) WHERE v.id = l.voucher_id)
  AND NOT EXISTS (SELECT 1 FROM ledger_voucher v JOIN members_leavingclaim c
    ON c.voucher_id IN (v.id, v.reversal_of_id) WHERE v.id = l.voucher_id)"""
"""Of a line `l`: whether it can pay dues."""

PAID = f"""FROM members_savingsaccount a JOIN ledger_line l ON l.subsidiary_id = a.subsidiary_id
  WHERE a.product_id = %s AND l.date >= %s AND l.date <= %s AND l.period <> %s AND {GIVEN}"""
PAID_FUND = """FROM members_fundcontribution a JOIN ledger_voucher v ON v.id = a.voucher_id
  WHERE a.product_id = %s AND v.date >= %s AND v.date <= %s
  AND NOT EXISTS (SELECT 1 FROM ledger_voucher r WHERE r.reversal_of_id = v.id)"""


@dataclass(frozen=True)
class DuesKind:
    """A product with monthly dues, as lists read it.

    `since` is the first day of the first month for which any were written: money that came before
    it paid older dues.
    """

    pk: int
    code: str
    label: str
    is_fund: bool
    since: date
    opening: int
    """The period of opening balances in the book: they pay no dues."""

    def paid_sql(self) -> str:
        """From where payments of an account or contribution `a` are summed."""
        return PAID_FUND if self.is_fund else PAID

    def paid_sum(self) -> str:
        """What of one row counts."""
        return "SUM(a.amount)" if self.is_fund else "SUM(l.credit - l.debit)"

    def paid_values(self, on: date) -> list[Any]:
        """The parameters of `paid_sql`."""
        given = [self.pk, self.since.isoformat(), on.isoformat()]
        return given if self.is_fund else [*given, self.opening]


def dues_kinds(organization: Organization) -> list[DuesKind]:
    """The products of an organization for which dues were written; one query."""
    opening = period_code(organization.book.opened_on.year, OPENING)
    return [
        DuesKind(
            pk, code, label_of(name, name_en), kind == SavingsKind.IKS,
            date(first // 100, first % 100, 1), opening,
        )
        for pk, code, name, name_en, kind, first in read(PRODUCTS, [organization.pk, *DUES_KINDS])
        if first is not None
    ]  # fmt: skip


def paid_by(kind: DuesKind, *, on: date, members: Collection[int] | None = None) -> dict[int, int]:
    """Membership id → net contributions until a day, reversals taken off; one query.

    Savings are read from the members' own accounts; a pooled fund from its contributions.
    `members` narrows it to some of them.
    """
    narrowed, values = "", kind.paid_values(on)
    if members is not None:
        if not members:
            return {}
        narrowed = f" AND a.membership_id IN ({', '.join('%s' for _pk in members)})"
        values += members
    sql = f"SELECT a.membership_id, {kind.paid_sum()} {kind.paid_sql()}{narrowed}"
    return {pk: int(net) for pk, net in read(f"{sql} GROUP BY a.membership_id", values)}


def months_due(kind: DuesKind, *, on: date, members: Collection[int]) -> dict[int, list[Any]]:
    """Membership id → (period, amount) of every month due by a day and not exempt; one query."""
    found: dict[int, list[Any]] = {pk: [] for pk in members}
    if not members:
        return found
    rows = read(
        f"{MONTHS} AND o.membership_id IN ({', '.join('%s' for _pk in members)})",
        [kind.pk, on.isoformat(), *members],
    )
    for pk, period, amount in rows:
        found[pk].append((period, amount))
    return found
