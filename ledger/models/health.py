"""What a run of all proofs found; kept with its day."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Book


class HealthResult(models.Model):
    """One run of the proofs of a book. Rows can only be added (guarded in the database).

    `findings` is check → {"state": ok|warn|bad, "faults": [sentences], "count": of all faults};
    `sequence` and `seal` are the newest voucher of that moment.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="health_results")
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    run_at = models.DateTimeField(_("diperiksa pada"))
    seconds = models.FloatField(_("lama (detik)"))
    sequence = models.PositiveIntegerField(_("bukti terakhir"))
    seal = models.CharField(_("segel terakhir"), max_length=64)
    faults = models.PositiveIntegerField(_("banyaknya kesalahan"))
    findings = models.JSONField(_("hasil"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("hasil pemeriksaan buku")
        verbose_name_plural = _("hasil pemeriksaan buku")
        ordering = ["-id"]
        indexes = [models.Index(fields=["book", "-id"], name="health_of_book")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.run_at:%Y-%m-%d}"
