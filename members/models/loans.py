"""Loans to members: products, loans with their schedule, and what was paid on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ledger.models import Account, Subsidiary, Voucher
from members.models.organization import Organization
from members.models.person import Membership


class LoanMethod(models.TextChoices):
    FLAT = "flat", _("flat")
    SLIDING = "menurun", _("menurun")
    ANNUITY = "anuitas", _("anuitas")


class LoanProduct(models.Model):
    """What a loan may be. Rates, limits and who approves come from the meeting: data."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="loan_products"
    )
    code = models.SlugField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=80)
    method = models.CharField(_("cara bunga"), max_length=8, choices=LoanMethod)
    annual_rate = models.DecimalField(_("bunga setahun (%)"), max_digits=7, decimal_places=4)
    rounding = models.CharField(_("pembulatan"), max_length=10, default="half_up")
    max_amount = models.BigIntegerField(_("pinjaman paling besar"), null=True, blank=True)
    max_months = models.PositiveSmallIntegerField(_("jangka paling lama (bulan)"), default=60)
    manager_limit = models.BigIntegerField(
        _("sampai jumlah ini cukup disetujui manajer"), default=0
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    interest_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    penalty_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("produk pinjaman")
        verbose_name_plural = _("produk pinjaman")
        ordering = ["organization", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="loan_product_code"),
            models.CheckConstraint(
                condition=Q(annual_rate__gte=0, manager_limit__gte=0), name="loan_product_amounts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LoanState(models.TextChoices):
    APPLIED = "applied", _("diajukan")
    APPROVED = "approved", _("disetujui")
    REFUSED = "refused", _("ditolak")
    DISBURSED = "disbursed", _("cair")


class Loan(models.Model):
    """One loan. What is owed is the balance of its subsidiary account, nothing else."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="loans")
    product = models.ForeignKey(LoanProduct, on_delete=models.PROTECT, related_name="loans")
    number = models.CharField(_("nomor pinjaman"), max_length=20)
    principal = models.BigIntegerField(_("pokok"))
    months = models.PositiveSmallIntegerField(_("jangka (bulan)"))
    method = models.CharField(_("cara bunga"), max_length=8, choices=LoanMethod)
    annual_rate = models.DecimalField(_("bunga setahun (%)"), max_digits=7, decimal_places=4)
    purpose = models.CharField(_("keperluan"), max_length=200, blank=True)
    is_related = models.BooleanField(_("pengurus atau pengawas"), default=False)
    state = models.CharField(_("keadaan"), max_length=9, choices=LoanState)
    applied_on = models.DateField(_("diajukan pada"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("diputus pada"), null=True, blank=True)
    disbursed_on = models.DateField(_("cair pada"), null=True, blank=True)
    subsidiary = models.OneToOneField(
        Subsidiary, on_delete=models.PROTECT, null=True, blank=True, related_name="loan"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pinjaman")
        verbose_name_plural = _("pinjaman")
        ordering = ["product", "number"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="loan_number_once"),
            models.CheckConstraint(condition=Q(principal__gt=0, months__gt=0), name="loan_amounts"),
            models.CheckConstraint(
                condition=~Q(state="disbursed")
                | Q(subsidiary__isnull=False, disbursed_on__isnull=False),
                name="loan_disbursed_has_account",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LoanInstalment(models.Model):
    """One row of the agreed schedule."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="instalments")
    no = models.PositiveSmallIntegerField(_("ke-"))
    due_on = models.DateField(_("jatuh tempo"))
    principal = models.BigIntegerField(_("pokok"))
    interest = models.BigIntegerField(_("bunga"))

    class Meta:
        verbose_name = _("angsuran")
        verbose_name_plural = _("angsuran")
        ordering = ["loan", "no"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "no"], name="instalment_once"),
            models.CheckConstraint(
                condition=Q(principal__gte=0, interest__gte=0), name="instalment_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.no}"


class LoanPayment(models.Model):
    """How one payment was laid on penalty, interest and principal."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="payments")
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")
    principal = models.BigIntegerField(_("pokok"))
    interest = models.BigIntegerField(_("bunga"))
    penalty = models.BigIntegerField(_("denda"), default=0)

    class Meta:
        verbose_name = _("pembayaran pinjaman")
        verbose_name_plural = _("pembayaran pinjaman")
        constraints = [
            models.UniqueConstraint(fields=["loan", "voucher"], name="loan_payment_once"),
            models.CheckConstraint(
                condition=Q(principal__gte=0, interest__gte=0, penalty__gte=0),
                name="loan_payment_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.voucher_id}"
