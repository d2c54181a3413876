"""What a sample can be drawn from, and how far the check of each sample is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from ledger.calculations.sampling import Unit
from ledger.checking import TickMark, tick_marks
from ledger.models import (
    Account,
    Book,
    ItemCheck,
    Line,
    Sample,
    SampleConclusion,
    SampleItem,
    Voucher,
)


@dataclass(frozen=True)
class Population:
    """The vouchers in question, oldest first: their keys and, in the same order, their units."""

    vouchers: list[int]
    units: list[Unit]

    @property
    def amount(self) -> int:
        """Whole rupiah of them all."""
        return sum(unit.amount for unit in self.units)


@dataclass(frozen=True)
class ShownItem:
    """An item with its newest check and the marks of that check."""

    item: SampleItem
    check: ItemCheck | None
    marks: tuple[TickMark, ...]

    @property
    def signs(self) -> str:
        """The signs as they stand on paper: `B J H`."""
        return " ".join(mark.sign for mark in self.marks)

    @property
    def is_exception(self) -> bool:
        """Whether something was found wrong."""
        return any(mark.is_exception for mark in self.marks)

    @property
    def note(self) -> str:
        """What the checker wrote."""
        return self.check.note if self.check else ""


def population(
    book: Book, *, start: date, end: date, account: Account | None = None, sequence: int = 0
) -> Population:
    """Vouchers of a range of days, with their amounts; those of one account with what moved there.

    The closing journal of a year is left out: the books make it by themselves. `sequence` leaves
    out vouchers that came later, to draw an older sample again.
    """
    lines = Line.objects.filter(book=book, date__gte=start, date__lte=end)
    if account is not None:
        lines = lines.filter(account=account)
    if sequence:
        lines = lines.filter(voucher__sequence__lte=sequence)
    moved = Sum(F("debit") + F("credit")) if account is not None else Sum("debit")
    found = (
        lines.exclude(voucher__period=Voucher.CLOSING)
        .order_by("voucher__date", "voucher__sequence")
        .values_list("voucher_id", "voucher__code")
        .annotate(moved=moved, day=F("voucher__date"), place=F("voucher__sequence"))
    )
    rows = list(found)
    return Population(
        vouchers=[row[0] for row in rows],
        units=[Unit(code=row[1], amount=int(row[2])) for row in rows],
    )


def samples_of(book: Book) -> QuerySet[Any]:
    """Samples, newest first, with how many items they have and how many are checked."""
    checked = (
        ItemCheck.objects.filter(item__sample=OuterRef("pk"))
        .order_by()
        .values("item__sample")
        .annotate(count=Count("item", distinct=True))
        .values("count")
    )
    concluded = SampleConclusion.objects.filter(sample=OuterRef("pk"))
    return (
        Sample.objects.filter(book=book)
        .select_related("account", "drawn_by__person")
        .annotate(
            item_count=Count("items"),
            checked_count=Coalesce(Subquery(checked), 0),
            is_concluded=Exists(concluded),
        )
        .order_by("-number")
    )


def shown_items(sample: Sample) -> list[ShownItem]:
    """The items of a sample in order, each with its newest check."""
    newest: dict[int, ItemCheck] = {}
    checks = ItemCheck.objects.filter(item__sample=sample).select_related("made_by__person")
    for check in checks.order_by("id"):
        newest[check.item_id] = check
    items = sample.items.select_related("voucher").order_by("position")
    return [shown(item, newest.get(item.pk)) for item in items]


def shown(item: SampleItem, check: ItemCheck | None) -> ShownItem:
    """An item with its check; marks that no file names any more are left out."""
    known = tick_marks()
    codes = check.marks if check else ()
    return ShownItem(item, check, tuple(known[code] for code in codes if code in known))


def conclusion_of(sample: Sample) -> SampleConclusion | None:
    """The newest conclusion."""
    return sample.conclusions.select_related("made_by__person").order_by("-id").first()
