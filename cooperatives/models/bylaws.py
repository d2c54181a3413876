"""Who the organization is in law, and what its bylaws (AD/ART) say, each version with its day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Decision, Organization

USER = settings.AUTH_USER_MODEL


class CooperativeKind(models.TextChoices):
    """Kinds of cooperatives (UU 25/1992 art. 16 and its elucidation)."""

    PRODUCERS = "produsen", _("Koperasi produsen")
    CONSUMERS = "konsumen", _("Koperasi konsumen")
    SERVICES = "jasa", _("Koperasi jasa")
    MARKETING = "pemasaran", _("Koperasi pemasaran")
    SAVINGS = "simpan_pinjam", _("Koperasi simpan pinjam")


class LegalIdentity(models.Model):
    """Numbers and kind of the organization from a day on. Only ever added: the newest counts.

    What is not known yet stays empty and shows as “belum tersedia”.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="identities"
    )
    valid_from = models.DateField(_("berlaku sejak"))
    kind = models.CharField(_("jenis koperasi"), max_length=13, choices=CooperativeKind, blank=True)
    deed_no = models.CharField(_("nomor akta pendirian"), max_length=60, blank=True)
    deed_on = models.DateField(_("tanggal akta"), null=True, blank=True)
    notary = models.CharField(_("notaris"), max_length=120, blank=True)
    approval_no = models.CharField(_("nomor SK AHU (badan hukum)"), max_length=60, blank=True)
    approval_on = models.DateField(_("tanggal SK AHU"), null=True, blank=True)
    nib = models.CharField(_("NIB"), max_length=30, blank=True)
    nik = models.CharField(_("NIK koperasi"), max_length=30, blank=True)
    npwp = models.CharField(_("NPWP"), max_length=30, blank=True)
    licence_no = models.CharField(_("nomor izin simpan pinjam"), max_length=60, blank=True)
    licence_on = models.DateField(_("tanggal izin simpan pinjam"), null=True, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("identitas badan hukum")
        verbose_name_plural = _("identitas badan hukum")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.valid_from}"


class Bylaw(models.Model):
    """One rule of the bylaws from a day on; its code is a row of `data/bylaws.csv`.

    `article` is where it stands, `decision` the meeting that changed it. Only ever added.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="bylaws")
    rule = models.CharField(_("aturan"), max_length=30)
    value = models.CharField(_("isi"), max_length=40)
    valid_from = models.DateField(_("berlaku sejak"))
    article = models.CharField(_("pasal atau dasar"), max_length=120)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="bylaws"
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("aturan AD/ART")
        verbose_name_plural = _("aturan AD/ART")
        ordering = ["rule", "-valid_from", "-pk"]
        indexes = [
            models.Index(fields=["organization", "rule", "valid_from"], name="bylaw_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} = {self.value}"
