"""What suppliers are owed, straight from the posted lines; what falls due first is paid first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from enterprises.models import Purchase
from ledger.models import Book, Line, Subsidiary, Voucher

BANDS = (0, 30, 60, 90)
"""Days late at which a column of the ageing ends; the last one is open."""


@dataclass(frozen=True)
class Payable:
    """What is left of one debt: the voucher that made it, its due day, whole rupiah."""

    supplier: Subsidiary
    voucher: Voucher
    due_on: date
    amount: int

    def days_late(self, on: date) -> int:
        """Days since it fell due; zero or less while it has not."""
        return (on - self.due_on).days


@dataclass(frozen=True)
class Aged:
    """One supplier: not due yet, then by days late, in whole rupiah."""

    supplier: Subsidiary
    bands: tuple[int, ...]

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(self.bands)


def suppliers(book: Book) -> QuerySet[Subsidiary]:
    """The suppliers of a book."""
    found = Subsidiary.objects.filter(book=book, account__control="supplier")
    return found.select_related("account").order_by("name")


def owed_to(supplier: Subsidiary, *, on: date | None = None) -> int:
    """What one supplier is owed: on a day, and never more than after everything recorded."""
    lines = Line.objects.filter(subsidiary=supplier)
    now = _net(lines)
    return now if on is None else min(now, _net(lines.filter(date__lte=on)))


def _net(lines: QuerySet[Line]) -> int:
    sums = lines.aggregate(credit=Sum("credit"), debit=Sum("debit"))
    return int(sums["credit"] or 0) - int(sums["debit"] or 0)


def payables(book: Book, *, on: date) -> list[Payable]:
    """Open debts on a day, by supplier and due day; they add up to the suppliers' balances.

    A voucher and its reversal cancel each other first. What was paid or sent back settles what
    fell due first. A debt without a due day is due on its own day.
    """
    lines = (
        Line.objects.filter(book=book, account__control="supplier", date__lte=on)
        .select_related("subsidiary__account", "voucher")
        .annotate(due=Coalesce("voucher__purchase__due_on", F("date")))
        .order_by("subsidiary__name", "due", "voucher__sequence", "pk")
    )
    of_supplier: dict[int, list[Line]] = {}
    for line in lines:
        of_supplier.setdefault(line.subsidiary_id or 0, []).append(line)
    return [p for found in of_supplier.values() for p in _left(_without_reversed(found))]


def _without_reversed(lines: Iterable[Line]) -> list[Line]:
    kept = list(lines)
    here = {line.voucher_id for line in kept}
    undone = {line.voucher.reversal_of_id for line in kept if line.voucher.reversal_of_id in here}
    return [
        line
        for line in kept
        if line.voucher_id not in undone and line.voucher.reversal_of_id not in undone
    ]


def _left(lines: list[Line]) -> list[Payable]:
    paid = sum(int(line.debit) for line in lines)
    left = []
    for line in lines:
        if not line.credit:
            continue
        settled = min(paid, int(line.credit))
        paid -= settled
        if line.credit > settled and line.subsidiary is not None:
            due: date = line.due  # type: ignore[attr-defined]
            left.append(Payable(line.subsidiary, line.voucher, due, int(line.credit) - settled))
    return left


def ageing(book: Book, *, on: date) -> list[Aged]:
    """What each supplier is owed, by how late it is."""
    sums: dict[int, list[int]] = {}
    names: dict[int, Subsidiary] = {}
    for payable in payables(book, on=on):
        late = payable.days_late(on)
        band = next((i for i, days in enumerate(BANDS) if late <= days), len(BANDS))
        names[payable.supplier.pk] = payable.supplier
        sums.setdefault(payable.supplier.pk, [0] * (len(BANDS) + 1))[band] += payable.amount
    return [Aged(names[pk], tuple(bands)) for pk, bands in sums.items()]


def purchases_of(book: Book) -> QuerySet[Purchase]:
    """The purchases of a book, newest first, with all that a list shows."""
    return (
        Purchase.objects.filter(book=book)
        .select_related("voucher__reversed_by", "supplier")
        .prefetch_related("lines__item", "returns__voucher")
        .order_by("-voucher__date", "-voucher__sequence")
    )
