"""Savings products of an organization, each member's account in them, and interest slips."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ledger.models import Account, Subsidiary, Voucher
from members.models.organization import Organization
from members.models.person import Membership


class SavingsKind(models.TextChoices):
    """What a product is in law and practice (koperasi.md §6.1; kube.md §2.2 for IKS)."""

    POKOK = "pokok", _("Simpanan pokok")
    WAJIB = "wajib", _("Simpanan wajib")
    SUKARELA = "sukarela", _("Simpanan sukarela")
    BERJANGKA = "berjangka", _("Simpanan berjangka")
    TUJUAN = "tujuan", _("Simpanan tujuan tertentu")
    MODAL = "modal", _("Modal anggota")
    IKS = "iks", _("Iuran kesetiakawanan sosial (dana bersama)")


class InterestMethod(models.TextChoices):
    NONE = "", _("tanpa bunga")
    DAILY = "daily", _("saldo harian")
    AVERAGE = "average", _("saldo rata-rata")
    LOWEST = "lowest", _("saldo terendah")


class SavingsProduct(models.Model):
    """A product. Equity or liability is decided by its account, amounts by the bylaws.

    `fixed_amount` is the whole of pokok, and the month of wajib and IKS. An IKS product is one
    pooled fund: contributions are followed as dues, nobody has a balance in it.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="savings_products"
    )
    code = models.SlugField(_("kode"), max_length=20)
    kind = models.CharField(_("jenis"), max_length=10, choices=SavingsKind)
    name = models.CharField(_("nama"), max_length=80)
    name_en = models.CharField(_("nama (Inggris)"), max_length=80, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    interest_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tax_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fixed_amount = models.BigIntegerField(_("jumlah tetap"), null=True, blank=True)
    minimum = models.BigIntegerField(_("setoran paling kecil"), default=0)
    is_withdrawable = models.BooleanField(_("dapat diambil"), default=False)
    counts_for_shu = models.BooleanField(_("dihitung untuk SHU"), default=False)
    interest_percent = models.DecimalField(
        _("bunga setahun (%)"), max_digits=6, decimal_places=3, default=0
    )
    interest_method = models.CharField(
        _("cara bunga"), max_length=8, choices=InterestMethod, blank=True
    )
    break_penalty_percent = models.DecimalField(
        _("potongan bila dicairkan sebelum jatuh tempo (%)"),
        max_digits=5,
        decimal_places=2,
        default=0,
    )
    due_day = models.PositiveSmallIntegerField(_("iuran jatuh tempo tiap tanggal"), default=31)
    starts_next_month = models.BooleanField(_("anggota baru mulai bulan berikutnya"), default=False)
    is_taxed = models.BooleanField(_("bunga dipotong pajak final"), default=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("produk simpanan")
        verbose_name_plural = _("produk simpanan")
        ordering = ["organization", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="savings_product_code"),
            models.CheckConstraint(
                condition=Q(minimum__gte=0)
                & (Q(fixed_amount__isnull=True) | Q(fixed_amount__gt=0))
                & Q(interest_percent__gte=0)
                & Q(break_penalty_percent__gte=0, break_penalty_percent__lte=100)
                & Q(due_day__gte=1, due_day__lte=31),
                name="savings_product_amounts",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["pokok", "wajib", "iks"], is_withdrawable=True),
                name="savings_product_not_withdrawable",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def is_fund(self) -> bool:
        """Whether it is one pooled fund without members' balances."""
        return self.kind == SavingsKind.IKS


class SavingsAccount(models.Model):
    """One member in one product: the subsidiary account that carries his balance.

    Of time savings a member may hold several: each certificate is an account of its own.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="savings_accounts"
    )
    product = models.ForeignKey(SavingsProduct, on_delete=models.PROTECT, related_name="accounts")
    subsidiary = models.OneToOneField(
        Subsidiary, on_delete=models.PROTECT, related_name="savings_account"
    )

    certificate = models.CharField(_("nomor bilyet"), max_length=20, blank=True)
    placed_on = models.DateField(_("ditempatkan pada"), null=True, blank=True)
    matures_on = models.DateField(_("jatuh tempo"), null=True, blank=True)

    class Meta:
        verbose_name = _("rekening simpanan")
        verbose_name_plural = _("rekening simpanan")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "product", "certificate"], name="savings_account_once"
            ),
            models.CheckConstraint(
                condition=Q(matures_on__isnull=True) | Q(matures_on__gt=models.F("placed_on")),
                name="savings_certificate_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.product}"


class InterestSlip(models.Model):
    """What one savings account earned in one month: gross, tax, and the voucher that paid it."""

    account = models.ForeignKey(SavingsAccount, on_delete=models.PROTECT, related_name="slips")
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    gross = models.BigIntegerField(_("bunga"))
    tax = models.BigIntegerField(_("pajak"))
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bukti potong bunga simpanan")
        verbose_name_plural = _("bukti potong bunga simpanan")
        constraints = [
            models.CheckConstraint(
                condition=Q(gross__gt=0, tax__gte=0, tax__lte=models.F("gross")),
                name="interest_slip_amounts",
            ),
            models.UniqueConstraint(
                fields=["account", "year", "month", "voucher"], name="interest_slip_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.year}-{self.month:02d}"

    @property
    def net(self) -> int:
        """What was credited to the member."""
        return self.gross - self.tax
