"""What lies where on consignment, and what is owed for it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from enterprises.models import (
    Consignment,
    ConsignmentLine,
    ConsignmentMove,
    ConsignmentPayment,
)
from enterprises.models.sales import plain_quantity

LIVE = Q(voucher__isnull=True) | Q(voucher__reversed_by__isnull=True)


@dataclass(frozen=True)
class LineState:
    """A line with what was sold and what came back of it; the rest still lies there."""

    line: ConsignmentLine
    sold: Decimal
    returned: Decimal

    @property
    def left(self) -> Decimal:
        """What is still there."""
        return self.line.quantity - self.sold - self.returned

    @property
    def words(self) -> tuple[str, str, str, str]:
        """Handed over, sold, brought back, left, ready to read."""
        figures = (self.line.quantity, self.sold, self.returned, self.left)
        given, sold, returned, left = (plain_quantity(figure) for figure in figures)
        return given, sold, returned, left


def states(consignment: Consignment) -> list[LineState]:
    """Every line of a consignment with its moves in force."""
    moves = ConsignmentMove.objects.filter(LIVE, line__consignment=consignment)
    sold: dict[int, Decimal] = dict(
        moves.filter(voucher__isnull=False).values_list("line").annotate(Sum("quantity"))
    )
    back: dict[int, Decimal] = dict(
        moves.filter(voucher__isnull=True).values_list("line").annotate(Sum("quantity"))
    )
    zero = Decimal(0)
    return [
        LineState(line, sold.get(line.pk, zero), back.get(line.pk, zero))
        for line in consignment.lines.select_related("product")
    ]


def owed_to_owner(consignment: Consignment) -> int:
    """What the owner of goods left here still gets for what was sold; whole rupiah."""
    sold = sum(int(state.sold * (state.line.owner_price or 0)) for state in states(consignment))
    paid = ConsignmentPayment.objects.filter(
        consignment=consignment, voucher__reversed_by__isnull=True
    ).aggregate(total=Sum("amount"))["total"]
    return sold - int(paid or 0)
