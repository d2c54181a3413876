"""A loan that the group takes from a bank together, with each member's share in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Account, Subsidiary
from members.models.loans import DayCount, LoanMethod
from members.models.organization import Organization
from members.models.person import Membership


class GroupLoan(models.Model):
    """A debt of the organization; the members' shares say who repays how much of it."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="group_loans"
    )
    number = models.CharField(_("nomor perjanjian"), max_length=20)
    lender = models.CharField(_("pemberi pinjaman"), max_length=120)
    principal = models.BigIntegerField(_("pokok"))
    months = models.PositiveSmallIntegerField(_("jangka (bulan)"))
    method = models.CharField(_("cara bunga"), max_length=8, choices=LoanMethod)
    annual_rate = models.DecimalField(_("bunga setahun (%)"), max_digits=7, decimal_places=4)
    day_count = models.CharField(
        _("hitungan hari"), max_length=7, choices=DayCount, default=DayCount.MONTHS
    )
    rounding = models.CharField(_("pembulatan"), max_length=10, default="half_up")
    received_on = models.DateField(_("diterima pada"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    interest_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    subsidiary = models.OneToOneField(
        Subsidiary, on_delete=models.PROTECT, null=True, blank=True, related_name="group_loan"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("pinjaman bersama")
        verbose_name_plural = _("pinjaman bersama")
        ordering = ["organization", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="group_loan_number"),
            models.CheckConstraint(
                condition=Q(principal__gt=0, months__gt=0, annual_rate__gte=0),
                name="group_loan_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.lender}"


class GroupLoanShare(models.Model):
    """What one member took of a group loan; the shares sum to the loan."""

    group_loan = models.ForeignKey(GroupLoan, on_delete=models.PROTECT, related_name="shares")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="group_loan_shares"
    )
    principal = models.BigIntegerField(_("bagian pokok"))

    class Meta:
        verbose_name = _("bagian pinjaman bersama")
        verbose_name_plural = _("bagian pinjaman bersama")
        ordering = ["group_loan", "membership"]
        constraints = [
            models.UniqueConstraint(
                fields=["group_loan", "membership"], name="group_loan_share_once"
            ),
            models.CheckConstraint(condition=Q(principal__gt=0), name="group_loan_share_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.group_loan_id} {self.membership_id}"
