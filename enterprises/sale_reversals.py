"""What reversing a voucher means for the sales that rest on it: it listens to the ledger."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from enterprises.models import Consignment, DownPayment, PaymentMatch, Sale, SaleReturn
from enterprises.selectors.consignment import owed_to_owner
from enterprises.selectors.receivables import in_force
from ledger.models import Voucher
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def sales_follow(*, voucher: Voucher, **_more: Any) -> None:
    """Refuse to reverse what something rests on that stands: first that, then this.

    A reversed sale gives its down payment free again; a reversed payment opens its claims again;
    a reversed return lets the goods be brought back again. All of these are read from vouchers in
    force, so there is nothing to undo here.
    """
    sale = Sale.objects.filter(voucher=voucher).first()
    if sale is not None:
        if SaleReturn.objects.filter(in_force(), sale=sale).exists():
            raise PostingError(_("Barang penjualan ini sudah diretur; balik dahulu returnya."))
        if PaymentMatch.objects.filter(in_force("payment"), sale=sale).exists():
            raise PostingError(
                _("Nota ini sudah dibayar; balik dahulu bukti penerimaan piutangnya.")
            )
    for consignment in Consignment.objects.filter(lines__moves__voucher=voucher).distinct():
        if owed_to_owner(consignment) < 0:
            raise PostingError(
                _("Bagian pemilik dari titipan ini sudah disetor; balik dahulu setorannya.")
            )
    paid = DownPayment.objects.filter(voucher=voucher).first()
    if paid is not None and paid.uses.filter(in_force()).exists():
        raise PostingError(
            _("Uang muka ini sudah dipakai atau dikembalikan; balik dahulu bukti itu.")
        )
