"""Accounting periods and the requests to reopen them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from ledger.calculations.periods import CLOSING, OPENING
from ledger.models.book import Book


class PeriodState(models.TextChoices):
    OPEN = "open", _("terbuka")
    CLOSED = "closed", _("ditutup")


class Period(models.Model):
    """Period 0 (opening), months 1 to 12 and period 13 (year-end closing) of a book's year."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="periods")
    year = models.PositiveSmallIntegerField(_("tahun"))
    month = models.PositiveSmallIntegerField(_("bulan"))
    state = models.CharField(max_length=6, choices=PeriodState, default=PeriodState.OPEN)

    class Meta:
        verbose_name = _("periode")
        verbose_name_plural = _("periode")
        ordering = ["book", "year", "month"]
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "month"], name="period_once"),
            models.CheckConstraint(condition=models.Q(month__lte=13), name="period_0_to_13"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        """`Desember 2025`; the opening and closing periods by name."""
        if self.month == CLOSING:
            return _("Penutup %(year)s") % {"year": self.year}
        if self.month == OPENING:
            return _("Saldo awal %(year)s") % {"year": self.year}
        return formats.date_format(date(self.year, self.month, 1), "YEAR_MONTH_FORMAT")

    @property
    def first_day(self) -> date:
        """Of its month; the opening lies in January, the closing in December."""
        return date(self.year, min(max(self.month, 1), 12), 1)

    @property
    def waiting(self) -> "ReopenRequest | None":
        """The request to reopen it that nobody has answered yet (prefetch `reopen_requests`)."""
        return next((r for r in self.reopen_requests.all() if r.used_at is None), None)

    @property
    def is_open(self) -> bool:
        """Whether vouchers may be posted into it."""
        return self.state == PeriodState.OPEN


class ReopenRequest(models.Model):
    """One officer asks, another agrees: only then can a closed period be opened again."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reopen_requests")
    reason = models.CharField(_("alasan"), max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("diminta pada"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True, blank=True)
    used_at = models.DateTimeField(_("dipakai pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("permintaan buka periode")
        verbose_name_plural = _("permintaan buka periode")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("requested_by")),
                name="reopen_two_officers",
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=models.Q(used_at__isnull=True),
                name="reopen_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.reason}"
