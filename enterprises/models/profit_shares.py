"""What each member receives of a profit: by which weight, what was paid before, when it was paid.

Guarded in the database (`enterprises/integrity/`): a share is never changed, only paid.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.profit import ProfitAllocation, ShareBasis
from ledger.models import Book, Voucher
from members.models import Decision, Membership

USER = settings.AUTH_USER_MODEL


class ProfitRule(models.Model):
    """What a group settled about sharing its profit, from a day on (kube.md R-15).

    `minimum_reserve`: least percentage that goes to the reserve; `interim_limit`: most percentage
    of the profit to date that may be shared before the year is closed.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="profit_rules")
    valid_from = models.DateField(_("berlaku sejak"))
    minimum_reserve = models.DecimalField(
        _("cadangan paling sedikit"), max_digits=7, decimal_places=4
    )
    interim_limit = models.DecimalField(
        _("batas bagi hasil di muka"), max_digits=7, decimal_places=4
    )
    meeting_decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("aturan pembagian laba")
        verbose_name_plural = _("aturan pembagian laba")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_reserve__gt=0, minimum_reserve__lte=100),
                name="profit_rule_reserve_above_0",
            ),
            models.CheckConstraint(
                condition=Q(interim_limit__gte=0, interim_limit__lte=100),
                name="profit_rule_interim_0_to_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.valid_from}"


class WorkDays(models.Model):
    """The days a member worked for the group in one month, as the attendance list says."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="work_days")
    month = models.DateField(_("bulan"))
    days = models.PositiveSmallIntegerField(_("hari kerja"), validators=[MaxValueValidator(31)])
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("hari kerja anggota")
        verbose_name_plural = _("hari kerja anggota")
        constraints = [
            models.UniqueConstraint(fields=["membership", "month"], name="work_days_once_a_month"),
            models.CheckConstraint(condition=Q(days__lte=31), name="work_days_fit_the_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="work_days_month_is_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.month:%m/%Y} {self.days}"


class InterimShare(models.Model):
    """Profit shared before the year is closed, and the voucher that paid it out."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="interim_shares")
    year = models.PositiveSmallIntegerField(_("tahun laba"))
    amount = models.PositiveBigIntegerField(_("jumlah"))
    basis = models.CharField(_("dasar"), max_length=10, choices=ShareBasis)
    profit_to_date = models.BigIntegerField(_("laba sampai hari itu"))
    decision = models.CharField(_("keputusan rapat"), max_length=120)
    meeting_decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="interim_share")

    class Meta:
        verbose_name = _("bagi hasil di muka")
        verbose_name_plural = _("bagi hasil di muka")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return f"{self.book} {self.year} {self.amount}"


class ProfitShareQuerySet(models.QuerySet["ProfitShare"]):
    """Shares by what became of their vouchers."""

    def standing(self) -> Self:
        """Those whose allocation or interim sharing nobody has reversed."""
        return self.filter(
            Q(allocation__isnull=True) | Q(allocation__voucher__reversed_by__isnull=True),
            Q(interim__isnull=True) | Q(interim__voucher__reversed_by__isnull=True),
        )

    def unpaid(self) -> Self:
        """Standing ones with something to pay that no standing voucher has paid."""
        waits = Q(paid_voucher__isnull=True) | Q(paid_voucher__reversed_by__isnull=False)
        return self.standing().filter(
            waits, allocation__isnull=False, amount__gt=models.F("advance")
        )


class ProfitShare(models.Model):
    """One member's part of an allocation or of an interim sharing, in whole rupiah.

    `advance` is what he had of it before, as interim shares; the rest is paid by `paid_voucher`.
    An interim share is paid by its own voucher.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="profit_shares"
    )
    allocation = models.ForeignKey(
        ProfitAllocation, on_delete=models.PROTECT, null=True, blank=True, related_name="shares"
    )
    interim = models.ForeignKey(
        InterimShare, on_delete=models.PROTECT, null=True, blank=True, related_name="shares"
    )
    weight = models.PositiveBigIntegerField(_("bobot"))
    amount = models.PositiveBigIntegerField(_("bagian"))
    advance = models.PositiveBigIntegerField(_("sudah diterima di muka"), default=0)
    paid_voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="paid_profit_shares"
    )

    objects = ProfitShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("bagian laba anggota")
        verbose_name_plural = _("bagian laba anggota")
        ordering = ["membership__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(allocation__isnull=True, interim__isnull=False)
                | Q(allocation__isnull=False, interim__isnull=True),
                name="profit_share_of_one_sharing",
            ),
            models.CheckConstraint(
                condition=Q(advance__lte=models.F("amount")), name="profit_share_advance_fits"
            ),
            models.UniqueConstraint(
                fields=["allocation", "membership"], name="profit_share_once_an_allocation"
            ),
            models.UniqueConstraint(
                fields=["interim", "membership"], name="profit_share_once_an_interim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.amount}"

    @property
    def due(self) -> int:
        """What is left to pay of it, were it not paid yet."""
        return self.amount - self.advance

    @property
    def payment(self) -> Voucher | None:
        """The voucher that paid it and stands."""
        paid = self.interim.voucher if self.interim else self.paid_voucher
        return None if paid is None or hasattr(paid, "reversed_by") else paid

    @property
    def paid_on(self) -> date | None:
        """When it was paid."""
        return self.payment.date if self.payment else None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be paid."""
        return self.interim_id is None and self.due > 0 and self.payment is None
