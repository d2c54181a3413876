"""What a grant was spent on: the restriction of an agreement answered line by line."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.capital import CapitalAgreement
from ledger.models import Line


class GrantUse(models.Model):
    """A posted line that a grant paid for, whole or in part, in whole rupiah.

    The books do not change: the grant stays in equity, what it bought is an asset or a cost. The
    database asks that a line is not used up twice and a grant not beyond what was received.
    """

    agreement = models.ForeignKey(CapitalAgreement, on_delete=models.PROTECT, related_name="uses")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="grant_uses")
    amount = models.BigIntegerField(_("jumlah"))
    purpose = models.CharField(_("dipakai untuk"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("pemakaian hibah")
        verbose_name_plural = _("pemakaian hibah")
        ordering = ["line__date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "line"], name="grant_use_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_use_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.amount}"
