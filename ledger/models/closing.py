"""What belongs to the close of a month or year beside the books: bank statements and notes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book

PERSON = settings.AUTH_USER_MODEL


class BankStatement(models.Model):
    """What the bank said of an account on a day; only ever added (guarded in the database).

    Whole rupiah. `held` is the balance of the books then; a difference is explained in words
    until its vouchers are recorded.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="bank_statements")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bank_statements")
    on = models.DateField(_("tanggal"))
    balance = models.BigIntegerField(_("saldo rekening koran"))
    held = models.BigIntegerField(_("saldo buku"))
    explanation = models.CharField(_("penjelasan"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("saldo rekening koran")
        verbose_name_plural = _("saldo rekening koran")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.account} {self.on}"

    @property
    def difference(self) -> int:
        """What the bank says more than the books."""
        return self.balance - self.held


class NoteText(models.Model):
    """One version of one section of the notes (CALK) of a year; the newest version counts."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="note_texts")
    year = models.PositiveSmallIntegerField(_("tahun"))
    section = models.CharField(_("bagian"), max_length=30)
    version = models.PositiveIntegerField(_("versi"))
    text = models.TextField(_("isi"), max_length=8000)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ditulis pada"))

    class Meta:
        verbose_name = _("catatan atas laporan keuangan")
        verbose_name_plural = _("catatan atas laporan keuangan")
        ordering = ["year", "section", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "section", "version"], name="note_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.section} {self.version}"
