"""Bank accounts, what the bank says of them, and which line of the books each line meets."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Account, Book, Line
from members.models import Person

LOGIN = settings.AUTH_USER_MODEL


class BankAccount(models.Model):
    """An account at a bank in the group's name; two people sign for it (kube.md R-18).

    `starts_on` is the first day of the statements that are read in, `start_balance` what the bank
    held on the evening before, in whole rupiah. A line of the bank and one of the books may lie
    `match_days` apart.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="bank_accounts")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="bank_account")
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("nomor rekening"), max_length=40)
    holder = models.CharField(_("atas nama"), max_length=120)
    first_signatory = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("penanda tangan pertama")
    )
    second_signatory = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("penanda tangan kedua")
    )
    starts_on = models.DateField(_("rekening koran mulai"))
    start_balance = models.BigIntegerField(_("saldo bank sebelum hari itu"), default=0)
    match_days = models.PositiveSmallIntegerField(_("selisih hari yang wajar"), default=5)

    class Meta:
        verbose_name = _("rekening bank")
        verbose_name_plural = _("rekening bank")
        ordering = ["account__code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_signatory=F("second_signatory")), name="bank_two_signatories"
            ),
            models.CheckConstraint(condition=Q(match_days__lte=31), name="bank_match_days_to_31"),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.number}"


class BankLayout(models.Model):
    """How a bank writes its CSV: the titles of its columns. Presets are `data/bank_layouts.csv`;
    what a book has changed stands here. `text_columns` are several titles, split by `|`."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="bank_layouts")
    name = models.CharField(_("nama susunan"), max_length=40)
    date_column = models.CharField(_("kolom tanggal"), max_length=60)
    date_order = models.CharField(
        _("urutan tanggal"),
        max_length=3,
        choices=[
            ("dmy", _("hari/bulan/tahun")),
            ("mdy", _("bulan/hari/tahun")),
            ("ymd", _("tahun-bulan-hari")),
        ],
        default="dmy",
    )
    text_columns = models.CharField(_("kolom keterangan"), max_length=200)
    debit_column = models.CharField(_("kolom uang keluar"), max_length=60, blank=True)
    credit_column = models.CharField(_("kolom uang masuk"), max_length=60, blank=True)
    amount_column = models.CharField(_("kolom jumlah"), max_length=60, blank=True)
    mark_column = models.CharField(_("kolom DB/CR"), max_length=60, blank=True)
    balance_column = models.CharField(_("kolom saldo"), max_length=60, blank=True)
    decimal = models.CharField(
        _("tanda sen"),
        max_length=1,
        choices=[(".", _("titik: 1,250,000.00")), (",", _("koma: 1.250.000,00"))],
        default=".",
    )

    class Meta:
        verbose_name = _("susunan rekening koran")
        verbose_name_plural = _("susunan rekening koran")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["book", "name"], name="bank_layout_name"),
            models.CheckConstraint(
                condition=~Q(amount_column="") | (~Q(debit_column="") & ~Q(credit_column="")),
                name="bank_layout_has_amounts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FileState(models.TextChoices):
    WAITING = "waiting", _("menunggu dimasukkan")
    TAKEN = "taken", _("sudah dimasukkan")
    DISCARDED = "discarded", _("dibuang")


class BankFile(models.Model):
    """An uploaded statement. Its rows wait here as they were read and become lines all at once."""

    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="files")
    file_name = models.CharField(_("berkas"), max_length=120)
    digest = models.CharField(_("sidik berkas"), max_length=64)
    state = models.CharField(_("keadaan"), max_length=9, choices=FileState)
    rows = models.JSONField(_("baris"))
    added = models.PositiveIntegerField(_("baris baru"), default=0)
    uploaded_by = models.ForeignKey(LOGIN, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("diunggah pada"))

    class Meta:
        verbose_name = _("berkas rekening koran")
        verbose_name_plural = _("berkas rekening koran")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank_account", "digest"],
                condition=Q(state="taken"),
                name="bank_file_taken_once",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class BankLine(models.Model):
    """One line of a statement as the bank wrote it; never changed (guarded in the database).

    `amount` is whole rupiah, above zero what came in. A bank counts sen: amounts are differences
    of balances rounded to the rupiah, so that their sum is the bank's balance. `fingerprint` knows
    a line that comes again, and counts equal lines of one day.
    """

    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField(_("baris"))
    date = models.DateField(_("tanggal"))
    amount = models.BigIntegerField(_("jumlah"))
    text = models.CharField(_("keterangan"), max_length=255)
    balance = models.BigIntegerField(_("saldo"), null=True, blank=True)
    fingerprint = models.CharField(_("sidik baris"), max_length=64)

    class Meta:
        verbose_name = _("baris rekening koran")
        verbose_name_plural = _("baris rekening koran")
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "fingerprint"], name="bank_line_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="bank_line_moves_money"),
        ]
        indexes = [models.Index(fields=["bank_account", "date"], name="bank_line_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.amount} {self.text}"


class BankMatch(models.Model):
    """A line of the bank met by a line of the books. Several of the books may make up one of the
    bank; each meets one. The database asks that both are of one account and side."""

    bank_line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="matches")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="bank_match")
    made_by = models.ForeignKey(LOGIN, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicocokkan pada"))

    class Meta:
        verbose_name = _("pasangan rekening koran")
        verbose_name_plural = _("pasangan rekening koran")

    def __str__(self) -> str:
        return f"{self.bank_line_id} {self.line_id}"
