"""Who is behind with dues, by months and rupiah; read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from ledger.models import Book
from members.calculations.dues import Arrears, arrears
from members.models import Membership, Obligation, SavingsProduct
from members.selectors.dues_rows import DuesKind, dues_kinds, paid_by
from members.selectors.rows import read

CHUNK = 500
"""Members of one question: SQLite takes 32,766 values at most."""


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


def dues_products(book: Book) -> list[tuple[SavingsProduct, DuesKind]]:
    """The products with dues, each with how its payments are read; two queries."""
    kinds = {kind.pk: kind for kind in dues_kinds(book.organization)}
    products = SavingsProduct.objects.filter(pk__in=kinds).select_related(
        "account", "organization__book"
    )
    return [(product, kinds[product.pk]) for product in products]


MONTHS = """SELECT o.product_id, o.period, o.amount,
  CASE WHEN o.due_on <= %s AND o.exempt_reason = '' THEN 1 ELSE 0 END
FROM members_obligation o WHERE o.membership_id = %s"""


@dataclass(frozen=True)
class DuesRow:
    """One kind of dues on a member's card."""

    label: str
    arrears: Arrears


def still_there(on: date, prefix: str = "membership__") -> Q:
    """Whose dues are asked for: who left is settled with, not reminded."""
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gt": on})


def members_in_arrears(book: Book, *, on: date) -> list[MemberArrears]:
    """Everyone with dues due by the day and not fully paid, by member number.

    What is owed is added up in the database; only members with a gap are read row by row.
    """
    found: list[MemberArrears] = []
    for product, kind in dues_products(book):
        due = Obligation.objects.filter(
            still_there(on), product=product, due_on__lte=on, exempt_reason=""
        )
        paid = paid_by(kind, on=on)
        owed = dict(due.order_by().values_list("membership_id").annotate(total=Sum("amount")))
        behind = [pk for pk, total in owed.items() if int(total) > paid.get(pk, 0)]
        found += _detail(product, due, behind, paid)
    return sorted(found, key=lambda row: (row.membership.number, row.product.pk))


def _detail(
    product: SavingsProduct, due: QuerySet[Obligation], behind: list[int], paid: dict[int, int]
) -> list[MemberArrears]:
    months: dict[int, list[tuple[int, int]]] = defaultdict(list)
    members: dict[int, Membership] = {}
    for start in range(0, len(behind), CHUNK):
        some = due.filter(membership__in=behind[start : start + CHUNK])
        for obligation in some.select_related("membership__person"):
            months[obligation.membership_id].append((obligation.period, obligation.amount))
            members[obligation.membership_id] = obligation.membership
    return [
        MemberArrears(members[pk], product, arrears(owed, paid.get(pk, 0)))
        for pk, owed in months.items()
    ]


def dues_of(membership: Membership, on: date) -> list[DuesRow]:
    """One member's kinds of dues, each with what is behind at a day (or nothing)."""
    found, mine = [], [membership.pk]
    months: dict[int, list[tuple[int, int]]] = {}
    for pk, period, amount, counts in read(MONTHS, [on.isoformat(), membership.pk]):
        owed = months.setdefault(pk, [])
        if counts:
            owed.append((period, amount))
    for kind in dues_kinds(membership.organization) if months else ():
        if kind.pk in months:
            paid = paid_by(kind, on=on, members=mine).get(membership.pk, 0)
            found.append(DuesRow(kind.label, arrears(months[kind.pk], paid)))
    return found
