"""What stands above and below the papers of an organization. Each saving is a new row.

Guarded in the database (members/integrity/): rows are only added.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization

PERSON = settings.AUTH_USER_MODEL


class LetterheadVersion(models.Model):
    """The letterhead of an organization from a moment on; the newest version counts."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="letterheads"
    )
    version = models.PositiveIntegerField(_("versi"))
    name = models.CharField(_("nama"), max_length=120)
    subtitle = models.CharField(_("baris di bawah nama"), max_length=120, blank=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    contact = models.CharField(_("telepon, surel"), max_length=120, blank=True)
    legal = models.CharField(_("nomor badan hukum, NIB, NPWP"), max_length=200, blank=True)
    place = models.CharField(_("tempat penandatanganan"), max_length=80, blank=True)
    logo = models.CharField(_("tempat simpan lambang"), max_length=120, blank=True)
    logo_sha256 = models.CharField(_("sidik lambang"), max_length=64, blank=True)
    reason = models.CharField(_("alasan"), max_length=200)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("disimpan pada"))

    class Meta:
        verbose_name = _("kop surat")
        verbose_name_plural = _("kop surat")
        ordering = ["organization", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "version"], name="letterhead_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class SignatureVersion(models.Model):
    """Who signs one kind of document from a moment on; the newest version counts.

    A version without places gives the document back to Lumbung's own order.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="signatures"
    )
    document = models.CharField(_("dokumen"), max_length=12)
    version = models.PositiveIntegerField(_("versi"))
    reason = models.CharField(_("alasan"), max_length=200)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("disimpan pada"))

    class Meta:
        verbose_name = _("susunan tanda tangan")
        verbose_name_plural = _("susunan tanda tangan")
        ordering = ["organization", "document", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "document", "version"], name="signature_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"


class SignaturePlace(models.Model):
    """One place to sign, counted from the left; `signer` is an office, or a person of the paper."""

    signature = models.ForeignKey(SignatureVersion, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField(_("urutan dari kiri"))
    signer = models.CharField(_("penanda tangan"), max_length=12)
    act = models.CharField(_("keterangan di atasnya"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("tempat tanda tangan")
        verbose_name_plural = _("tempat tanda tangan")
        ordering = ["signature", "position"]
        constraints = [
            models.UniqueConstraint(fields=["signature", "position"], name="signature_place_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=4), name="signature_place_of_four"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.signer}"
