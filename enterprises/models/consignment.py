"""Goods that lie with somebody else until they are sold (titip jual): ours there, theirs here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Channel, Product
from ledger.models import Book, Subsidiary, Voucher

USER = settings.AUTH_USER_MODEL


class Direction(models.TextChoices):
    OUT = "keluar", _("Barang kita dititipkan")
    IN = "masuk", _("Barang orang dititipkan di sini")


class Consignment(models.Model):
    """Goods handed over on a day. No entry: they belong to their owner until they are sold.

    `partner` is the stall's account as a customer; of goods that others leave here, the owner's
    account where the chart keeps one.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="consignments")
    direction = models.CharField(_("arah"), max_length=6, choices=Direction)
    partner = models.ForeignKey(
        Subsidiary, on_delete=models.PROTECT, null=True, blank=True, related_name="consignments"
    )
    partner_name = models.CharField(_("mitra"), max_length=120)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField(_("diserahkan pada"))
    key = models.CharField(_("kunci kirim"), max_length=64)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("titip jual")
        verbose_name_plural = _("titip jual")
        ordering = ["-handed_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="consignment_key_once")]

    def __str__(self) -> str:
        return f"{self.partner_name} {self.handed_on}"


class ConsignmentLine(models.Model):
    """A product of a consignment. `price` is what it is sold at, `owner_price` the owner's part."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    price = models.PositiveBigIntegerField(_("harga"))
    owner_price = models.PositiveBigIntegerField(_("bagian pemilik"), null=True, blank=True)

    class Meta:
        verbose_name = _("barang titipan")
        verbose_name_plural = _("barang titipan")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gt=0), name="consignment_line_figures"
            ),
            models.CheckConstraint(
                condition=Q(owner_price__isnull=True) | Q(owner_price__lte=models.F("price")),
                name="consignment_owner_within_price",
            ),
            models.UniqueConstraint(
                fields=["consignment", "product"], name="consignment_product_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.product}"


class ConsignmentMove(models.Model):
    """A quantity that was sold (by a voucher) or came back (without one)."""

    line = models.ForeignKey(ConsignmentLine, on_delete=models.PROTECT, related_name="moves")
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="consignment_moves"
    )
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    on = models.DateField(_("pada"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("gerak titipan")
        verbose_name_plural = _("gerak titipan")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="consignment_move_something")
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.quantity}"


class ConsignmentPayment(models.Model):
    """What the owner of goods left here was paid of what they sold for."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="payments")
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, related_name="consignment_payment"
    )
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("pembayaran titipan")
        verbose_name_plural = _("pembayaran titipan")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="consignment_payment_above_zero")
        ]

    def __str__(self) -> str:
        return f"{self.voucher} {self.amount}"
