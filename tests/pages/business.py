"""What stands in the addresses of the business: a profit divided, interim shares."""

from typing import Any

from enterprises.models import GuestVisit, InterimShare
from ledger.models import Book

PAPERS = ("book_pdf", "book_xlsx", "book_blank")


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
    sole = mina.organization.memberships.order_by("number")[0]
    interim.shares.create(membership=sole, weight=1, amount=1, paid_voucher=interim.voucher)
    org = {"org": mina.slug}
    guest = GuestVisit.objects.filter(book=mina).latest("pk")
    return {
        **{
            f"enterprises:{name}": org | {"pk": divided.pk}
            for name in ("allocation", "allocation_list", "allocation_slips")
        },
        **{f"enterprises:{name}": org | {"number": 11} for name in PAPERS},
        **{f"enterprises:{name}": org | {"kind": "tamu"} for name in ("records", "new_record")},
        **{
            f"enterprises:{name}": org | {"kind": "tamu", "pk": guest.pk}
            for name in ("record", "void_record")
        },
        "enterprises:interim_list": org | {"pk": interim.pk},
    }
