"""Books of a group that are typed (kube.md §2.3): guests, activities, goods, production."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.records import Record


class GuestVisit(Record):
    """Buku tamu: who came, from where, what for."""

    visited_on = models.DateField(_("tanggal"))
    name = models.CharField(_("nama"), max_length=120)
    office = models.CharField(_("instansi atau alamat"), max_length=120)
    position = models.CharField(_("jabatan"), max_length=80, blank=True)
    purpose = models.CharField(_("maksud"), max_length=200)
    impression = models.CharField(_("kesan dan pesan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kunjungan tamu")
        verbose_name_plural = _("buku tamu")
        ordering = ["-visited_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class ActivityKind(models.TextChoices):
    """The three books behind number 14."""

    ACTIVITY = "kegiatan", _("Kegiatan")
    LETTER_IN = "masuk", _("Surat masuk")
    LETTER_OUT = "keluar", _("Surat keluar")
    ADVICE = "anjuran", _("Anjuran atau pembinaan")


class ActivityNote(Record):
    """Buku kegiatan, agenda surat, and advice of other offices, with what is to follow."""

    kind = models.CharField(_("jenis"), max_length=8, choices=ActivityKind)
    on = models.DateField(_("tanggal"))
    number = models.CharField(_("nomor surat"), max_length=60, blank=True)
    text = models.CharField(_("uraian"), max_length=300)
    by = models.CharField(_("oleh atau kepada"), max_length=120)
    follow_up = models.CharField(_("tindak lanjut"), max_length=200, blank=True)
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    done_on = models.DateField(_("selesai pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("catatan kegiatan")
        verbose_name_plural = _("buku kegiatan dan surat")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("on")),
                name="activity_done_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GoodsOrigin(models.TextChoices):
    BOUGHT = "beli", _("Dibeli")
    GIVEN = "hibah", _("Hibah atau bantuan")
    LENT = "pinjam", _("Pinjam pakai")


class GoodsState(models.TextChoices):
    GOOD = "baik", _("Baik")
    WORN = "rusak", _("Rusak, masih dapat diperbaiki")
    GONE = "hilang", _("Rusak berat atau hilang")


class InventoryGood(Record):
    """Buku inventaris: what the group has or was lent. The value is informative; the books say
    what is an asset, and a thing lent never is one."""

    code = models.CharField(_("kode barang"), max_length=20)
    name = models.CharField(_("nama barang"), max_length=120)
    model = models.CharField(_("merek atau spesifikasi"), max_length=120, blank=True)
    origin = models.CharField(_("asal"), max_length=6, choices=GoodsOrigin)
    acquired_on = models.DateField(_("diperoleh pada"))
    quantity = models.PositiveIntegerField(_("jumlah"), default=1)
    value = models.PositiveBigIntegerField(_("nilai seluruhnya"), default=0)
    state = models.CharField(_("kondisi"), max_length=6, choices=GoodsState)
    place = models.CharField(_("lokasi"), max_length=120)
    keeper = models.CharField(_("penanggung jawab"), max_length=120)

    class Meta:
        verbose_name = _("barang inventaris")
        verbose_name_plural = _("buku inventaris")
        ordering = ["code", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_of_something"),
            models.UniqueConstraint(
                fields=["book", "code"],
                condition=Q(void_reason=""),
                name="inventory_code_of_book",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProductionNote(Record):
    """Buku produksi of a group without stock cards: what was made, of what, how good."""

    made_on = models.DateField(_("tanggal"))
    product = models.CharField(_("produk"), max_length=80)
    materials = models.CharField(_("bahan yang dipakai"), max_length=200)
    output = models.CharField(_("jumlah hasil"), max_length=60)
    loss = models.CharField(_("susut atau rusak"), max_length=60, blank=True)
    quality = models.CharField(_("mutu"), max_length=80, blank=True)
    workers = models.CharField(_("petugas"), max_length=120)

    class Meta:
        verbose_name = _("catatan produksi")
        verbose_name_plural = _("buku produksi")
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.product} {self.output}"
