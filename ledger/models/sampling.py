"""Samples of vouchers that a supervisor or auditor checks. They never touch the books."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book
from ledger.models.voucher import Voucher

PERSON = settings.AUTH_USER_MODEL


class SampleMethod(models.TextChoices):
    """How vouchers are chosen (ISA 530 / SA 530, appendix 4)."""

    RANDOM = "random", _("acak")
    LARGEST = "largest", _("yang terbesar")
    ABOVE = "above", _("mulai jumlah tertentu")
    MONETARY = "monetary", _("unit uang (MUS)")
    WHOLE = "whole", _("semua")


class Sample(models.Model):
    """A drawn sample: from which vouchers, how, why, by whom. Rows can only be added (guarded).

    `population` and `population_amount` are what it was drawn from; amounts are whole rupiah:
    of the vouchers, or of the one account that was asked for. With `seed` and `sequence` (the
    newest voucher then) anybody draws the same sample again.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField(_("nomor"))
    purpose = models.CharField(_("tujuan"), max_length=200)
    method = models.CharField(_("cara"), max_length=8, choices=SampleMethod)
    start = models.DateField(_("dari"))
    end = models.DateField(_("sampai"))
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    size = models.PositiveIntegerField(_("banyaknya"), default=0)
    threshold = models.BigIntegerField(_("mulai jumlah"), default=0)
    interval = models.BigIntegerField(_("interval"), default=0)
    first_hit = models.BigIntegerField(_("rupiah pertama"), default=0)
    seed = models.CharField(_("bilangan acak"), max_length=64, blank=True)
    sequence = models.PositiveIntegerField(_("bukti terakhir saat ditarik"))
    population = models.PositiveIntegerField(_("bukti dalam lingkup"))
    population_amount = models.BigIntegerField(_("jumlah dalam lingkup"))
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("ditarik pada"))

    class Meta:
        verbose_name = _("sampel")
        verbose_name_plural = _("sampel")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="sample_number_once"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="sample_forward"
            ),
            models.CheckConstraint(
                condition=~models.Q(method__in=["random", "monetary"]) | ~models.Q(seed=""),
                name="sample_has_seed",
            ),
        ]

    def __str__(self) -> str:
        return f"S-{self.number}"


class SampleItem(models.Model):
    """A voucher of a sample. `hits` is how often its rupiah were hit (MUS), else one."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField(_("urutan"))
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="sample_items")
    amount = models.BigIntegerField(_("jumlah"))
    hits = models.PositiveIntegerField(_("kena"), default=1)

    class Meta:
        verbose_name = _("butir sampel")
        verbose_name_plural = _("butir sampel")
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "position"], name="item_position_once"),
            models.UniqueConstraint(fields=["sample", "voucher"], name="item_voucher_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sample}/{self.position}"


class ItemCheck(models.Model):
    """What was found about an item; the newest counts, and the older ones stay."""

    item = models.ForeignKey(SampleItem, on_delete=models.PROTECT, related_name="checks")
    marks = models.JSONField(_("tanda"), encoder=DjangoJSONEncoder)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("diperiksa pada"))

    class Meta:
        verbose_name = _("pemeriksaan butir")
        verbose_name_plural = _("pemeriksaan butir")
        ordering = ["item", "-id"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.marks}"


class SampleConclusion(models.Model):
    """What the checker concludes from a sample; the newest counts."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="conclusions")
    text = models.CharField(_("simpulan"), max_length=1000)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ditulis pada"))

    class Meta:
        verbose_name = _("simpulan")
        verbose_name_plural = _("simpulan")
        ordering = ["sample", "-id"]

    def __str__(self) -> str:
        return self.text
