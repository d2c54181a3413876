"""Konfirmasi saldo: a letter to a member about his balances, and what he answered."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Membership


class ConfirmationState(models.TextChoices):
    OPEN = "open", _("belum kembali")
    AGREED = "agreed", _("setuju")
    DISAGREED = "disagreed", _("tidak setuju")


class BalanceConfirmation(models.Model):
    """One letter. Its figures are those of the books on the day, kept as they were sent."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="confirmations"
    )
    on = models.DateField(_("saldo per tanggal"))
    rows = models.JSONField(_("isi surat"), encoder=DjangoJSONEncoder)
    savings = models.BigIntegerField(_("simpanan"))
    loans = models.BigIntegerField(_("pinjaman"))
    state = models.CharField(
        _("jawaban"), max_length=9, choices=ConfirmationState, default=ConfirmationState.OPEN
    )
    returned_on = models.DateField(_("kembali pada"), null=True, blank=True)
    note = models.CharField(_("keterangan"), max_length=200, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("konfirmasi saldo")
        verbose_name_plural = _("konfirmasi saldo")
        ordering = ["-on", "membership__number"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "on"], name="confirmation_once"),
            models.CheckConstraint(
                condition=Q(state="open", returned_on__isnull=True)
                | Q(state__in=["agreed", "disagreed"], returned_on__isnull=False),
                name="confirmation_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="disagreed") | ~Q(note=""), name="confirmation_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.on}"
