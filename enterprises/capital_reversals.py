"""What reversing a voucher means for what rests on it: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from enterprises.models import BankLine
from enterprises.services.bank_matching import unmatch
from ledger.models import Voucher
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def bank_follows(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """What the bank wrote is open again when the books take it back."""
    for line in BankLine.objects.filter(matches__line__voucher=voucher).distinct():
        unmatch(bank_line=line, actor=actor, at=at)
