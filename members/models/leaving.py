"""What a member who left has to receive: his savings, moved to a payable, less what he owed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Subsidiary, Voucher
from members.models.person import Membership


class LeavingClaim(models.Model):
    """The settlement of one membership. It is paid when `paid_voucher` stands."""

    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="leaving_claim"
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
    def is_open(self) -> bool:
        """Whether it still has to be paid."""
        return self.amount > 0 and self.paid_voucher_id is None
