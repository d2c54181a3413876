"""Vouchers, their lines, and drafts that are not in the books yet."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.approval import ApprovalLevel
from ledger.models.book import Account, Book, Subsidiary, Unit

FIRST_SEAL = "0" * 64


class VoucherKind(models.TextChoices):
    """The three source documents of Indonesian practice."""

    BKM = "BKM", _("Bukti Kas Masuk")
    BKK = "BKK", _("Bukti Kas Keluar")
    BU = "BU", _("Bukti Umum")


class Origin(models.TextChoices):
    """How a voucher came into the books."""

    MANUAL = "manual", _("dicatat")
    IMPORT = "import", _("impor")
    REVERSAL = "reversal", _("pembalikan")
    CLOSING = "closing", _("penutup tahun")
    ACT = "act", _("transaksi")


class ImportBatch(models.Model):
    """One imported file: all of its vouchers, or none."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="import_batches")
    file_name = models.CharField(_("nama berkas"), max_length=200)
    file_hash = models.CharField(_("sidik berkas"), max_length=64)
    rows = models.PositiveIntegerField(_("baris"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(_("diimpor pada"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)
    undo_reason = models.CharField(_("alasan batal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")

    def __str__(self) -> str:
        return self.file_name


class Voucher(models.Model):
    """A source document in the books. It exists only posted; nothing in it ever changes.

    `period` is 0 for opening balances, 1 to 12 for the months, 13 for the year-end closing.
    `sequence` counts all vouchers of the book; the seal chains them in that order.
    """

    OPENING, CLOSING = 0, 13
    warnings: tuple[str, ...] = ()
    """What the gate noticed when it posted this one; not stored here (the event keeps it)."""

    book = models.ForeignKey(
        Book, on_delete=models.PROTECT, related_name="vouchers", db_index=False
    )
    entry = models.OneToOneField(
        "django_ledger.JournalEntryModel", on_delete=models.PROTECT, related_name="voucher"
    )
    kind = models.CharField(_("jenis"), max_length=3, choices=VoucherKind)
    year = models.PositiveSmallIntegerField(_("tahun"))
    period = models.PositiveSmallIntegerField(_("periode"))
    number = models.PositiveIntegerField(_("nomor urut"))
    code = models.CharField(_("nomor bukti"), max_length=20)
    sequence = models.PositiveIntegerField(_("urutan buku"))
    date = models.DateField(_("tanggal"))
    narration = models.CharField(_("uraian"), max_length=200)
    reference = models.CharField(_("No. Bukti sendiri"), max_length=60, blank=True)
    party = models.CharField(_("pihak"), max_length=120, blank=True)
    origin = models.CharField(_("asal"), max_length=8, choices=Origin, default=Origin.MANUAL)
    reversal_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    reason = models.CharField(_("alasan"), max_length=200, blank=True)
    batch = models.ForeignKey(
        ImportBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vouchers",
        db_index=False,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vouchers_made"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vouchers_approved",
    )
    recorded_on = models.DateField(_("dicatat pada"))
    posted_at = models.DateTimeField(_("dibukukan pada"))
    key = models.CharField(_("kunci kirim"), max_length=64, null=True, blank=True)  # noqa: DJ001
    fingerprint = models.CharField(_("sidik isi"), max_length=64)
    previous_seal = models.CharField(_("segel sebelumnya"), max_length=64)
    seal = models.CharField(_("segel"), max_length=64)

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")
        ordering = ["-date", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "year", "number"], name="voucher_number_once"
            ),
            models.UniqueConstraint(fields=["book", "sequence"], name="voucher_sequence_once"),
            models.UniqueConstraint(fields=["book", "key"], name="voucher_key_once"),
            models.CheckConstraint(
                condition=models.Q(period__lte=13), name="voucher_period_0_to_13"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("made_by")),
                name="voucher_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["book", "date", "sequence"]),
            # Among a hundred thousand nulls SQLite takes the unique index for useless and scans.
            models.Index(
                fields=["reversal_of"],
                condition=models.Q(reversal_of__isnull=False),
                name="voucher_reversal",
            ),
            models.Index(
                fields=["batch"], condition=models.Q(batch__isnull=False), name="voucher_batch"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_opening(self) -> bool:
        """Whether it carries opening balances."""
        return self.period == self.OPENING

    @property
    def is_closing(self) -> bool:
        """Whether it closes the year (or reverses such a closing)."""
        return self.period == self.CLOSING


class Line(models.Model):
    """What Lumbung knows of a line beyond the engine's transaction: unit, subsidiary, order.

    Amounts are whole rupiah. They repeat the engine's amount so that a sum never meets
    SQLite's 15 digits; a guard refuses a voucher whose two records differ.
    """

    transaction = models.OneToOneField(
        "django_ledger.TransactionModel",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="line",
    )
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    date = models.DateField(_("tanggal"))
    period = models.PositiveIntegerField(_("periode"), help_text=_("tahun × 100 + periode"))
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    subsidiary = models.ForeignKey(
        Subsidiary,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        db_index=False,
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="lines", db_index=False)
    debit = models.BigIntegerField(_("debet"), default=0)
    credit = models.BigIntegerField(_("kredit"), default=0)
    memo = models.CharField(_("keterangan"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("baris")
        verbose_name_plural = _("baris")
        ordering = ["voucher", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(debit__gt=0, credit=0) | models.Q(credit__gt=0, debit=0),
                name="line_one_positive_side",
            ),
            models.UniqueConstraint(fields=["voucher", "position"], name="line_position_once"),
        ]
        indexes = [
            models.Index(fields=["account", "date"], name="line_account_date"),
            models.Index(
                fields=["book", "date", "period", "account", "unit", "debit", "credit"],
                name="line_book_date_covering",
            ),
            models.Index(
                fields=["subsidiary", "date"],
                name="line_subsidiary_date",
                condition=models.Q(subsidiary__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}/{self.position}"


class DraftState(models.TextChoices):
    DRAFT = "draft", _("draf")
    WAITING = "waiting", _("menunggu persetujuan")
    REFUSED = "refused", _("ditolak")
    POSTED = "posted", _("dibukukan")
    DISCARDED = "discarded", _("dibuang")


class Draft(models.Model):
    """A voucher in the making. It has no number, no seal, and touches no balance.

    `content` is the form as it was left; `wish` is the whole voucher as it was handed in for
    approval, and `level` says who may approve it. A refusal keeps its reason until it is mended.
    `act` and `arguments` name the act of a service that will make the voucher
    (`registry.QueuedAct`); `answers` are the questions its maker answered with “ya, lanjut”.
    """

    OPEN = (DraftState.DRAFT, DraftState.REFUSED)
    """States in which its maker may go on with it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="drafts")
    key = models.CharField(_("kunci kirim"), max_length=64)
    content = models.JSONField(_("isi"), encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=9, choices=DraftState, default=DraftState.DRAFT)
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts"
    )
    made_at = models.DateTimeField(_("dibuat pada"))
    changed_at = models.DateTimeField(_("diubah pada"))
    wish = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    amount = models.BigIntegerField(_("jumlah"), default=0)
    level = models.CharField(max_length=7, choices=ApprovalLevel, blank=True)
    asked_at = models.DateTimeField(_("diajukan pada"), null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal = models.CharField(_("alasan penolakan"), max_length=200, blank=True)
    act = models.CharField(_("transaksi"), max_length=60, blank=True)
    arguments = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    answers = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("draf bukti")
        verbose_name_plural = _("draf bukti")
        ordering = ["-changed_at"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="draft_key_once")]

    def __str__(self) -> str:
        return str(self.content.get("narration", ""))
