"""Dues as the pages show them: who is behind, page by page; one member's months."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from members.calculations.dues import Arrears, arrears
from members.models import (
    DuesExemption,
    Membership,
    Obligation,
    Organization,
    SavingsProduct,
)
from members.selectors.dues import dues_products
from members.selectors.dues_rows import OWED, DuesKind, dues_kinds, months_due, paid_by
from members.selectors.register import PAGE, RegisterPage, page_of
from members.selectors.rows import MEMBER, Condition, MemberRow, read


@dataclass(frozen=True)
class ArrearsRow:
    """One member's arrears in one kind of dues."""

    member: MemberRow
    product: DuesKind
    arrears: Arrears

    @property
    def since(self) -> date | None:
        """The first day of the oldest month that is not fully paid."""
        oldest = self.arrears.oldest
        return date(oldest // 100, oldest % 100, 1) if oldest else None


@dataclass(frozen=True)
class ArrearsPage:
    """Up to fifty members who are behind, a row for each kind of dues; where the next begins."""

    rows: tuple[ArrearsRow, ...]
    page: RegisterPage

    @property
    def total(self) -> int:
        """What the shown rows owe together."""
        return sum(row.arrears.amount for row in self.rows)

    @property
    def is_everything(self) -> bool:
        """Whether the page shows all there is."""
        return self.page.is_first and not self.page.next


def arrears_page(
    organization: Organization, *, on: date, text: str = "", after: str = ""
) -> ArrearsPage:
    """Members with dues due by the day and not fully paid, by number.

    The database walks the members in order and stops when a page is full, so its cost does not
    grow with the register. `after` is the number at which the page before ended. Two queries, and
    one for each kind of dues.
    """
    kinds = dues_kinds(organization)
    if not kinds:
        return ArrearsPage((), page_of([], is_first=not after))
    found = read(*_behind(organization, kinds, on, text, after))
    shown = page_of([MemberRow.of(row[:8]) for row in found], is_first=not after)
    rows: list[ArrearsRow] = []
    for place, kind in enumerate(kinds):
        paid = {row[0]: int(row[9 + 2 * place]) for row in found[: len(shown.members)]}
        months = months_due(kind, on=on, members=list(paid))
        for member in shown.members:
            open_ = arrears(months[member.pk], paid[member.pk])
            if open_.amount:
                rows.append(ArrearsRow(member, kind, open_))
    rows.sort(key=lambda row: (row.member.number, row.product.pk))
    return ArrearsPage(tuple(rows), shown)


def _behind(
    organization: Organization, kinds: list[DuesKind], on: date, text: str, after: str
) -> tuple[str, list[Any]]:
    """The walk over the members: one row more than a page, each with owed and paid by kind."""
    columns, values = "", []
    for place, kind in enumerate(kinds):
        columns += (
            f", COALESCE(({OWED}), 0) owed_{place}"
            f", COALESCE((SELECT {kind.paid_sum()} {kind.paid_sql()}"
            f" AND a.membership_id = m.id), 0) paid_{place}"
        )
        values += [kind.pk, on.isoformat(), *kind.paid_values(on)]
    asked = Condition("m.organization_id = %s AND m.number > %s", organization.pk, after)
    asked.add("(m.left_on IS NULL OR m.left_on > %s)", on.isoformat()).matching(text)
    behind = " OR ".join(f"owed_{place} > paid_{place}" for place in range(len(kinds)))
    sql = f"""SELECT * FROM (
      SELECT {MEMBER}{columns} FROM members_membership m
      JOIN members_person p ON p.id = m.person_id WHERE {asked.sql}
    ) x WHERE {behind} ORDER BY number LIMIT {PAGE + 1}"""  # noqa: S608  # nosec B608
    return sql, [*values, *asked.values]


@dataclass(frozen=True)
class MonthOfDues:
    """One month of one member: what is owed, what of it is covered, why it is waived."""

    obligation: Obligation
    covered: int

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.obligation.period // 100, self.obligation.period % 100, 1)

    @property
    def state(self) -> str:
        """`waived`, `paid`, `part` or `open`."""
        if self.obligation.exempt_reason:
            return "waived"
        if self.covered >= self.obligation.amount:
            return "paid"
        return "part" if self.covered else "open"


@dataclass(frozen=True)
class DuesOfMember:
    """One kind of dues of one member: months newest first, arrears, money paid ahead."""

    product: SavingsProduct
    months: tuple[MonthOfDues, ...]
    arrears: Arrears
    paid: int
    ahead: int
    due: tuple[tuple[int, int], ...]
    """Every month owed, due or not, as (period, amount)."""


def dues_of(membership: Membership, *, on: date) -> list[DuesOfMember]:
    """All dues of a member, each month with what covers it, the oldest first."""
    found = []
    for product, kind in dues_products(membership.organization.book):
        rows = list(
            Obligation.objects.filter(product=product, membership=membership).order_by("period")
        )
        paid = paid_by(kind, on=on, members=[membership.pk]).get(membership.pk, 0)
        left, months = max(paid, 0), []
        for row in rows:
            covered = 0 if row.exempt_reason else min(left, row.amount)
            left -= covered
            months.append(MonthOfDues(row, covered))
        owed = [(r.period, r.amount) for r in rows if not r.exempt_reason]
        due = [(r.period, r.amount) for r in rows if not r.exempt_reason and r.due_on <= on]
        found.append(
            DuesOfMember(
                product, tuple(reversed(months)), arrears(due, paid), paid, left, tuple(owed)
            )
        )
    return found


def exemptions_of(membership: Membership) -> list[DuesExemption]:
    """The exemptions of a member, the newest first."""
    return list(membership.dues_exemptions.select_related("product", "made_by__person"))
