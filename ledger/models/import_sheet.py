"""A file on its way into the books: its rows as they stand now, corrected in place."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Book
from ledger.models.voucher import ImportBatch, Voucher

PERSON = settings.AUTH_USER_MODEL


class SheetKind(models.TextChoices):
    """What the file is."""

    JOURNAL = "journal", _("jurnal")
    CASH_BOOK = "cash_book", _("buku kas bulanan")


class SheetState(models.TextChoices):
    WAITING = "waiting", _("diperiksa")
    POSTED = "posted", _("dibukukan")
    DISCARDED = "discarded", _("dibuang")


class ImportSheet(models.Model):
    """An uploaded file. It touches no balance until it is posted as one batch.

    `columns` are the titles in order; `faults` is what the last check found: row, column, text.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="import_sheets")
    kind = models.CharField(_("jenis"), max_length=9, choices=SheetKind)
    cash_account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(_("nama berkas"), max_length=200)
    file_hash = models.CharField(_("sidik berkas"), max_length=64)
    columns = models.JSONField(_("kolom"))
    faults = models.JSONField(_("kesalahan"), default=list, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=9, choices=SheetState, default=SheetState.WAITING)
    batch = models.OneToOneField(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="sheet"
    )
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("diunggah pada"))

    class Meta:
        verbose_name = _("lembar impor")
        verbose_name_plural = _("lembar impor")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a sheet: column → text, as read or as corrected."""

    sheet = models.ForeignKey(ImportSheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("baris"))
    cells = models.JSONField(_("sel"))
    is_suggested = models.BooleanField(_("akun disarankan"), default=False)

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        ordering = ["sheet", "number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"


class ImportMemory(models.Model):
    """Which counter-account the treasurer gave to a wording, in this book and direction."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="import_memories")
    words = models.CharField(_("kata"), max_length=200)
    is_income = models.BooleanField(_("uang masuk"))
    account = models.CharField(_("akun"), max_length=10)
    subsidiary = models.CharField(_("rekening pembantu"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("ingatan impor")
        verbose_name_plural = _("ingatan impor")
        constraints = [
            models.UniqueConstraint(fields=["book", "words", "is_income"], name="memory_once")
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.account}"


class OpeningDraft(models.Model):
    """Opening balances while they are typed: rows of account, subsidiary, debit and credit text."""

    book = models.OneToOneField(Book, on_delete=models.PROTECT, related_name="opening_draft")
    rows = models.JSONField(_("baris"), default=list)
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("diubah pada"))

    class Meta:
        verbose_name = _("draf saldo awal")
        verbose_name_plural = _("draf saldo awal")

    def __str__(self) -> str:
        return str(self.book)
