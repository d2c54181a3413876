"""What happens to a loan besides its payments: analysis, new schedule, write-off, recovery."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Voucher
from members.models.decisions import Decision
from members.models.loans import Loan


class LoanAnalysis(models.Model):
    """What was looked at before a decision; whole rupiah a month. A later one stands beside it."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="analyses")
    income = models.BigIntegerField(_("penghasilan sebulan"))
    living_cost = models.BigIntegerField(_("pengeluaran sebulan"))
    other_instalments = models.BigIntegerField(_("angsuran lain sebulan"), default=0)
    first_instalment = models.BigIntegerField(_("angsuran pertama"))
    note = models.CharField(_("uraian"), max_length=400)
    recommends = models.BooleanField(_("layak diberi"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(_("dianalisis pada"))

    class Meta:
        verbose_name = _("analisis pinjaman")
        verbose_name_plural = _("analisis pinjaman")
        ordering = ["loan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(income__gte=0, living_cost__gte=0, other_instalments__gte=0),
                name="loan_analysis_amounts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.made_on}"

    @property
    def left_over(self) -> int:
        """What is left of a month's income after living, other instalments and this one."""
        return self.income - self.living_cost - self.other_instalments - self.first_instalment


class LoanReschedule(models.Model):
    """New terms for what is still owed. The schedule of the version before is kept.

    `carried_interest` was due by the day and unpaid: it stays owed beside the new schedule.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="reschedules")
    version = models.PositiveSmallIntegerField(_("jadwal ke-"))
    on = models.DateField(_("tanggal"))
    principal = models.BigIntegerField(_("sisa pokok"))
    carried_interest = models.BigIntegerField(_("bunga tertunggak"))
    months = models.PositiveSmallIntegerField(_("jangka (bulan)"))
    annual_rate = models.DecimalField(_("bunga setahun (%)"), max_digits=7, decimal_places=4)
    reason = models.CharField(_("alasan"), max_length=200)
    decision_no = models.CharField(_("nomor keputusan"), max_length=60)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("penjadwalan ulang")
        verbose_name_plural = _("penjadwalan ulang")
        ordering = ["loan", "version"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "version"], name="reschedule_once"),
            models.CheckConstraint(
                condition=Q(principal__gt=0, carried_interest__gte=0, version__gt=1),
                name="reschedule_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.version}"


class LoanWriteOffQuerySet(models.QuerySet["LoanWriteOff"]):
    """Lines of the write-off register."""

    def standing(self) -> Self:
        """Those whose voucher was not reversed; a loan has one at most."""
        return self.filter(voucher__reversed_by__isnull=True)


class LoanWriteOff(models.Model):
    """A line of the write-off register. The claim on the member stays (hapus buku, bukan hapus
    tagih): recoveries are followed against it. `interest_claim` is kept here only."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="write_offs")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("tanggal"))
    amount = models.BigIntegerField(_("pokok yang dihapus"))
    from_allowance = models.BigIntegerField(_("dari penyisihan"))
    interest_claim = models.BigIntegerField(_("bunga yang masih ditagih"), default=0)
    decision_no = models.CharField(_("nomor keputusan"), max_length=60)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("alasan"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = LoanWriteOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("hapus buku pinjaman")
        verbose_name_plural = _("hapus buku pinjaman")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, from_allowance__gte=0, interest_claim__gte=0)
                & ~Q(decision_no=""),
                name="write_off_decided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.on}"


class LoanRecovery(models.Model):
    """Money received on a loan that was written off."""

    write_off = models.ForeignKey(LoanWriteOff, on_delete=models.PROTECT, related_name="recoveries")
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("penerimaan pinjaman yang dihapus")
        verbose_name_plural = _("penerimaan pinjaman yang dihapus")
        ordering = ["write_off", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["write_off", "voucher"], name="loan_recovery_once_a_voucher"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="loan_recovery_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.write_off_id} {self.voucher_id}"
