"""Terms of savings products that change: what held from which month on, and who decided it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.savings import InterestMethod, SavingsProduct


class SavingsTerms(models.Model):
    """Amounts and rates of a product from the first day of a month on.

    Before the first row the product's own columns hold. A row of the same month that was written
    later counts; none is ever changed.
    """

    product = models.ForeignKey(SavingsProduct, on_delete=models.PROTECT, related_name="terms")
    valid_from = models.DateField(_("berlaku mulai"))
    fixed_amount = models.BigIntegerField(_("jumlah tetap"), null=True, blank=True)
    minimum = models.BigIntegerField(_("setoran paling kecil"), default=0)
    interest_percent = models.DecimalField(
        _("bunga setahun (%)"), max_digits=6, decimal_places=3, default=0
    )
    interest_method = models.CharField(
        _("cara bunga"), max_length=8, choices=InterestMethod, blank=True
    )
    break_penalty_percent = models.DecimalField(
        _("potongan bila dicairkan sebelum jatuh tempo (%)"),
        max_digits=5,
        decimal_places=2,
        default=0,
    )
    due_day = models.PositiveSmallIntegerField(_("iuran jatuh tempo tiap tanggal"), default=31)
    is_taxed = models.BooleanField(_("bunga dipotong pajak final"), default=True)
    decision = models.CharField(_("dasar keputusan"), max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("ketentuan simpanan")
        verbose_name_plural = _("ketentuan simpanan")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__gte=0)
                & (Q(fixed_amount__isnull=True) | Q(fixed_amount__gt=0))
                & Q(interest_percent__gte=0)
                & Q(break_penalty_percent__gte=0, break_penalty_percent__lte=100)
                & Q(due_day__gte=1, due_day__lte=31),
                name="savings_terms_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.valid_from}"
