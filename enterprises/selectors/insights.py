"""Sales by channel over time, the largest buyers, margins of products, and who takes part."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from enterprises.models import PriceCalculation, SaleLine, SaleReturnLine
from enterprises.selectors.kube import kube_rule
from enterprises.selectors.receivables import in_force
from enterprises.selectors.sales import ChannelSales, sales_by_channel
from ledger.calculations.periods import month_end, month_start, previous_day
from ledger.models import Book
from members.models import Attendance, Membership
from members.selectors.dues import members_in_arrears

MONTHS = 12
HALF_YEAR = 183


@dataclass(frozen=True)
class MonthSales:
    """What each channel brought in a month; whole rupiah."""

    first: date
    channels: tuple[ChannelSales, ...]


def monthly_sales(book: Book, *, until: date, count: int = MONTHS) -> list[MonthSales]:
    """Sales by channel of the months up to that of a day, the oldest first."""
    months: list[MonthSales] = []
    first = month_start(until)
    for _ in range(count):
        sums = sales_by_channel(book, start=first, end=month_end(first))
        months.append(MonthSales(first, tuple(sums)))
        first = month_start(previous_day(first))
    return months[::-1]


@dataclass(frozen=True)
class BuyerShare:
    """What one buyer bought, less what he brought back; `name` is empty for buyers unnamed."""

    name: str
    amount: int


def buyers(book: Book, *, start: date, end: date) -> list[BuyerShare]:
    """Buyers of a period, the largest first; those without a name together, last."""
    span = Q(sale__voucher__date__range=(start, end), sale__book=book)
    sums: dict[str, int] = defaultdict(int)
    sold = SaleLine.objects.filter(span, in_force("sale"))
    for name, amount in sold.values_list("sale__customer__name").annotate(Sum("amount")):
        sums[name or ""] += amount
    back = SaleReturnLine.objects.filter(
        in_force("sale_return"),
        in_force("line__sale"),
        line__sale__book=book,
        line__sale__voucher__date__range=(start, end),
    )
    for name, amount in back.values_list("line__sale__customer__name").annotate(Sum("amount")):
        sums[name or ""] -= amount
    found = [BuyerShare(name, amount) for name, amount in sums.items() if amount > 0]
    return sorted(found, key=lambda b: (not b.name, -b.amount, b.name))


@dataclass(frozen=True)
class ProductMargin:
    """What a product sold for, what it cost, and how far that cost is known."""

    name: str
    revenue: int
    cost: int | None

    @property
    def margin(self) -> int | None:
        """What is left, where the cost is known."""
        return None if self.cost is None else self.revenue - self.cost


def margins(book: Book, *, start: date, end: date) -> list[ProductMargin]:
    """Revenue, cost and margin by product of a period, the largest revenue first.

    The cost of a line is the one copied onto it; where no stock is kept it is that of the newest
    price calculation up to the sale.
    """
    lines = list(
        SaleLine.objects.filter(
            in_force("sale"), sale__book=book, sale__voucher__date__range=(start, end)
        ).select_related("sale__voucher", "product")
    )
    back = dict(
        SaleReturnLine.objects.filter(in_force("sale_return"), line__in=lines)
        .values_list("line")
        .annotate(Sum("quantity"))
    )
    returned = dict(
        SaleReturnLine.objects.filter(in_force("sale_return"), line__in=lines)
        .values_list("line")
        .annotate(Sum("amount"))
    )
    calculated = _calculations(book)
    revenue: dict[str, int] = defaultdict(int)
    cost: dict[str, int | None] = defaultdict(int)
    for line in lines:
        name = line.product.name
        revenue[name] += line.amount - returned.get(line.pk, 0)
        unit = line.cost if line.cost is not None else _unit_cost(calculated, line)
        before = cost[name]
        if unit is None or before is None:
            cost[name] = None
        else:
            cost[name] = before + round((line.quantity - back.get(line.pk, 0)) * unit)
    found = [ProductMargin(name, amount, cost[name]) for name, amount in revenue.items()]
    return sorted(found, key=lambda m: (-m.revenue, m.name))


def _calculations(book: Book) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = PriceCalculation.objects.filter(product__book=book).order_by("on", "pk")
    for product, day, cost in rows.values_list("product", "on", "unit_cost"):
        found[product].append((day, cost))
    return found


def _unit_cost(calculated: dict[int, list[tuple[date, int]]], line: SaleLine) -> int | None:
    day = line.sale.voucher.date
    known = [cost for on, cost in calculated.get(line.product_id, []) if on <= day]
    return known[-1] if known else None


@dataclass(frozen=True)
class Activity:
    """How many members take part: they came to a meeting of the last half year, or owe no dues.

    `least` is the percentage below which a group usually falls apart (kube.md §2.6).
    """

    members: int
    active: int
    attended: int
    dues_paid: int
    meetings: int
    least: int

    @property
    def percent(self) -> int:
        """Active members of a hundred."""
        return self.active * 100 // self.members if self.members else 0

    @property
    def is_low(self) -> bool:
        """Whether it calls for the companion."""
        return bool(self.members) and self.percent < self.least


def activity(book: Book, on: date) -> Activity:
    """Who took part in the half year up to a day: came at least once where meetings were held, and
    is not behind with dues."""
    organization = book.organization
    found = Membership.objects.in_force(on).filter(organization=organization, status="active")
    people = dict(found.values_list("pk", "person"))
    held = Attendance.objects.filter(
        meeting__organization=organization,
        meeting__held_on__range=(on - timedelta(days=HALF_YEAR), on),
        meeting__state="final",
    )
    meetings = held.values("meeting").distinct().count()
    came = set(held.exclude(presence="").values_list("person", flat=True))
    late = {arrears.membership.pk for arrears in members_in_arrears(book, on=on)}
    attended = {pk for pk, person in people.items() if person in came or not meetings}
    paid = {pk for pk in people if pk not in late}
    return Activity(
        members=len(people),
        active=len(attended & paid),
        attended=len(attended) if meetings else 0,
        dues_paid=len(paid),
        meetings=meetings,
        least=int(kube_rule("active")["least"]),
    )
