"""Examples of what lies behind the addresses of cooperatives, in a book of the demonstration."""

from typing import Any

from cooperatives.models import ShuDistribution, ShuShare
from ledger.models import Book
from members.models import User


def addresses(mina: Book, at: Any) -> dict[str, dict[str, Any]]:
    """Name of an address → its parts: a calculation with one share, as a treasurer made it."""
    member = mina.organization.memberships.get(number="ML-03")
    made = ShuDistribution.objects.create(
        book=mina,
        year=2024,
        style="flat",
        capital_method="closing",
        leavers="none",
        rounding="floor",
        non_member="reserve",
        base=100,
        from_members=100,
        from_non_members=0,
        residual=0,
        closing=mina.vouchers.order_by("sequence")[0],
        made_by=User.objects.get(username="bendahara.mina"),
        made_at=at,
    )
    ShuShare.objects.create(
        distribution=made,
        membership=member,
        capital_base=1,
        business_base=0,
        jasa_modal=100,
        jasa_usaha=0,
    )
    made.pools.create(pool="jasa_modal", percent=100, amount=100, posted=100)
    one = {"org": mina.slug, "pk": made.pk}
    return {
        **{
            f"cooperatives:{name}": one
            for name in ("distribution", "decide", "distribute", "withdraw", "pay", "share_list")
        },
        **{f"cooperatives:{name}": one | {"member": member.pk} for name in ("slip", "slip_print")},
        "cooperatives:fund": {"org": mina.slug, "pool": "sosial"},
        "my_shu": {"pk": member.pk, "year": 2024},
    }
