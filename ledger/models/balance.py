"""Running sums that make any statement a matter of hundreds of rows.

Written only inside the database, by the trigger that fires when a voucher is posted.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book, Subsidiary, Unit


class Balance(models.Model):
    """Sums of one period; `period` is year × 100 + period (0 to 13). Whole rupiah."""

    period = models.PositiveIntegerField(_("periode"))
    debit = models.BigIntegerField(_("debet"))
    credit = models.BigIntegerField(_("kredit"))
    count = models.PositiveIntegerField(_("jumlah baris"))

    class Meta:
        abstract = True


class AccountBalance(Balance):
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="balances", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("saldo akun")
        verbose_name_plural = _("saldo akun")
        constraints = [
            models.UniqueConstraint(
                fields=["book", "period", "account", "unit"], name="account_balance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}@{self.period}"


class SubsidiaryBalance(Balance):
    subsidiary = models.ForeignKey(
        Subsidiary, on_delete=models.PROTECT, related_name="balances", db_index=False
    )

    class Meta:
        verbose_name = _("saldo rekening pembantu")
        verbose_name_plural = _("saldo rekening pembantu")
        constraints = [
            models.UniqueConstraint(fields=["subsidiary", "period"], name="subsidiary_balance_once")
        ]

    def __str__(self) -> str:
        return f"{self.subsidiary_id}@{self.period}"


class PostingGate(models.Model):
    """Open only while the posting trigger writes balances (SQLite knows no trigger depth)."""

    entry = models.UUIDField(primary_key=True)

    class Meta:
        verbose_name = _("gerbang pembukuan")
        verbose_name_plural = _("gerbang pembukuan")

    def __str__(self) -> str:
        return str(self.entry)
