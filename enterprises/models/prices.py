"""What a product costs, by channel and by day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Channel, Product


class ProductPrice(models.Model):
    """A price in whole rupiah per measure from a day on, for one channel or for all.

    `valid_to` ends a price that holds for some days only; then the one before it holds again.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="prices")
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, blank=True, related_name="prices"
    )
    price = models.PositiveBigIntegerField(_("harga"))
    valid_from = models.DateField(_("berlaku sejak"))
    valid_to = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("harga")
        verbose_name_plural = _("harga")
        ordering = ["product", "-valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="price_above_zero"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="price_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["product", "channel", "valid_from"],
                condition=Q(channel__isnull=False),
                name="price_of_channel_once",
            ),
            models.UniqueConstraint(
                fields=["product", "valid_from"],
                condition=Q(channel__isnull=True),
                name="price_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.price}"
