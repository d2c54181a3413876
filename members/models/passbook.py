"""A member's passbook (buku simpanan): how far it is printed, so that printing goes on there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Membership


class Passbook(models.Model):
    """One paper book. Lines are printed in the order in which they were posted, once each."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="passbooks")
    number = models.PositiveSmallIntegerField(_("buku ke-"))
    lines_per_page = models.PositiveSmallIntegerField(_("baris sehalaman"), default=24)
    pages = models.PositiveSmallIntegerField(_("jumlah halaman"), default=20)
    printed = models.PositiveIntegerField(_("baris tercetak"), default=0)
    last_sequence = models.PositiveBigIntegerField(_("nomor urut bukti terakhir"), default=0)
    carried = models.BigIntegerField(_("saldo pindahan"), default=0)
    opened_on = models.DateField(_("dibuka pada"))

    class Meta:
        verbose_name = _("buku simpanan")
        verbose_name_plural = _("buku simpanan")
        ordering = ["membership", "number"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "number"], name="passbook_number_once"),
            models.CheckConstraint(
                condition=Q(lines_per_page__gte=5, lines_per_page__lte=60, pages__gte=1)
                & Q(printed__lte=F("lines_per_page") * F("pages")),
                name="passbook_has_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} / {self.number}"

    @property
    def room(self) -> int:
        """Lines that are still free."""
        return self.lines_per_page * self.pages - self.printed

    @property
    def next_page(self) -> int:
        """The page on which the next line comes, from 1."""
        return self.printed // self.lines_per_page + 1

    @property
    def next_line(self) -> int:
        """The place of the next line on its page, from 1."""
        return self.printed % self.lines_per_page + 1


class PassbookPrint(models.Model):
    """Lines that were printed in one go. It is printed again exactly there when the paper jams."""

    passbook = models.ForeignKey(Passbook, on_delete=models.PROTECT, related_name="prints")
    first = models.PositiveIntegerField(_("baris pertama"), help_text=_("dari 0, di seluruh buku"))
    rows = models.JSONField(_("baris"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    printed_at = models.DateTimeField(_("dicetak pada"))

    class Meta:
        verbose_name = _("cetakan buku simpanan")
        verbose_name_plural = _("cetakan buku simpanan")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["passbook", "first"], name="passbook_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.passbook} {self.first}"
