"""What reversing a voucher means for profit shared: it listens to the ledger."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from enterprises.models import InterimShare, ProfitAllocation
from enterprises.selectors.profit_shares import advances_of
from ledger.models import Voucher
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def shares_follow(*, voucher: Voucher, **_more: Any) -> None:
    """A payment that is reversed waits again by itself; what rests on others is refused.

    Raises PostingError while members were paid their parts of an allocation, and while an
    allocation has counted the interim shares of the voucher.
    """
    allocation = ProfitAllocation.objects.filter(voucher=voucher).first()
    if allocation is not None:
        shares = allocation.shares.select_related("paid_voucher__reversed_by", "interim")
        paid = next((share.payment for share in shares if share.payment), None)
        if paid is not None:
            raise PostingError(
                _("Bagian anggota sudah dibayar dengan %(code)s; balik bukti itu dahulu.")
                % {"code": paid.code}
            )
    interim = InterimShare.objects.filter(voucher=voucher).first()
    if interim is not None:
        members = [share.membership for share in interim.shares.select_related("membership")]
        if any(left < 0 for left in advances_of(members).values()):
            raise PostingError(
                _(
                    "Bagi hasil di muka ini sudah diperhitungkan dalam pembagian laba; balik"
                    " pembagian labanya dahulu."
                )
            )
