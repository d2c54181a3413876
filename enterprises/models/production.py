"""Production: batches, what went in and came out, and their quality (kube.md §2.3 book 7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.stock import Item, spoken
from ledger.models import Book, Voucher


class Batch(models.Model):
    """One production run. With stock cards its voucher moves the goods; periodically it has none.

    `labour` and `overhead` are whole rupiah that the output carries besides its inputs. What was
    lost is borne by what is good: loss in the thousandths of the output's measure.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField(_("nomor"))
    made_on = models.DateField(_("tanggal"))
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="production"
    )
    key = models.CharField(max_length=64, blank=True)
    labour = models.PositiveBigIntegerField(_("upah"), default=0)
    overhead = models.PositiveBigIntegerField(_("biaya lain"), default=0)
    workers = models.CharField(_("petugas"), max_length=200)
    note = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("produksi")
        verbose_name_plural = _("produksi")
        ordering = ["-made_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="batch_number_of_book"),
            models.UniqueConstraint(
                fields=["book", "key"], condition=~Q(key=""), name="batch_key_of_book"
            ),
        ]

    def __str__(self) -> str:
        return _("Produksi %(number)s") % {"number": self.number}


class BatchInput(models.Model):
    """What went in: thousandths of the measure and what it cost, in whole rupiah."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="inputs")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveBigIntegerField(_("jumlah (per seribu)"))
    cost = models.PositiveBigIntegerField(_("harga pokok"))

    class Meta:
        verbose_name = _("bahan produksi")
        verbose_name_plural = _("bahan produksi")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="batch_input_something"),
            models.UniqueConstraint(fields=["batch", "item"], name="batch_input_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity_text} {self.item.measure} {self.item}"

    @property
    def quantity_text(self) -> str:
        return spoken(self.quantity)


class BatchOutput(models.Model):
    """What came out good, what was lost, and the cost that the good part carries."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="outputs")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveBigIntegerField(_("hasil baik (per seribu)"))
    lost = models.PositiveBigIntegerField(_("susut (per seribu)"), default=0)
    cost = models.PositiveBigIntegerField(_("harga pokok"))

    class Meta:
        verbose_name = _("hasil produksi")
        verbose_name_plural = _("hasil produksi")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="batch_output_something"),
            models.UniqueConstraint(fields=["batch", "item"], name="batch_output_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity_text} {self.item.measure} {self.item}"

    @property
    def quantity_text(self) -> str:
        return spoken(self.quantity)

    @property
    def lost_text(self) -> str:
        return spoken(self.lost)

    @property
    def yield_text(self) -> str:
        """What was good of all that came out: `97,6 %`."""
        whole = self.quantity + self.lost
        tenths = (2000 * self.quantity + whole) // (2 * whole)
        return f"{tenths // 10},{tenths % 10} %"

    @property
    def unit_cost(self) -> int:
        """Rupiah per measure, half up."""
        return (2000 * self.cost + self.quantity) // (2 * self.quantity)


class QualityStandard(models.Model):
    """What an output is checked for, in words: `Kadar air paling banyak 7 %`."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="standards")
    name = models.CharField(_("syarat mutu"), max_length=120)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("syarat mutu")
        verbose_name_plural = _("syarat mutu")
        ordering = ["item__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="standard_once_for_item"),
        ]

    def __str__(self) -> str:
        return self.name


class QualityCheck(models.Model):
    """Whether a batch met a standard, who looked and what was found; only ever added."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="checks")
    standard = models.ForeignKey(QualityStandard, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField(_("memenuhi"))
    found = models.CharField(_("hasil periksa"), max_length=120, blank=True)
    checked_by = models.CharField(_("pemeriksa"), max_length=120)
    checked_on = models.DateField(_("tanggal periksa"))

    class Meta:
        verbose_name = _("pemeriksaan mutu")
        verbose_name_plural = _("pemeriksaan mutu")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.standard}: {self.is_met}"
