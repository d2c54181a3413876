"""Monthly dues: what a member owes a product for a month. Never a journal entry."""

from django.conf import settings
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
        indexes = [
            # A member's months lie far apart in the table: this answers without going there.
            models.Index(
                fields=["membership", "product", "due_on", "exempt_reason", "period", "amount"],
                name="obligation_of_member",
            ),
            models.Index(fields=["product", "period"], name="obligation_month"),
        ]

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


class DuesExemption(models.Model):
    """Months for which a member owes nothing, and why. Without a product: every kind of dues."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="dues_exemptions"
    )
    product = models.ForeignKey(
        SavingsProduct, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("pembebasan iuran")
        verbose_name_plural = _("pembebasan iuran")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="dues_exemption_dates",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dues_exemption_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.starts_on}"


class Beneficiary(models.TextChoices):
    """For whom a pooled fund is there (kube.md §2.2)."""

    MEMBER = "anggota", _("anggota")
    POOR = "keluarga", _("keluarga miskin lain")
    PLACE = "lingkungan", _("lingkungan")


class FundUse(models.Model):
    """Money that a pooled fund gave: for whom, for what, and by which decision."""

    product = models.ForeignKey(SavingsProduct, on_delete=models.PROTECT, related_name="uses")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="fund_use")
    beneficiary = models.CharField(_("untuk"), max_length=10, choices=Beneficiary)
    recipient = models.CharField(_("penerima"), max_length=120)
    decision = models.CharField(_("keputusan rapat"), max_length=120)
    meeting_decision = models.ForeignKey(
        "members.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("penggunaan dana bersama")
        verbose_name_plural = _("penggunaan dana bersama")
        constraints = [
            models.CheckConstraint(
                condition=~Q(recipient="") & ~Q(decision=""), name="fund_use_says_who_and_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.recipient}"
