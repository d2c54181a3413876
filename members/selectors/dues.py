"""Who is behind with dues, by months and rupiah; read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, QuerySet, Sum

from ledger.models import Book, Line, Voucher
from members.calculations.dues import Arrears, arrears
from members.models import FundContribution, Membership, Obligation, SavingsProduct


@dataclass(frozen=True)
class MemberArrears:
    """One member's arrears in one product at a day."""

    membership: Membership
    product: SavingsProduct
    arrears: Arrears


def paid_for_dues(product: SavingsProduct, *, since: date, on: date) -> dict[int, int]:
    """Membership id → net contributions between two days, reversals taken off.

    Savings are read from the members' own accounts; a pooled fund from its contributions.
    """
    if product.is_fund:
        rows = (
            FundContribution.objects.filter(
                product=product,
                voucher__date__gte=since,
                voucher__date__lte=on,
                voucher__reversed_by__isnull=True,
            )
            .values_list("membership_id")
            .annotate(paid=Sum("amount"))
        )
        return {member: int(paid) for member, paid in rows}
    lines = (
        Line.objects.filter(
            subsidiary__savings_account__product=product, date__gte=since, date__lte=on
        )
        .exclude(voucher__period=Voucher.OPENING)
        .order_by()
        .values_list("subsidiary__savings_account__membership_id")
        .annotate(net=Sum(F("credit") - F("debit")))
    )
    return {member: int(net) for member, net in lines}


def members_in_arrears(book: Book, *, on: date) -> list[MemberArrears]:
    """Everyone with dues due by the day and not fully paid, by member number.

    What is owed is added up in the database; only members with a gap are read row by row.
    """
    found: list[MemberArrears] = []
    for product in SavingsProduct.objects.filter(
        organization__book=book, fixed_amount__isnull=False
    ):
        due = Obligation.objects.filter(product=product, due_on__lte=on, exempt_reason="")
        first = Obligation.objects.filter(product=product).aggregate(day=Min("period"))["day"]
        if first is None:
            continue
        since = date(first // 100, first % 100, 1)
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
