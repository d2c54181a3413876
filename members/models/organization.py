"""Organizations and the institution above them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class OrganizationKind(models.TextChoices):
    KUBE = "kube", _("KUBE")
    KOPERASI = "koperasi", _("Koperasi")
    YAYASAN = "yayasan", _("Yayasan")
    PANTI = "panti", _("Panti sosial")


class Organization(models.Model):
    """The tenant (lembaga). Its slug is its book's; `institution` is the panti that raises it."""

    slug = models.SlugField(_("kode"), max_length=50, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=8, choices=OrganizationKind)
    institution = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": OrganizationKind.PANTI},
        related_name="organizations",
        verbose_name=_("panti pembina"),
    )
    book = models.OneToOneField(
        "ledger.Book", on_delete=models.PROTECT, related_name="organization"
    )
    founded_on = models.DateField(_("berdiri pada"), null=True, blank=True)
    village = models.CharField(_("desa/kelurahan"), max_length=80, blank=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lembaga")
        verbose_name_plural = _("lembaga")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return self.get_kind_display()
