"""Profit and what a meeting decides about it (guideline C.3.e.1; kube.md R-15, §2.5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Book, Voucher
from members.models import Decision


class Pool(models.TextChoices):
    """What a profit is divided into; each has its account in `profit_pools.csv`."""

    RESERVE = "cadangan", _("Cadangan modal")
    MEMBERS = "anggota", _("Anggota")
    SOLIDARITY = "iks", _("Dana IKS")
    OFFICERS = "pengurus", _("Pengurus")
    EDUCATION = "pendidikan", _("Pendidikan")


class ShareBasis(models.TextChoices):
    """By what the members' part is shared (kube.md §2.5)."""

    EQUAL = "sama", _("Sama rata")
    WORK_DAYS = "hari", _("Hari kerja")
    TRANSACTIONS = "transaksi", _("Transaksi dengan kelompok")
    SAVINGS = "simpanan", _("Simpanan")


class ProfitAllocation(models.Model):
    """A year's profit as a meeting divided it, and the voucher that booked it.

    Once a year under the book's lock; a reversal of the voucher undoes it, and the meeting may
    divide again. `decision` is the decision in words; those recorded before meetings were kept
    here have only the words.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="profit_allocations")
    year = models.PositiveSmallIntegerField(_("tahun laba"))
    profit = models.PositiveBigIntegerField(_("laba"))
    basis = models.CharField(
        _("dasar bagian anggota"), max_length=10, choices=ShareBasis, default=ShareBasis.EQUAL
    )
    decided_on = models.DateField(_("tanggal rapat"))
    decision = models.CharField(_("keputusan rapat"), max_length=120)
    meeting_decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profit_allocations",
        verbose_name=_("keputusan yang dicatat"),
    )
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, related_name="profit_allocation"
    )

    class Meta:
        verbose_name = _("pembagian laba")
        verbose_name_plural = _("pembagian laba")
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.book} {self.year}"


class AllocationLine(models.Model):
    """One pool: the share decided, in percent, and its amount in whole rupiah."""

    allocation = models.ForeignKey(ProfitAllocation, on_delete=models.PROTECT, related_name="lines")
    pool = models.CharField(_("bagian"), max_length=10, choices=Pool)
    percent = models.DecimalField(_("persen"), max_digits=7, decimal_places=4)
    amount = models.PositiveBigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("bagian laba")
        verbose_name_plural = _("bagian laba")
        constraints = [
            models.UniqueConstraint(fields=["allocation", "pool"], name="allocation_pool_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="allocation_percent_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_pool_display()} {self.amount}"
