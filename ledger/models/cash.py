"""Cash as it lies in the drawer: counts, what was done about a difference, and petty cash."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book
from ledger.models.voucher import Voucher

PERSON = settings.AUTH_USER_MODEL


class CountKind(models.TextChoices):
    """Why the drawer was counted (koperasi.md §2, §7.2)."""

    CLOSE = "close", _("penutupan kas")
    SURPRISE = "surprise", _("pemeriksaan mendadak")


class CashCount(models.Model):
    """What lay in the drawer at a moment. Rows can only be added (guarded in the database).

    Whole rupiah; `expected` is what the books said of the day when the money was counted, less
    the petty cash slips that wait for replenishment (`slips`).
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="cash_counts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="counts")
    kind = models.CharField(_("jenis"), max_length=8, choices=CountKind)
    counted_on = models.DateField(_("tanggal"))
    counted_at = models.DateTimeField(_("dicatat pada"))
    counted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    witness = models.CharField(_("saksi"), max_length=120, blank=True)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    counted = models.BigIntegerField(_("uang dihitung"))
    expected = models.BigIntegerField(_("menurut buku"))
    slips = models.BigIntegerField(_("bon yang belum diganti"), default=0)

    class Meta:
        verbose_name = _("pemeriksaan kas")
        verbose_name_plural = _("pemeriksaan kas")
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "-id"], name="count_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(counted__gte=0, slips__gte=0), name="count_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.counted_on}"

    @property
    def difference(self) -> int:
        """Counted minus expected: below zero when money is missing."""
        return self.counted - self.expected


class CashPiece(models.Model):
    """How many notes or coins of one denomination lay there."""

    count = models.ForeignKey(CashCount, on_delete=models.PROTECT, related_name="pieces")
    form = models.CharField(_("bentuk"), max_length=4)
    value = models.PositiveIntegerField(_("nilai"))
    number = models.PositiveIntegerField(_("banyaknya"))

    class Meta:
        verbose_name = _("pecahan")
        verbose_name_plural = _("pecahan")
        ordering = ["-value", "-form"]
        constraints = [
            models.UniqueConstraint(fields=["count", "form", "value"], name="piece_once"),
            models.CheckConstraint(
                condition=models.Q(value__gt=0, number__gt=0), name="piece_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.value}"

    @property
    def amount(self) -> int:
        """Whole rupiah."""
        return self.value * self.number


class CashDifference(models.Model):
    """A counted difference that was explained and posted; only ever added."""

    count = models.OneToOneField(CashCount, on_delete=models.PROTECT, related_name="settled")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="+")
    explanation = models.CharField(_("penjelasan"), max_length=200)
    posted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(_("dibukukan pada"))

    class Meta:
        verbose_name = _("selisih kas")
        verbose_name_plural = _("selisih kas")

    def __str__(self) -> str:
        return self.explanation


class PettyFund(models.Model):
    """Petty cash kept as imprest: money and slips together always make the fixed amount."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="petty_funds")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="petty_fund")
    amount = models.BigIntegerField(_("jumlah tetap"))
    holder = models.CharField(_("pemegang"), max_length=120)

    class Meta:
        verbose_name = _("kas kecil")
        verbose_name_plural = _("kas kecil")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="fund_positive")
        ]

    def __str__(self) -> str:
        return str(self.account)


class PettySlip(models.Model):
    """A small payment from petty cash, waiting to be replenished (then it has a voucher)."""

    fund = models.ForeignKey(PettyFund, on_delete=models.PROTECT, related_name="slips")
    number = models.PositiveIntegerField(_("nomor"))
    date = models.DateField(_("tanggal"))
    narration = models.CharField(_("uraian"), max_length=100)
    party = models.CharField(_("dibayar kepada"), max_length=120, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(_("jumlah"))
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="petty_slips"
    )
    void_reason = models.CharField(_("alasan batal"), max_length=200, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("bon kas kecil")
        verbose_name_plural = _("bon kas kecil")
        ordering = ["fund", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="slip_number_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="slip_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.narration}"

    @property
    def is_waiting(self) -> bool:
        """Whether it still lies in the box in place of money."""
        return self.voucher_id is None and not self.void_reason
