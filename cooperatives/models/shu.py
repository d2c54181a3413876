"""Sharing a year's SHU: the calculation as it was decided, its shares, payments and funds.

A calculation is frozen when it is made; only its state moves: dihitung → ditinjau → disahkan →
dibagikan. Another calculation of the same year is made after the standing one is withdrawn, or
after its voucher is reversed. docs/accounting/shu.md.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Book, Unit, Voucher
from members.models import Decision, Membership, SavingsAccount

USER = settings.AUTH_USER_MODEL


class ShuState(models.TextChoices):
    """Where a calculation stands."""

    CALCULATED = "calculated", _("dihitung")
    REVIEWED = "reviewed", _("ditinjau pengurus")
    APPROVED = "approved", _("disahkan RAT")
    DISTRIBUTED = "distributed", _("dibagikan")
    WITHDRAWN = "withdrawn", _("dibatalkan")


class ShuPoolKind(models.TextChoices):
    """What an SHU is divided into; accounts in `data/shu_pools.csv`."""

    RESERVE = "cadangan", _("Cadangan")
    MEMBERS = "anggota", _("Anggota")
    CAPITAL = "jasa_modal", _("Jasa modal")
    BUSINESS = "jasa_usaha", _("Jasa usaha")
    OFFICERS = "pengurus", _("Dana pengurus dan pengawas")
    STAFF = "karyawan", _("Dana karyawan")
    EDUCATION = "pendidikan", _("Dana pendidikan")
    SOCIAL = "sosial", _("Dana sosial")
    AREA = "pembangunan", _("Dana pembangunan daerah kerja")


class BusinessSource(models.TextChoices):
    """What of a member's business with the cooperative counts."""

    PURCHASES = "purchases", _("Pembelian dari koperasi")
    SALES = "sales", _("Penjualan ke koperasi")
    INTEREST = "interest", _("Jasa pinjaman yang dibayar")


class ShuDistribution(models.Model):
    """One calculation of a year's SHU with the policy of that year; whole rupiah."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="shu_distributions")
    year = models.PositiveSmallIntegerField(_("tahun buku"))
    state = models.CharField(
        _("keadaan"), max_length=11, choices=ShuState, default=ShuState.CALCULATED
    )
    style = models.CharField(_("cara membagi"), max_length=12)
    capital_method = models.CharField(_("dasar jasa modal"), max_length=12)
    leavers = models.CharField(_("anggota keluar"), max_length=12)
    rounding = models.CharField(_("pembulatan"), max_length=20)
    non_member = models.CharField(_("SHU dari bukan anggota"), max_length=12)
    base = models.BigIntegerField(_("SHU tahun buku"))
    from_members = models.BigIntegerField(_("dari anggota"))
    from_non_members = models.BigIntegerField(_("dari bukan anggota"))
    residual = models.BigIntegerField(_("sisa pembulatan"))
    closing = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, related_name="+", verbose_name=_("jurnal penutup")
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="shu_distributions"
    )
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="shu_distribution"
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dihitung pada"))
    reviewed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("ditinjau pada"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("alasan dibatalkan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pembagian SHU")
        verbose_name_plural = _("pembagian SHU")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year"],
                condition=~Q(state="withdrawn"),
                name="shu_one_standing_a_year",
            ),
            models.CheckConstraint(
                condition=Q(base=F("from_members") + F("from_non_members"))
                & Q(base__gt=0, from_members__gte=0, from_non_members__gte=0, residual__gte=0),
                name="shu_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"SHU {self.year}"

    @property
    def is_standing(self) -> bool:
        """Whether it counts."""
        return self.state != ShuState.WITHDRAWN


class ShuWeight(models.Model):
    """What a rupiah of a member's business counts, by its source and unit; a whole number."""

    distribution = models.ForeignKey(
        ShuDistribution, on_delete=models.PROTECT, related_name="weights"
    )
    source = models.CharField(_("usaha"), max_length=9, choices=BusinessSource)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveIntegerField(_("bobot"))

    class Meta:
        verbose_name = _("bobot usaha")
        verbose_name_plural = _("bobot usaha")
        constraints = [
            models.UniqueConstraint(
                fields=["distribution", "source", "unit"], name="shu_weight_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.unit_id}: {self.weight}"


class ShuPool(models.Model):
    """A part of the SHU. `amount` as decided; `posted` with residual and non-members' part.

    Below a two-level policy's `anggota` its two parts have `level` 2 and are in no sum.
    """

    distribution = models.ForeignKey(
        ShuDistribution, on_delete=models.PROTECT, related_name="pools"
    )
    pool = models.CharField(_("bagian"), max_length=12, choices=ShuPoolKind)
    level = models.PositiveSmallIntegerField(_("tingkat"), default=1)
    percent = models.DecimalField(_("persen"), max_digits=7, decimal_places=4)
    amount = models.BigIntegerField(_("jumlah"))
    posted = models.BigIntegerField(_("dibukukan"))

    class Meta:
        verbose_name = _("bagian SHU")
        verbose_name_plural = _("bagian SHU")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["distribution", "pool"], name="shu_pool_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, amount__gte=0, posted__gte=0),
                name="shu_pool_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool} {self.amount}"


class ShuShare(models.Model):
    """One member's part beside the bases it was computed from."""

    distribution = models.ForeignKey(
        ShuDistribution, on_delete=models.PROTECT, related_name="shares"
    )
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="shu_shares")
    capital_base = models.BigIntegerField(_("dasar jasa modal"))
    business_base = models.BigIntegerField(_("dasar jasa usaha"))
    jasa_modal = models.BigIntegerField(_("jasa modal"))
    jasa_usaha = models.BigIntegerField(_("jasa usaha"))

    class Meta:
        verbose_name = _("SHU anggota")
        verbose_name_plural = _("SHU anggota")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["distribution", "membership"], name="shu_share_once"),
            models.CheckConstraint(
                condition=Q(capital_base__gte=0, business_base__gte=0)
                & Q(jasa_modal__gte=0, jasa_usaha__gte=0),
                name="shu_share_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.total}"

    @property
    def total(self) -> int:
        """Both services together."""
        return self.jasa_modal + self.jasa_usaha


class ShuWay(models.TextChoices):
    """How a member receives a share."""

    CASH = "cash", _("tunai atau transfer")
    SAVINGS = "savings", _("masuk simpanan sukarela")
    CAPITAL = "capital", _("menambah modal (simpanan)")


class ShuPayment(models.Model):
    """A share paid out, once; it counts as long as its voucher is not reversed."""

    share = models.ForeignKey(ShuShare, on_delete=models.PROTECT, related_name="payments")
    way = models.CharField(_("cara"), max_length=7, choices=ShuWay)
    amount = models.BigIntegerField(_("jumlah"))
    account = models.ForeignKey(
        SavingsAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.CharField(_("surat persetujuan anggota"), max_length=120, blank=True)
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="shu_payments")

    class Meta:
        verbose_name = _("pembayaran SHU")
        verbose_name_plural = _("pembayaran SHU")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["share", "voucher"], name="shu_payment_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                & (
                    Q(way="cash", account__isnull=True)
                    | Q(way__in=["savings", "capital"], account__isnull=False)
                )
                & (~Q(way="capital") | ~Q(consent="")),
                name="shu_payment_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.amount}"


class ShuFundUse(models.Model):
    """What a fund was used for, and by which decision."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="shu_fund_uses")
    pool = models.CharField(_("dana"), max_length=12, choices=ShuPoolKind)
    recipient = models.CharField(_("penerima"), max_length=120)
    purpose = models.CharField(_("keperluan"), max_length=150)
    decision = models.CharField(_("keputusan"), max_length=120)
    amount = models.BigIntegerField(_("jumlah"))
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="shu_fund_use")

    class Meta:
        verbose_name = _("penggunaan dana SHU")
        verbose_name_plural = _("penggunaan dana SHU")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="shu_fund_use_amount")
        ]

    def __str__(self) -> str:
        return f"{self.pool} {self.amount}"
