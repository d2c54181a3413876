"""What reversing a voucher means for what rests on it: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.models import BankLine
from enterprises.selectors.grants import agreements, grant
from enterprises.services.bank_matching import unmatch
from ledger.models import Voucher
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed


@receiver(voucher_reversed)
def bank_follows(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """What the bank wrote is open again when the books take it back."""
    for line in BankLine.objects.filter(matches__line__voucher=voucher).distinct():
        unmatch(bank_line=line, actor=actor, at=at)


@receiver(voucher_reversed)
def grant_stays_while_used(*, voucher: Voucher, at: datetime, **_more: Any) -> None:
    """Raise PostingError where a grant is taken back that was spent already."""
    touched = agreements(voucher.book).filter(subsidiary__lines__voucher=voucher)
    for agreement in touched.distinct():
        if grant(agreement, on=timezone.localdate(at)).left < 0:
            raise PostingError(
                _("Hibah ini sudah dipakai. Hapus dahulu pemakaiannya dari laporan hibah.")
            )
