"""Purchases, what went back to the supplier (kube.md §2.3 book 9)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Terms
from enterprises.models.stock import Item
from ledger.models import Book, Subsidiary, Voucher


class Purchase(models.Model):
    """What a posted voucher bought, from whom and on which terms. The sums are the voucher's."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="purchases")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="purchase")
    supplier = models.ForeignKey(
        Subsidiary,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="purchases",
        verbose_name=_("pemasok"),
    )
    terms = models.CharField(_("pembayaran"), max_length=5, choices=Terms)
    due_on = models.DateField(_("jatuh tempo"), null=True, blank=True)

    class Meta:
        verbose_name = _("pembelian")
        verbose_name_plural = _("pembelian")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(terms="tempo"),
                name="purchase_due_only_on_credit",
            ),
            models.CheckConstraint(
                condition=Q(supplier__isnull=False) | ~Q(terms="tempo"),
                name="purchase_on_credit_names_supplier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher} {self.supplier or ''}".strip()


class PurchaseLine(models.Model):
    """One item bought: quantity and the whole sum paid for it, as the receipt says."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    measure = models.CharField(_("satuan"), max_length=20)
    amount = models.PositiveBigIntegerField(_("jumlah harga"))

    class Meta:
        verbose_name = _("baris pembelian")
        verbose_name_plural = _("baris pembelian")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, amount__gt=0), name="purchase_line_buys_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity_text} {self.measure} {self.item}"

    @property
    def quantity_text(self) -> str:
        """`3` or `2,5`: no zeros behind the comma."""
        return f"{Decimal(self.quantity).normalize():f}".replace(".", ",")


class PurchaseReturn(models.Model):
    """What went back to the supplier of a purchase, and the voucher that booked it."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="returns")
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, related_name="purchase_return"
    )
    reason = models.CharField(_("alasan"), max_length=120)

    class Meta:
        verbose_name = _("retur pembelian")
        verbose_name_plural = _("retur pembelian")

    def __str__(self) -> str:
        return f"{self.voucher} {self.reason}"


class PurchaseReturnLine(models.Model):
    """How much of a line of the purchase went back, and the sum the supplier gives for it."""

    purchase_return = models.ForeignKey(
        PurchaseReturn, on_delete=models.PROTECT, related_name="lines"
    )
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="returned")
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    amount = models.PositiveBigIntegerField(_("jumlah harga"))

    class Meta:
        verbose_name = _("baris retur pembelian")
        verbose_name_plural = _("baris retur pembelian")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="purchase_return_returns_something"
            ),
            models.UniqueConstraint(
                fields=["purchase_return", "line"], name="purchase_return_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.line}"
