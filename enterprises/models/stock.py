"""Items in stock and their movements (guideline C.3; kube.md §2.3 book 9)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.sales import Product
from ledger.models import Account, Book, Voucher

THOUSANDTHS = 1000
"""Quantities are kept as whole thousandths of the measure: both databases add them exactly."""


class ItemKind(models.TextChoices):
    """What an item is for; its accounts stand in `stock_accounts.csv`."""

    MATERIAL = "bahan", _("Bahan")
    MERCHANDISE = "dagangan", _("Barang dagangan")
    FINISHED = "hasil", _("Hasil produksi")


class Item(models.Model):
    """Something that lies in stock. `product` is what it is sold as, if it is sold.

    An item is no product: feed is never sold, a service is never stocked (decision 0060).
    `purchase_account` takes what is bought where the book counts periodically.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=60)
    kind = models.CharField(_("jenis"), max_length=8, choices=ItemKind)
    measure = models.CharField(_("satuan"), max_length=20)
    decimals = models.PositiveSmallIntegerField(_("angka di belakang koma"), default=0)
    stock_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("akun persediaan")
    )
    purchase_account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("akun pembelian"),
    )
    product = models.OneToOneField(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("barang")
        verbose_name_plural = _("barang")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="item_code_of_book"),
            models.CheckConstraint(condition=Q(decimals__lte=3), name="item_decimals_0_to_3"),
        ]

    def __str__(self) -> str:
        return self.name


class StockStart(models.Model):
    """From this day a book keeps its stock item by item, at moving-average cost.

    A book without a row counts periodically, as the demonstration does.
    """

    book = models.OneToOneField(Book, on_delete=models.PROTECT, related_name="stock_start")
    since = models.DateField(_("sejak"))

    class Meta:
        verbose_name = _("awal kartu stok")
        verbose_name_plural = _("awal kartu stok")

    def __str__(self) -> str:
        return f"{self.book} {self.since}"


class MovementKind(models.TextChoices):
    OPENING = "awal", _("Saldo awal")
    PURCHASE = "beli", _("Pembelian")
    PURCHASE_RETURN = "retur_beli", _("Retur pembelian")
    SALE = "jual", _("Penjualan")
    SALE_RETURN = "retur_jual", _("Retur penjualan")
    USED = "pakai", _("Dipakai produksi")
    MADE = "hasil", _("Hasil produksi")
    COUNT = "hitung", _("Hitung stok")
    REVERSAL = "balik", _("Pembalikan")


class StockMovement(models.Model):
    """One receipt (positive) or issue (negative) of an item; only ever added.

    `quantity` is in thousandths of the measure, `value` in whole rupiah. `quantity_after` and
    `value_after` are the item's running balance in the order of recording. The database refuses
    what leaves less than nothing, and a day before the item's last issue.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="stock_movements")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="movements")
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="stock_movements"
    )
    date = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=10, choices=MovementKind)
    quantity = models.BigIntegerField(_("jumlah (per seribu)"))
    value = models.BigIntegerField(_("nilai"))
    sequence = models.PositiveIntegerField(_("urutan"))
    quantity_after = models.BigIntegerField(_("sisa jumlah"))
    value_after = models.BigIntegerField(_("sisa nilai"))

    class Meta:
        verbose_name = _("mutasi stok")
        verbose_name_plural = _("mutasi stok")
        ordering = ["item", "date", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["item", "sequence"], name="movement_in_sequence"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, value__gte=0) | Q(quantity__lt=0, value__lte=0),
                name="movement_in_or_out",
            ),
            models.CheckConstraint(
                condition=Q(quantity_after__gt=0, value_after__gte=0)
                | Q(quantity_after=0, value_after=0),
                name="movement_leaves_no_less_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(voucher__isnull=False) | Q(kind="awal"), name="movement_has_a_voucher"
            ),
        ]
        indexes = [models.Index(F("item"), F("date"), name="movement_item_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.item} {spoken(self.quantity)}"


def spoken(thousandths: int) -> str:
    """`3` or `2,5`: a quantity as people write it; a minus before what went out."""
    return f"{Decimal(thousandths).scaleb(-3).normalize():f}".replace(".", ",")
