"""A reversed voucher takes its stock movements back, or is refused with the reason."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from enterprises.models import PurchaseReturn
from enterprises.services.shelf import Shelf, StockError, write_moves
from ledger.models import Voucher
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def take_movements_back(voucher: Voucher, reversal: Voucher, **_kwargs: Any) -> None:
    """Mirror every movement of the voucher on the day of its reversal, the last one first."""
    _refuse_with_returns(voucher)
    moved = list(voucher.stock_movements.select_related("item__stock_account").order_by("-pk"))
    if not moved:
        return
    shelf = Shelf(voucher.book, reversal.date)
    try:
        for movement in moved:
            shelf.mirror(movement)
    except StockError as error:
        raise PostingError(str(error), field=error.field) from None
    write_moves(voucher.book, shelf.moves, reversal, reversal.date)


def _refuse_with_returns(voucher: Voucher) -> None:
    standing = PurchaseReturn.objects.filter(
        purchase__voucher=voucher, voucher__reversed_by__isnull=True
    ).select_related("voucher")
    for returned in standing:
        raise PostingError(
            _("Sebagian barangnya sudah diretur dengan %(code)s. Balik retur itu dahulu.")
            % {"code": returned.voucher.code}
        )
