"""What a member who left has to receive: his savings, moved to a payable, less what he owed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Subsidiary, Voucher
from members.models.person import Membership, MembershipStatus


class LeavingClaimQuerySet(models.QuerySet["LeavingClaim"]):
    """Settlements by what became of their vouchers."""

    def standing(self) -> Self:
        """Those whose voucher was not reversed; a membership has one at most."""
        return self.filter(voucher__reversed_by__isnull=True)

    def unpaid(self) -> Self:
        """Standing ones that wait for their payment, or whose payment was reversed."""
        waits = Q(paid_voucher__isnull=True) | Q(paid_voucher__reversed_by__isnull=False)
        return self.standing().filter(waits, amount__gt=0)


class LeavingClaim(models.Model):
    """A settlement of a membership. It is paid when `paid_voucher` stands.

    `status_before` is what the membership goes back to when the settlement is reversed.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="leaving_claims"
    )
    status_before = models.CharField(
        _("status sebelumnya"),
        max_length=9,
        choices=MembershipStatus,
        default=MembershipStatus.ACTIVE,
    )
    settled_on = models.DateField(_("diselesaikan pada"))
    due_on = models.DateField(_("dibayar paling lambat"))
    decision = models.CharField(_("keputusan"), max_length=120)
    savings = models.BigIntegerField(_("simpanan"))
    set_off = models.BigIntegerField(_("dipotong pinjaman"), default=0)
    amount = models.BigIntegerField(_("yang dibayarkan"))
    subsidiary = models.ForeignKey(
        Subsidiary, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="leaving_claim")
    paid_voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="leaving_payment"
    )

    objects = LeavingClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("penyelesaian anggota keluar")
        verbose_name_plural = _("penyelesaian anggota keluar")
        constraints = [
            models.CheckConstraint(
                condition=Q(savings=models.F("set_off") + models.F("amount"))
                & Q(savings__gt=0, set_off__gte=0, amount__gte=0),
                name="leaving_claim_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(amount=0) | Q(subsidiary__isnull=False),
                name="leaving_claim_has_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.amount}"

    @property
    def is_reversed(self) -> bool:
        """Whether it no longer counts."""
        return hasattr(self.voucher, "reversed_by")

    @property
    def payment(self) -> Voucher | None:
        """The voucher that paid it and stands."""
        paid = self.paid_voucher
        return None if paid is None or hasattr(paid, "reversed_by") else paid

    @property
    def is_open(self) -> bool:
        """Whether it still has to be paid."""
        return self.amount > 0 and self.payment is None and not self.is_reversed
