"""Channels, products and sales (guideline C.3.c)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Book, Subsidiary, Voucher


class ChannelKind(models.TextChoices):
    """The ways to the buyer that the guideline's practice knows (kube.md C.3.c.3)."""

    MARKET = "pasar", _("Pasar")
    COLLECTOR = "pengepul", _("Pengepul")
    STALL = "warung", _("Warung")
    INSTITUTION = "panti", _("Panti sosial")
    ONLINE = "online", _("Online")
    CONSIGNMENT = "titip_jual", _("Titip jual")
    ORDER = "pesanan", _("Pesanan")
    FAIR = "bazar", _("Bazar")
    DIRECT = "langsung", _("Langsung ke pembeli")


class Channel(models.Model):
    """One way to the buyers of one business, such as “Pasar Randuasri”."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="channels")
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=60)
    kind = models.CharField(_("jenis"), max_length=10, choices=ChannelKind)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("saluran")
        verbose_name_plural = _("saluran")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="channel_code_of_book"),
        ]

    def __str__(self) -> str:
        return self.name


class ProductKind(models.TextChoices):
    GOODS = "barang", _("Barang")
    SERVICE = "jasa", _("Jasa")


class Product(models.Model):
    """What is sold. `decimals` says how finely its quantity is measured: 0 for pieces.

    `price` is what it costs everywhere until a price of its own is set (`ProductPrice`).
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="products")
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=60)
    measure = models.CharField(_("satuan"), max_length=20)
    decimals = models.PositiveSmallIntegerField(_("angka di belakang koma"), default=0)
    price = models.PositiveBigIntegerField(_("harga jual"), null=True, blank=True)
    kind = models.CharField(
        _("jenis"), max_length=6, choices=ProductKind, default=ProductKind.GOODS
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("produk")
        verbose_name_plural = _("produk")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="product_code_of_book"),
            models.CheckConstraint(condition=Q(decimals__lte=3), name="product_decimals_0_to_3"),
        ]

    def __str__(self) -> str:
        return self.name


class Terms(models.TextChoices):
    CASH = "tunai", _("Tunai")
    BANK = "bank", _("Lewat bank")
    CREDIT = "tempo", _("Tempo")


class Sale(models.Model):
    """What a posted voucher sold, through which channel. The amounts are the voucher's own.

    `claim` is what the customer owed by it on that day, `is_member` whether he was a member then.
    Nothing here changes after the voucher is posted (enterprises/integrity/sales).
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="sales")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="sale")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="sales")
    terms = models.CharField(_("pembayaran"), max_length=5, choices=Terms)
    due_on = models.DateField(_("jatuh tempo"), null=True, blank=True)
    customer = models.ForeignKey(
        Subsidiary, on_delete=models.PROTECT, null=True, blank=True, related_name="sales"
    )
    is_member = models.BooleanField(_("pembeli anggota"), default=False)
    claim = models.PositiveBigIntegerField(_("menjadi piutang"), default=0)

    class Meta:
        verbose_name = _("penjualan")
        verbose_name_plural = _("penjualan")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(terms="tempo"), name="sale_due_only_on_credit"
            ),
            models.CheckConstraint(
                condition=Q(claim=0) | Q(terms="tempo", customer__isnull=False),
                name="sale_claim_is_on_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher} {self.channel}"


class SaleLine(models.Model):
    """One product on a sale. Name, measure, price, cost and channel are copied: history never
    changes with a list. `cost` is per measure, empty where no stock is kept."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="sale_lines")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nama"), max_length=60)
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=3)
    measure = models.CharField(_("satuan"), max_length=20)
    price = models.PositiveBigIntegerField(_("harga"))
    discount = models.PositiveBigIntegerField(_("potongan"), default=0)
    cost = models.PositiveBigIntegerField(_("biaya per satuan"), null=True, blank=True)
    amount = models.PositiveBigIntegerField(_("jumlah harga"))

    class Meta:
        verbose_name = _("baris penjualan")
        verbose_name_plural = _("baris penjualan")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sale_line_sells_something"),
            models.CheckConstraint(
                condition=Q(price__gt=0, amount__gt=0), name="sale_line_has_a_price"
            ),
            models.UniqueConstraint(fields=["sale", "product", "price"], name="sale_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.measure} {self.name}"

    @property
    def quantity_text(self) -> str:
        """`3` or `2,5`: no zeros behind the comma."""
        return plain_quantity(self.quantity)


def plain_quantity(quantity: Decimal) -> str:
    """`3` or `2,5`: no zeros behind the comma."""
    return f"{Decimal(quantity).normalize():f}".replace(".", ",")
