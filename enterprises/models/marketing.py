"""How a product is to be sold: its plan, and what its price rests on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Product

USER = settings.AUTH_USER_MODEL


class MarketingPlan(models.Model):
    """The marketing plan of a product for a year; a new one stands beside the earlier ones."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("tahun"))
    buyers = models.CharField(_("pembeli yang dituju"), max_length=200)
    channels = models.CharField(_("saluran"), max_length=200)
    promotion = models.CharField(_("promosi"), max_length=300, blank=True)
    target_quantity = models.DecimalField(_("target jumlah"), max_digits=12, decimal_places=3)
    target_price = models.PositiveBigIntegerField(_("target harga"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("rencana pemasaran")
        verbose_name_plural = _("rencana pemasaran")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_quantity__gt=0, target_price__gt=0), name="plan_has_a_target"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.year}"


class PriceCalculation(models.Model):
    """What a batch costs and what its product should therefore cost; whole rupiah per measure."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="calculations")
    on = models.DateField(_("tanggal"))
    quantity = models.DecimalField(_("hasil"), max_digits=12, decimal_places=3)
    margin_percent = models.DecimalField(_("margin (%)"), max_digits=6, decimal_places=2)
    market_low = models.PositiveBigIntegerField(_("harga pasar terendah"), null=True, blank=True)
    market_high = models.PositiveBigIntegerField(_("harga pasar tertinggi"), null=True, blank=True)
    price = models.PositiveBigIntegerField(_("harga yang dipilih"))
    unit_cost = models.PositiveBigIntegerField(_("biaya per satuan"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("perhitungan harga")
        verbose_name_plural = _("perhitungan harga")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gt=0, unit_cost__gt=0),
                name="calculation_has_figures",
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.on}"


class CostPart(models.Model):
    """One cost of the batch."""

    calculation = models.ForeignKey(
        PriceCalculation, on_delete=models.PROTECT, related_name="parts"
    )
    name = models.CharField(_("biaya"), max_length=80)
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("biaya")
        verbose_name_plural = _("biaya")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"
