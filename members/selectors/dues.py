"""Who is behind with dues, by months and rupiah; read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from ledger.calculations.periods import OPENING, period_code
from ledger.models import Book, Line
from members.calculations.dues import Arrears, arrears
from members.models import (
    FundContribution,
    InterestSlip,
    Membership,
    Obligation,
    SavingsProduct,
)
from members.selectors.dues_month import DUES_KINDS


@dataclass(frozen=True)
class MemberArrears:
    """One member's arrears in one product at a day."""

    membership: Membership
    product: SavingsProduct
    arrears: Arrears

    @property
    def since(self) -> date | None:
        """The first day of the oldest month that is not fully paid."""
        oldest = self.arrears.oldest
        return date(oldest // 100, oldest % 100, 1) if oldest else None


def paid_for_dues(
    product: SavingsProduct, *, since: date, on: date, members: Collection[int] | None = None
) -> dict[int, int]:
    """Membership id → net contributions between two days, reversals taken off.

    Savings are read from the members' own accounts; a pooled fund from its contributions.
    `members` narrows it to some of them.
    """
    if product.is_fund:
        given = FundContribution.objects.filter(
            product=product,
            voucher__date__gte=since,
            voucher__date__lte=on,
            voucher__reversed_by__isnull=True,
        )
        if members is not None:
            given = given.filter(membership__in=members)
        rows = given.order_by().values_list("membership_id").annotate(paid=Sum("amount"))
        return {member: int(paid) for member, paid in rows}
    found = given_by_members(Line.objects.all()).filter(
        subsidiary__savings_account__product=product, date__gte=since, date__lte=on
    )
    found = found.exclude(period=_opening(product))
    if members is not None:
        found = found.filter(subsidiary__savings_account__membership__in=members)
    lines = (
        found.order_by()
        .values_list("subsidiary__savings_account__membership_id")
        .annotate(net=Sum(F("credit") - F("debit")))
    )
    return {member: int(net) for member, net in lines}


def given_by_members(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Lines that can pay dues: neither interest credited by the cooperative, nor what moved when a
    member left, nor the reversals of both."""
    slips = InterestSlip.objects.filter(
        Q(voucher=OuterRef("voucher")) | Q(voucher=OuterRef("voucher__reversal_of"))
    )
    return lines.filter(
        ~Exists(slips),
        voucher__leaving_claim__isnull=True,
        voucher__reversal_of__leaving_claim__isnull=True,
    )


def _opening(product: SavingsProduct) -> int:
    """The period of opening balances in the product's book."""
    return period_code(product.organization.book.opened_on.year, OPENING)


def dues_products(book: Book) -> list[tuple[SavingsProduct, date]]:
    """The products with dues and the first day of the first month for which any were written.

    Money that came before that day paid older dues.
    """
    products = (
        SavingsProduct.objects.filter(organization__book=book, kind__in=DUES_KINDS)
        .select_related("account", "organization__book")
        .annotate(first=Subquery(_first_month))
        .filter(first__isnull=False)
    )
    return [(p, date(p.first // 100, p.first % 100, 1)) for p in products]


_first_month = (
    Obligation.objects.filter(product=OuterRef("pk")).order_by("period").values("period")[:1]
)


def still_there(on: date, prefix: str = "membership__") -> Q:
    """Whose dues are asked for: who left is settled with, not reminded."""
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gt": on})


def members_in_arrears(book: Book, *, on: date) -> list[MemberArrears]:
    """Everyone with dues due by the day and not fully paid, by member number.

    What is owed is added up in the database; only members with a gap are read row by row.
    """
    found: list[MemberArrears] = []
    for product, since in dues_products(book):
        due = Obligation.objects.filter(
            still_there(on), product=product, due_on__lte=on, exempt_reason=""
        )
        paid = paid_for_dues(product, since=since, on=on)
        owed = dict(due.order_by().values_list("membership_id").annotate(total=Sum("amount")))
        behind = [pk for pk, total in owed.items() if int(total) > paid.get(pk, 0)]
        found += _detail(product, due.filter(membership__in=behind), paid)
    return sorted(found, key=lambda row: (row.membership.number, row.product.pk))


def _detail(
    product: SavingsProduct, due: QuerySet[Obligation], paid: dict[int, int]
) -> list[MemberArrears]:
    months: dict[int, list[tuple[int, int]]] = defaultdict(list)
    members: dict[int, Membership] = {}
    for obligation in due.select_related("membership__person"):
        months[obligation.membership_id].append((obligation.period, obligation.amount))
        members[obligation.membership_id] = obligation.membership
    return [
        MemberArrears(members[pk], product, arrears(owed, paid.get(pk, 0)))
        for pk, owed in months.items()
    ]


def dues_of(membership: Membership, on: date) -> list[MemberArrears]:
    """One member's products with monthly dues, each with what is behind at a day (or nothing)."""
    found = []
    for product in SavingsProduct.objects.filter(
        organization=membership.organization_id, fixed_amount__isnull=False
    ):
        mine = Obligation.objects.filter(product=product, membership=membership)
        owed = [
            (period, amount)
            for period, amount, due_on, reason in mine.values_list(
                "period", "amount", "due_on", "exempt_reason"
            )
            if due_on <= on and not reason
        ]
        first = Obligation.objects.filter(product=product).aggregate(day=Min("period"))["day"]
        if first is None or not mine.exists():
            continue
        since = date(first // 100, first % 100, 1)
        paid = paid_for_dues(product, since=since, on=on, members=[membership.pk])
        found.append(MemberArrears(membership, product, arrears(owed, paid.get(membership.pk, 0))))
    return found
