"""Dues as the pages show them: who is behind, page by page; one member's months."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ledger.calculations.periods import OPENING, period_code
from ledger.models import Line
from members.calculations.dues import Arrears, arrears
from members.models import (
    DuesExemption,
    FundContribution,
    Membership,
    Obligation,
    Organization,
    SavingsProduct,
)
from members.selectors.dues import (
    MemberArrears,
    dues_products,
    given_by_members,
    paid_for_dues,
    still_there,
)
from members.selectors.register import RegisterPage, page


@dataclass(frozen=True)
class ArrearsPage:
    """Up to fifty members who are behind, a row for each kind of dues; where the next begins."""

    rows: tuple[MemberArrears, ...]
    page: RegisterPage

    @property
    def total(self) -> int:
        """What the shown rows owe together."""
        return sum(row.arrears.amount for row in self.rows)

    @property
    def is_everything(self) -> bool:
        """Whether the page shows all there is."""
        return self.page.is_first and not self.page.next


def _zero(query: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(query), Value(0), output_field=BigIntegerField())


def arrears_page(
    organization: Organization, *, on: date, text: str = "", after: str = ""
) -> ArrearsPage:
    """Members with dues due by the day and not fully paid, by number.

    The database walks the members in order and stops when a page is full, so its cost does not
    grow with the register. `after` is the number at which the page before ended.
    """
    products = dues_products(organization.book)
    found = organization.memberships.filter(still_there(on, "")).select_related("person")
    found = found.order_by("number")
    behind = Q(pk__in=())
    for place, (product, since) in enumerate(products):
        owed, paid = f"owed_{place}", f"paid_{place}"
        found = found.alias(
            **{owed: _zero(_owed(product, on)), paid: _zero(_paid(product, since, on))}
        )
        behind |= Q(**{f"{owed}__gt": F(paid)})
    found = found.filter(behind)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(number__istartswith=text))
    shown = page(found, after=after)
    ids = [member.pk for member in shown.members]
    rows: list[MemberArrears] = []
    for product, since in products:
        paid_by = paid_for_dues(product, since=since, on=on, members=ids)
        months = _months(product, on, ids)
        for member in shown.members:
            open_ = arrears(months[member.pk], paid_by.get(member.pk, 0))
            if open_.amount:
                rows.append(MemberArrears(member, product, open_))
    rows.sort(key=lambda row: (row.membership.number, row.product.pk))
    return ArrearsPage(tuple(rows), shown)


def _owed(product: SavingsProduct, on: date) -> QuerySet[Any, Any]:
    return (
        Obligation.objects.filter(
            membership=OuterRef("pk"), product=product, due_on__lte=on, exempt_reason=""
        )
        .order_by()
        .values("membership")
        .annotate(total=Sum("amount"))
        .values("total")
    )


def _paid(product: SavingsProduct, since: date, on: date) -> QuerySet[Any, Any]:
    if product.is_fund:
        return (
            FundContribution.objects.filter(
                membership=OuterRef("pk"),
                product=product,
                voucher__date__gte=since,
                voucher__date__lte=on,
                voucher__reversed_by__isnull=True,
            )
            .order_by()
            .values("membership")
            .annotate(total=Sum("amount"))
            .values("total")
        )
    opening = period_code(product.organization.book.opened_on.year, OPENING)
    return (
        given_by_members(Line.objects.all())
        .filter(
            subsidiary__savings_account__membership=OuterRef("pk"),
            subsidiary__savings_account__product=product,
            date__gte=since,
            date__lte=on,
        )
        .exclude(period=opening)
        .order_by()
        .values("subsidiary__savings_account__membership")
        .annotate(total=Sum(F("credit") - F("debit")))
        .values("total")
    )


def _months(
    product: SavingsProduct, on: date, members: list[int]
) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Obligation.objects.filter(
        product=product, membership__in=members, due_on__lte=on, exempt_reason=""
    )
    for member, period, amount in rows.values_list("membership_id", "period", "amount"):
        found[member].append((period, amount))
    return found


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
    for product, since in dues_products(membership.organization.book):
        rows = list(
            Obligation.objects.filter(product=product, membership=membership).order_by("period")
        )
        paid = paid_for_dues(product, since=since, on=on, members=[membership.pk]).get(
            membership.pk, 0
        )
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
