"""Budget figures per account, unit and month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book, Unit


class Budget(models.Model):
    """The amount planned for an account of a unit in one month. Whole rupiah, never negative."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="budgets")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="budgets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budgets")
    period = models.PositiveIntegerField(_("periode"), help_text=_("tahun × 100 + bulan"))
    amount = models.BigIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("anggaran")
        verbose_name_plural = _("anggaran")
        constraints = [
            models.UniqueConstraint(
                fields=["book", "account", "unit", "period"], name="budget_once"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budget_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}@{self.period}: {self.amount}"
