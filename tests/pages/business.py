"""What stands in the addresses of the business: a profit divided, interim shares."""

from typing import Any

from enterprises.models import InterimShare
from ledger.models import Book


def business_addresses(mina: Book) -> dict[str, dict[str, Any]]:
    """Mina Lestari's division of 2024, and interim shares written down without a voucher."""
    divided = mina.profit_allocations.get(year=2024)
    interim = InterimShare.objects.create(
        book=mina,
        year=2025,
        amount=1,
        basis="sama",
        profit_to_date=2,
        decision="Rapat",
        voucher=mina.vouchers.latest("sequence"),
    )
    org = {"org": mina.slug}
    return {
        **{
            f"enterprises:{name}": org | {"pk": divided.pk}
            for name in ("allocation", "allocation_list", "allocation_slips")
        },
        "enterprises:interim_list": org | {"pk": interim.pk},
    }
