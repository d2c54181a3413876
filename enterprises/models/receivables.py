"""Buyers and what they owe: claims, their payments, money paid in advance, goods brought back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Sale, SaleLine
from ledger.models import Subsidiary, Voucher
from members.models import Membership


class Buyer(models.Model):
    """A buyer: a subsidiary account below the trade receivables, and who it is.

    A member has his own membership here; in a cooperative his claim lies in an account apart.
    """

    subsidiary = models.OneToOneField(Subsidiary, on_delete=models.PROTECT, related_name="buyer")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = models.CharField(_("telepon"), max_length=20, blank=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pembeli")
        verbose_name_plural = _("pembeli")

    def __str__(self) -> str:
        return self.subsidiary.name


class ReceivablePayment(models.Model):
    """A voucher that received money from a customer for what he owed."""

    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, related_name="receivable_payment"
    )
    customer = models.ForeignKey(
        Subsidiary, on_delete=models.PROTECT, related_name="receivable_payments"
    )
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("pembayaran piutang")
        verbose_name_plural = _("pembayaran piutang")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_zero")]

    def __str__(self) -> str:
        return f"{self.voucher} {self.customer}"


class PaymentMatch(models.Model):
    """The part of a payment that pays one sale."""

    payment = models.ForeignKey(ReceivablePayment, on_delete=models.PROTECT, related_name="matches")
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="matches")
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("pelunasan nota")
        verbose_name_plural = _("pelunasan nota")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="match_above_zero"),
            models.UniqueConstraint(fields=["payment", "sale"], name="match_once"),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.sale}"


class DownPayment(models.Model):
    """Money that a customer paid before the sale (uang muka): owed to him until it is used."""

    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="down_payment")
    customer = models.ForeignKey(Subsidiary, on_delete=models.PROTECT, related_name="down_payments")
    amount = models.PositiveBigIntegerField(_("jumlah"))
    purpose = models.CharField(_("untuk"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("uang muka")
        verbose_name_plural = _("uang muka")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="advance_above_zero")]

    def __str__(self) -> str:
        return f"{self.voucher} {self.customer}"


class DownPaymentUse(models.Model):
    """What a sale took of a down payment, or what was given back of it."""

    down_payment = models.ForeignKey(DownPayment, on_delete=models.PROTECT, related_name="uses")
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="down_payment_uses")
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("pemakaian uang muka")
        verbose_name_plural = _("pemakaian uang muka")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="advance_use_above_zero"),
            models.UniqueConstraint(fields=["down_payment", "voucher"], name="advance_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.down_payment} {self.voucher}"


class SaleReturn(models.Model):
    """A voucher that took goods of a sale back. `claim` is what the customer owes less by it."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="returns")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="sale_return")
    reason = models.CharField(_("alasan"), max_length=200)
    claim = models.PositiveBigIntegerField(_("mengurangi piutang"), default=0)

    class Meta:
        verbose_name = _("retur penjualan")
        verbose_name_plural = _("retur penjualan")

    def __str__(self) -> str:
        return f"{self.voucher} {self.sale}"


class SaleReturnLine(models.Model):
    """How much of a line of a sale came back."""

    sale_return = models.ForeignKey(SaleReturn, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(SaleLine, on_delete=models.PROTECT, related_name="returns")
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    amount = models.PositiveBigIntegerField(_("jumlah harga"))

    class Meta:
        verbose_name = _("baris retur")
        verbose_name_plural = _("baris retur")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="return_line_something"),
            models.UniqueConstraint(fields=["sale_return", "line"], name="return_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.line}"
