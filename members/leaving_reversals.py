"""What reversing a voucher means for who left: it listens to the ledger."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from ledger.models import Voucher
from ledger.services import events
from ledger.services.journal import PostingError
from ledger.signals import voucher_reversed
from members.models import LeavingClaim, Membership, MembershipStatus


@receiver(voucher_reversed)
def membership_follows(*, voucher: Voucher, actor: Any, at: datetime, **_more: Any) -> None:
    """A reversed settlement gives the membership back; a reversed payment waits again by itself.

    Raises PostingError while the payment stands, and when the person has joined anew since.
    """
    claim = LeavingClaim.objects.select_related("membership").filter(voucher=voucher).first()
    if claim is None:
        return
    if claim.payment is not None:
        raise PostingError(
            _("Simpanannya sudah dibayarkan dengan %(code)s; balik bukti itu dahulu.")
            % {"code": claim.payment.code}
        )
    if claim.status_before == MembershipStatus.LEFT:
        return
    membership = claim.membership
    again = Membership.objects.filter(
        organization=membership.organization_id, person=membership.person_id, left_on=None
    )
    if again.exists():
        raise PostingError(_("Orang ini sudah menjadi anggota lagi dengan nomor lain."))
    membership.status, membership.left_on = MembershipStatus(claim.status_before), None
    membership.leave_requested_on, membership.status_reason = None, ""
    membership.save()
    events.log(
        act="move_membership",
        subject=membership.number,
        actor=actor,
        at=at,
        book=voucher.book,
        before=MembershipStatus.LEFT,
        to=membership.status,
        voucher=voucher.code,
    )
