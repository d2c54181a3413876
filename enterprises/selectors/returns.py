"""What came back of a sale."""

from decimal import Decimal

from django.db.models import Sum

from enterprises.models import Sale, SaleReturnLine


def returned_of(sale: Sale) -> dict[int, tuple[Decimal, int]]:
    """Line id → quantity and whole rupiah that came back and were not reversed."""
    found = (
        SaleReturnLine.objects.filter(
            sale_return__sale=sale, sale_return__voucher__reversed_by__isnull=True
        )
        .values_list("line")
        .annotate(Sum("quantity"), Sum("amount"))
    )
    return {line: (Decimal(quantity), int(amount)) for line, quantity, amount in found}
