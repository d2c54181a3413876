"""What reversing a voucher means for a shared SHU: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from cooperatives.models import ShuDistribution, ShuPayment, ShuState
from ledger.models import Voucher
from ledger.services import events
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def shu_follows(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """A reversed booking withdraws its calculation; a reversed payment waits again by itself.

    Raises PostingError while payments of the shares stand.
    """
    found = ShuDistribution.objects.filter(voucher=voucher).first()
    if found is None:
        return
    paid = (
        ShuPayment.objects.filter(share__distribution=found, voucher__reversed_by__isnull=True)
        .select_related("voucher")
        .first()
    )
    if paid is not None:
        raise PostingError(
            _("SHU ini sudah dibayarkan dengan %(code)s; balik bukti itu dahulu.")
            % {"code": paid.voucher.code}
        )
    found.state = ShuState.WITHDRAWN
    found.withdrawn_reason = str(_("bukti pembagiannya dibalik"))
    found.save(update_fields=["state", "withdrawn_reason"])
    events.log(
        act="withdraw_shu", subject=str(found.year), actor=actor, at=at, book=found.book,
        voucher=voucher.code,
    )  # fmt: skip
