"""Loans to members: products, loans with their schedule, and what was paid on them."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ledger.models import Account, Subsidiary, Unit, Voucher
from members.models.organization import Organization
from members.models.person import Membership
from members.models.savings import SavingsProduct


class LoanMethod(models.TextChoices):
    FLAT = "flat", _("flat")
    SLIDING = "menurun", _("menurun")
    ANNUITY = "anuitas", _("anuitas")


class RateBasis(models.TextChoices):
    """How the rate is spoken of; `annual_rate` is percent a year whatever the basis."""

    YEAR = "year", _("per tahun")
    MONTH = "month", _("per bulan")


class DayCount(models.TextChoices):
    """`30/360`: each month a twelfth of a year. `act/act`: the days, 1/365 or 1/366 each."""

    MONTHS = "30/360", _("30/360: tiap bulan seperduabelas tahun")
    DAYS = "act/act", _("act/act: hari sebenarnya, 1/365 atau 1/366")


class PaymentOrder(models.TextChoices):
    """What a payment is laid on first: d = denda, b = bunga, p = pokok."""

    DBP = "dbp", _("denda, bunga, pokok")
    BPD = "bpd", _("bunga, pokok, denda")
    BDP = "bdp", _("bunga, denda, pokok")
    PBD = "pbd", _("pokok, bunga, denda")


class LoanProduct(models.Model):
    """What a loan may be, from `valid_from` on. Rates, limits and who approves come from the
    meeting: data. New terms are a new row of the same code, so a loan keeps those it was made on.

    Approval: up to `manager_limit` the manager suffices, above it the chair decides, above
    `meeting_limit` with the number of a meeting's decision.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="loan_products"
    )
    code = models.SlugField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=80)
    method = models.CharField(_("cara bunga"), max_length=8, choices=LoanMethod)
    valid_from = models.DateField(_("berlaku sejak"), default=date(2000, 1, 1))
    annual_rate = models.DecimalField(_("bunga setahun (%)"), max_digits=7, decimal_places=4)
    rate_basis = models.CharField(
        _("dasar bunga"), max_length=5, choices=RateBasis, default=RateBasis.YEAR
    )
    day_count = models.CharField(
        _("hitungan hari"), max_length=7, choices=DayCount, default=DayCount.MONTHS
    )
    rounding = models.CharField(_("pembulatan"), max_length=10, default="half_up")
    provision_percent = models.DecimalField(
        _("provisi (persen dari pokok)"), max_digits=5, decimal_places=2, default=0
    )
    admin_fee = models.BigIntegerField(_("biaya administrasi"), default=0)
    fee_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    swp_percent = models.DecimalField(
        _("simpanan wajib pinjaman (persen dari pokok)"), max_digits=5, decimal_places=2, default=0
    )
    swp_product = models.ForeignKey(
        SavingsProduct, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    penalty_percent_per_day = models.DecimalField(
        _("denda per hari (persen dari tunggakan)"), max_digits=6, decimal_places=4, default=0
    )
    grace_days = models.PositiveSmallIntegerField(_("masa tenggang (hari)"), default=0)
    early_fee_percent = models.DecimalField(
        _("biaya pelunasan awal (persen dari sisa pokok)"),
        max_digits=5,
        decimal_places=2,
        default=0,
    )
    payment_order = models.CharField(
        _("urutan pembayaran"), max_length=3, choices=PaymentOrder, default=PaymentOrder.DBP
    )
    analysis_from = models.BigIntegerField(_("analisis wajib mulai jumlah"), null=True, blank=True)
    meeting_limit = models.BigIntegerField(
        _("di atas jumlah ini dengan keputusan rapat"), null=True, blank=True
    )
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
    allowance_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    loss_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recovery_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("produk pinjaman")
        verbose_name_plural = _("produk pinjaman")
        ordering = ["organization", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "valid_from"], name="loan_product_version"
            ),
            models.CheckConstraint(
                condition=Q(annual_rate__gte=0, manager_limit__gte=0), name="loan_product_amounts"
            ),
            models.CheckConstraint(
                condition=Q(admin_fee__gte=0)
                & Q(provision_percent__gte=0, provision_percent__lte=100)
                & Q(swp_percent__gte=0, swp_percent__lte=100)
                & Q(penalty_percent_per_day__gte=0, penalty_percent_per_day__lte=100)
                & Q(early_fee_percent__gte=0, early_fee_percent__lte=100),
                name="loan_product_fees",
            ),
            models.CheckConstraint(
                condition=Q(swp_percent=0) | Q(swp_product__isnull=False),
                name="loan_product_swp_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_rate(self) -> Decimal:
        """The rate in its own basis: percent a month or a year."""
        is_monthly = self.rate_basis == RateBasis.MONTH
        return (self.annual_rate / 12 if is_monthly else self.annual_rate).normalize()

    @property
    def loss_or_later(self) -> Account | None:
        """The account of losses; where these terms name none, that of the newest terms."""
        return self.loss_account or self._newest.loss_account

    @property
    def recovery_or_later(self) -> Account | None:
        """The account of recoveries; where these terms name none, that of the newest terms."""
        return self.recovery_account or self._newest.recovery_account

    @property
    def _newest(self) -> "LoanProduct":
        """The newest terms of the same code: loans keep theirs, and so a gap is filled later."""
        same = LoanProduct.objects.filter(organization=self.organization_id, code=self.code)
        return same.select_related("loss_account", "recovery_account").latest("valid_from")


class LoanState(models.TextChoices):
    APPLIED = "applied", _("diajukan")
    APPROVED = "approved", _("disetujui")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik kembali")
    DISBURSED = "disbursed", _("cair")
    WRITTEN_OFF = "written_off", _("dihapus buku")


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
    is_related = models.BooleanField(_("pengurus, pengawas, atau keluarganya"), default=False)
    relation = models.CharField(_("hubungan dengan pengurus"), max_length=120, blank=True)
    collateral = models.CharField(_("jaminan"), max_length=200, blank=True)
    collateral_value = models.BigIntegerField(_("nilai jaminan"), default=0)
    state = models.CharField(_("keadaan"), max_length=12, choices=LoanState)
    schedule_version = models.PositiveSmallIntegerField(_("jadwal ke-"), default=1)
    applied_on = models.DateField(_("diajukan pada"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("diputus pada"), null=True, blank=True)
    decision_no = models.CharField(_("nomor keputusan"), max_length=60, blank=True)
    decision_note = models.CharField(_("catatan keputusan"), max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(principal__gt=0, months__gt=0, collateral_value__gte=0),
                name="loan_amounts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["disbursed", "written_off"])
                | Q(subsidiary__isnull=False, disbursed_on__isnull=False),
                name="loan_disbursed_has_account",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LoanInstalment(models.Model):
    """One row of an agreed schedule; rescheduling adds a version and keeps the older ones."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="instalments")
    version = models.PositiveSmallIntegerField(_("jadwal ke-"), default=1)
    no = models.PositiveSmallIntegerField(_("ke-"))
    due_on = models.DateField(_("jatuh tempo"))
    principal = models.BigIntegerField(_("pokok"))
    interest = models.BigIntegerField(_("bunga"))

    class Meta:
        verbose_name = _("angsuran")
        verbose_name_plural = _("angsuran")
        ordering = ["loan", "version", "no"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "version", "no"], name="instalment_once"),
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
    fee = models.BigIntegerField(_("biaya pelunasan awal"), default=0)
    waived = models.BigIntegerField(_("denda dibebaskan"), default=0)
    waive_reason = models.CharField(_("alasan pembebasan denda"), max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(_("jadwal ke-"), default=1)

    class Meta:
        verbose_name = _("pembayaran pinjaman")
        verbose_name_plural = _("pembayaran pinjaman")
        constraints = [
            models.UniqueConstraint(fields=["loan", "voucher"], name="loan_payment_once"),
            models.CheckConstraint(
                condition=Q(principal__gte=0, interest__gte=0, penalty__gte=0)
                & Q(fee__gte=0, waived__gte=0),
                name="loan_payment_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.voucher_id}"
