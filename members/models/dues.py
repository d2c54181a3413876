"""Monthly dues: what a member owes a product for a month. Never a journal entry."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Voucher
from members.models.person import Membership
from members.models.savings import SavingsProduct


class Obligation(models.Model):
    """Dues of one member for one month. Arrears follow from what was paid, oldest first."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="obligations", db_index=False
    )
    product = models.ForeignKey(
        SavingsProduct, on_delete=models.PROTECT, related_name="obligations", db_index=False
    )
    period = models.PositiveIntegerField(_("bulan"), help_text=_("tahun × 100 + bulan"))
    due_on = models.DateField(_("jatuh tempo"))
    amount = models.BigIntegerField(_("jumlah"))
    exempt_reason = models.CharField(_("alasan dibebaskan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kewajiban iuran")
        verbose_name_plural = _("kewajiban iuran")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "membership", "period"], name="obligation_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="obligation_amount"),
        ]
        indexes = [models.Index(fields=["membership", "product"], name="obligation_of_member")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.period}"


class FundContribution(models.Model):
    """A member's part of money received for a pooled fund (IKS): followed as dues, no balance."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="fund_contributions"
    )
    product = models.ForeignKey(
        SavingsProduct, on_delete=models.PROTECT, related_name="contributions"
    )
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("iuran dana bersama")
        verbose_name_plural = _("iuran dana bersama")
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "membership", "product"], name="contribution_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contribution_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.amount}"
