"""What a month's run of dues would write, for the page that asks before it is done."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger.calculations.periods import period_code, previous_day
from members.models import (
    DuesExemption,
    Membership,
    Obligation,
    Organization,
    SavingsKind,
    SavingsProduct,
)
from members.selectors.savings_terms import products_on

DUES_KINDS = (SavingsKind.WAJIB, SavingsKind.IKS, SavingsKind.MODAL)


@dataclass(frozen=True)
class DuesMonth:
    """The dues of one product for one month; whole rupiah for each member."""

    product: SavingsProduct
    start: date
    last: date
    due_on: date
    amount: int
    joined_by: date

    @property
    def period(self) -> int:
        """The month as year × 100 + month."""
        return period_code(self.start.year, self.start.month)


@dataclass(frozen=True)
class DuesPreview:
    """How many obligations a run would add, how many of them exempt, how many stand already."""

    plan: DuesMonth
    new: int
    exempt: int
    standing: int

    @property
    def total(self) -> int:
        """What the new ones ask for together."""
        return (self.new - self.exempt) * self.plan.amount


def dues_month(organization: Organization, *, year: int, month: int) -> list[DuesMonth]:
    """Each active product with a monthly amount in that month, in the terms of its first day."""
    start = date(year, month, 1)
    last = start.replace(day=calendar.monthrange(year, month)[1])
    products = SavingsProduct.objects.filter(
        organization=organization, kind__in=DUES_KINDS, is_active=True
    )
    return [
        DuesMonth(
            product=product,
            start=start,
            last=last,
            due_on=start.replace(day=min(product.due_day, last.day)),
            amount=product.fixed_amount,
            joined_by=previous_day(start) if product.starts_next_month else last,
        )
        for product in products_on(products, start)
        if product.fixed_amount is not None
    ]


def dues_preview(organization: Organization, *, year: int, month: int) -> list[DuesPreview]:
    """The run of a month in numbers: counted in the database, three queries per product."""
    found = []
    for plan in dues_month(organization, year=year, month=month):
        rows = Obligation.objects.filter(product=plan.product.pk, period=plan.period)
        new = _owing(organization, plan).exclude(pk__in=rows.values("membership"))
        found.append(
            DuesPreview(plan, new.count(), new.filter(_exempt(plan)).count(), rows.count())
        )
    return found


def _owing(organization: Organization, plan: DuesMonth) -> QuerySet[Membership]:
    return organization.memberships.filter(joined_on__lte=plan.joined_by).filter(
        Q(left_on__isnull=True) | Q(left_on__gt=plan.start)
    )


def _exempt(plan: DuesMonth) -> Exists:
    return Exists(
        DuesExemption.objects.filter(membership=OuterRef("pk"), starts_on__lte=plan.last)
        .filter(Q(product__isnull=True) | Q(product=plan.product.pk))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=plan.start))
    )
