"""Where a business's capital came from (guideline C.3.e)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models import Subsidiary


class CapitalSource(models.TextChoices):
    """Sources of capital, own before borrowed; the order is the order of the map."""

    SAVINGS = "savings", _("Simpanan anggota")
    RETAINED = "retained", _("Laba yang ditahan")
    PARTICIPATION = "participation", _("Modal penyertaan")
    SOCIAL_AID = "social_aid", _("Bantuan sosial")
    GRANT = "grant", _("Hibah dan CSR")
    INSTITUTION = "institution", _("Pinjaman lembaga")
    BANK = "bank", _("KUR dan pinjaman bank")
    LPDB = "lpdb", _("LPDB dan dana bergulir")
    SUPPLIER = "supplier", _("Utang kepada pemasok")
    CUSTOMER = "customer", _("Titipan dan uang muka")
    FUND = "fund", _("Dana IKS, pendidikan, dan sosial")
    PAYABLE_PROFIT = "payable_profit", _("Bagi hasil yang belum dibayar")
    TAX = "tax", _("Utang pajak")
    OTHER = "other", _("Lain-lain")


class CapitalAgreement(models.Model):
    """The agreement behind one grant or loan, tied to its subsidiary account.

    What was received, used and is left stands in the books; this is the paper that it rests on.
    """

    subsidiary = models.OneToOneField(
        Subsidiary, on_delete=models.PROTECT, related_name="capital_agreement"
    )
    source = models.CharField(_("sumber"), max_length=14, choices=CapitalSource)
    provider = models.CharField(_("pemberi"), max_length=120)
    number = models.CharField(_("nomor perjanjian"), max_length=60, blank=True)
    agreed_on = models.DateField(_("tanggal perjanjian"), null=True, blank=True)
    restriction = models.CharField(_("peruntukan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("perjanjian modal")
        verbose_name_plural = _("perjanjian modal")

    def __str__(self) -> str:
        return f"{self.provider} {self.number}".strip()
