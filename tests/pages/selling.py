"""Examples of selling for the addresses: a sale on credit, its customer, goods on consignment."""

from decimal import Decimal
from typing import Any

from enterprises.models import Consignment
from enterprises.services.consignment import Handed, hand_over
from ledger.models import Book
from members.models import User


def selling_addresses(mina: Book, at: Any) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of selling and of the KUBE."""
    org = {"org": mina.slug}
    sale = org | {"pk": mina.sales.filter(claim__gt=0)[0].pk}
    stall = mina.subsidiaries.get(account__code="1103", code="WARUNG-LELE")
    return {
        **{f"enterprises:{name}": sale for name in ("nota", "nota_print", "return_goods")},
        **{f"enterprises:{name}": org | {"pk": stall.pk} for name in ("customer", "advance")},
        "enterprises:consignment": org | {"pk": _consigned(mina, at).pk},
        "enterprises:marketing": org | {"pk": mina.products.get(code="LELE").pk},
        "enterprises:assess": org | {"kind": "stage"},
    }


def _consigned(mina: Book, at: Any) -> Consignment:
    """Jars that lie at the food stall."""
    return hand_over(
        book=mina,
        direction="keluar",
        partner=mina.subsidiaries.get(account__code="1103", code="WARUNG-LELE"),
        partner_name="",
        channel=mina.channels.get(code="WARUNG"),
        on=at.date(),
        goods=[Handed(mina.products.get(code="ABON"), Decimal(5), 18_000)],
        key="titip-1",
        actor=User.objects.get(username="bendahara.mina"),
        at=at,
    )
