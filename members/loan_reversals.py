"""What reversing a voucher means for the loan that it moved: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from ledger.models import Voucher
from ledger.services import events
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed
from members.models import Loan, LoanState, LoanWriteOff


@receiver(voucher_reversed)
def loan_follows(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """A reversed disbursement withdraws the loan; a reversed write-off lets it run again.

    Raises PostingError while payments or recoveries stand that rest on what is reversed.
    """
    entry = LoanWriteOff.objects.select_related("loan").filter(voucher=voucher).first()
    if entry is not None:
        if entry.recoveries.filter(voucher__reversed_by__isnull=True).exists():
            raise PostingError(
                _("Pinjaman ini sudah menerima penagihan sesudah hapus buku; balik itu dahulu.")
            )
        _move(entry.loan, LoanState.DISBURSED, voucher, actor, at)
        return
    loan = _paid_out_by(voucher)
    if loan is not None:
        if loan.payments.filter(voucher__reversed_by__isnull=True).exists():
            raise PostingError(
                _("Pinjaman ini sudah diangsur; balik dahulu setiap bukti angsurannya.")
            )
        if loan.state != LoanState.DISBURSED:
            raise PostingError(_("Pinjaman ini sudah dihapus buku; balik itu dahulu."))
        _move(loan, LoanState.WITHDRAWN, voucher, actor, at)


def _paid_out_by(voucher: Voucher) -> Loan | None:
    """The loan that a voucher paid out."""
    for loan in Loan.objects.filter(subsidiary__lines__voucher=voucher).distinct():
        if voucher.key == f"loan-{loan.pk}":
            return loan
    return None


def _move(loan: Loan, state: LoanState, voucher: Voucher, actor: Any, at: datetime) -> None:
    loan.state = state
    loan.save(update_fields=["state"])
    events.log(
        act="loan_follows_reversal",
        subject=loan.number,
        actor=actor,
        at=at,
        book=voucher.book,
        voucher=voucher.code,
        state=state,
    )
