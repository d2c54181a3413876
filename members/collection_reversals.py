"""What reversing a collection sheet's voucher means for its day: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from ledger.models import Voucher
from ledger.signals import voucher_reversed
from members.models import CollectionSheet


@receiver(voucher_reversed)
def typed_again(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """What was typed lies on the day's table again, to be corrected and posted anew.

    The posted sheet stays with its voucher. Where somebody has begun another sheet for the day,
    that one stays.
    """
    sheet = CollectionSheet.objects.filter(voucher=voucher).first()
    if sheet is None:
        return
    CollectionSheet.objects.get_or_create(
        organization=sheet.organization,
        held_on=sheet.held_on,
        voucher=None,
        defaults={"content": sheet.content, "made_by": actor, "changed_at": at},
    )
