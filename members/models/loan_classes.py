"""Collectability: the table of an organization, and the allowance runs made with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Account, Voucher
from members.models.loans import Loan
from members.models.organization import Organization


class LoanClassTable(models.Model):
    """A table of classes from a day on; a new table replaces it and the old one stays."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="loan_class_tables"
    )
    valid_from = models.DateField(_("berlaku sejak"))
    source = models.CharField(_("dasar"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("tabel kolektibilitas")
        verbose_name_plural = _("tabel kolektibilitas")
        ordering = ["organization", "valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.valid_from}"


class LoanClass(models.Model):
    """One class: loans late `days_from` days or more. Percent of what is owed net of collateral;
    `stops_interest`: interest that falls due while a loan lies here is not claimed."""

    table = models.ForeignKey(LoanClassTable, on_delete=models.PROTECT, related_name="classes")
    name = models.CharField(_("golongan"), max_length=40)
    days_from = models.PositiveIntegerField(_("terlambat mulai (hari)"))
    percent = models.DecimalField(_("penyisihan (%)"), max_digits=5, decimal_places=2)
    stops_interest = models.BooleanField(_("bunga berhenti"), default=False)

    class Meta:
        verbose_name = _("golongan kolektibilitas")
        verbose_name_plural = _("golongan kolektibilitas")
        ordering = ["table", "days_from"]
        constraints = [
            models.UniqueConstraint(fields=["table", "days_from"], name="loan_class_days"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="loan_class_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AllowanceRun(models.Model):
    """The allowance of one account brought to what the table asks for at a month's end.

    `difference` was posted with `voucher`; None where there was nothing to post.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="allowance_runs"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(LoanClassTable, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    required = models.BigIntegerField(_("penyisihan yang diperlukan"))
    held = models.BigIntegerField(_("penyisihan yang ada"))
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("penyisihan pinjaman")
        verbose_name_plural = _("penyisihan pinjaman")
        ordering = ["organization", "-year", "-month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(required__gte=0, month__gte=1, month__lte=12), name="allowance_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.year}-{self.month:02d}"

    @property
    def difference(self) -> int:
        """What was added (positive) or taken back."""
        return self.required - self.held


class AllowanceRow(models.Model):
    """One loan in a run."""

    run = models.ForeignKey(AllowanceRun, on_delete=models.PROTECT, related_name="rows")
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="+")
    class_name = models.CharField(_("golongan"), max_length=40)
    days_late = models.PositiveIntegerField(_("hari terlambat"))
    outstanding = models.BigIntegerField(_("sisa pokok"))
    percent = models.DecimalField(_("penyisihan (%)"), max_digits=5, decimal_places=2)
    amount = models.BigIntegerField(_("penyisihan"))

    class Meta:
        verbose_name = _("rincian penyisihan")
        verbose_name_plural = _("rincian penyisihan")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "loan"], name="allowance_row_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, outstanding__gte=0), name="allowance_row_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.loan_id}"
