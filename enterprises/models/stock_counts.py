"""Counting the stock by two people (kube.md §2.3; SAK EMKM)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.stock import Item, spoken
from ledger.models import Account, Book, Voucher


class StockCount(models.Model):
    """What two people counted on a day, and the voucher that booked the difference, if any."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="stock_counts")
    counted_on = models.DateField(_("tanggal hitung"))
    first_counter = models.CharField(_("penghitung pertama"), max_length=120)
    second_counter = models.CharField(_("penghitung kedua"), max_length=120)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    key = models.CharField(max_length=64, blank=True)
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="stock_count"
    )

    class Meta:
        verbose_name = _("hitung stok")
        verbose_name_plural = _("hitung stok")
        ordering = ["-counted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "key"], condition=~Q(key=""), name="stock_count_key_of_book"
            ),
            models.CheckConstraint(
                condition=~Q(first_counter=models.F("second_counter")),
                name="stock_count_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counted_on}"


class StockCountLine(models.Model):
    """One item as counted and as the card had it (zero where the book keeps none).

    Quantities in thousandths, values in whole rupiah.
    """

    count = models.ForeignKey(StockCount, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveBigIntegerField(_("dihitung (per seribu)"))
    value = models.PositiveBigIntegerField(_("nilai"))
    book_quantity = models.PositiveBigIntegerField(_("menurut kartu (per seribu)"), default=0)
    book_value = models.PositiveBigIntegerField(_("nilai menurut kartu"), default=0)

    class Meta:
        verbose_name = _("baris hitung stok")
        verbose_name_plural = _("baris hitung stok")
        constraints = [
            models.UniqueConstraint(fields=["count", "item"], name="stock_count_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {spoken(self.quantity)}"

    @property
    def quantity_text(self) -> str:
        return spoken(self.quantity)

    @property
    def book_quantity_text(self) -> str:
        return spoken(self.book_quantity)

    @property
    def difference(self) -> int:
        """Counted less the card, in whole rupiah."""
        return self.value - self.book_value
