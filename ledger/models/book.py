"""Books, their units, accounts and subsidiary accounts."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Framework(models.TextChoices):
    """Which statements a book owes, and to whom."""

    KUBE = "kube", _("KUBE (SAK EMKM)")
    KOPERASI = "koperasi", _("Koperasi (SAK EP)")
    YAYASAN = "yayasan", _("Yayasan (ISAK 335)")
    PANTI = "panti", _("Panti (realisasi anggaran)")


class CashPolicy(models.TextChoices):
    """What happens when a voucher would leave a cash account below zero on some day."""

    REFUSE = "refuse", _("Tolak")
    WARN = "warn", _("Peringatkan")


class Bilingual(models.Model):
    """A name in Indonesian and in English."""

    name = models.CharField(_("nama"), max_length=100)
    name_en = models.CharField(_("nama (Inggris)"), max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Book(models.Model):
    """One set of double-entry books: one framework, one fiscal calendar (January to December).

    The engine holds the entries: one entity and one posted ledger per book.
    """

    slug = models.SlugField(_("kode"), max_length=50, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    framework = models.CharField(_("kerangka"), max_length=10, choices=Framework)
    is_practice = models.BooleanField(_("buku latihan"), default=False)
    cash_policy = models.CharField(
        _("kas di bawah nol"), max_length=6, choices=CashPolicy, default=CashPolicy.WARN
    )
    opened_on = models.DateField(_("dibuka pada"))
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)
    entity = models.OneToOneField(
        "django_ledger.EntityModel", on_delete=models.PROTECT, related_name="book"
    )
    ledger = models.OneToOneField(
        "django_ledger.LedgerModel", on_delete=models.PROTECT, related_name="book"
    )

    class Meta:
        verbose_name = _("buku")
        verbose_name_plural = _("buku")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Unit(Bilingual):
    """A business unit. Every line has one; what belongs to none lies in the default unit."""

    DEFAULT_CODE = "UMUM"

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(_("kode"), max_length=10)
    is_active = models.BooleanField(_("aktif"), default=True)
    engine_unit = models.OneToOneField(
        "django_ledger.EntityUnitModel", on_delete=models.PROTECT, related_name="unit"
    )

    class Meta:
        verbose_name = _("unit usaha")
        verbose_name_plural = _("unit usaha")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["book", "code"], name="unit_code_of_book")]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Kind(models.TextChoices):
    """The five kinds of account."""

    ASSET = "asset", _("Aset")
    LIABILITY = "liability", _("Liabilitas")
    EQUITY = "equity", _("Ekuitas")
    REVENUE = "revenue", _("Pendapatan")
    EXPENSE = "expense", _("Beban")


class Side(models.TextChoices):
    """The side on which an account normally stands."""

    DEBIT = "debit", _("Debet")
    CREDIT = "credit", _("Kredit")


class CashFlow(models.TextChoices):
    """The class a cash movement gets from its counter-account."""

    CASH = "cash", _("Kas dan bank")
    OPERATING = "operating", _("Operasi")
    INVESTING = "investing", _("Investasi")
    FINANCING = "financing", _("Pendanaan")
    NONE = "", "—"


class Account(Bilingual):
    """An account of a book's chart, tied one to one to the engine's account."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    code = models.CharField(_("kode"), max_length=10)
    kind = models.CharField(_("golongan"), max_length=9, choices=Kind)
    side = models.CharField(_("saldo normal"), max_length=6, choices=Side)
    cash_flow = models.CharField(_("arus kas"), max_length=9, choices=CashFlow, blank=True)
    control = models.CharField(
        _("rekening pembantu"),
        max_length=10,
        blank=True,
        help_text=_("Jenis rekening pembantu yang wajib disebut pada setiap baris."),
    )
    purpose = models.CharField(
        _("kegunaan khusus"),
        max_length=20,
        blank=True,
        help_text=_("Misalnya current_result: tempat hasil tahun berjalan ditutup."),
    )
    is_heading = models.BooleanField(_("judul kelompok"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    engine_account = models.OneToOneField(
        "django_ledger.AccountModel", on_delete=models.PROTECT, related_name="account"
    )

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="account_code_of_book"),
            models.UniqueConstraint(
                fields=["book", "purpose"],
                condition=~models.Q(purpose=""),
                name="account_purpose_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def is_cash(self) -> bool:
        """Whether money lies in it: cash on hand or at a bank."""
        return self.cash_flow == CashFlow.CASH

    @property
    def is_bank(self) -> bool:
        """Whether the money lies at a bank: compared with its statement, not counted by hand."""
        return self.is_cash and (self.purpose == "bank" or self.name.startswith("Bank"))


class ChartVersion(models.Model):
    """Which chart of accounts a book has now: a new random number at every change of an account.

    Written by triggers only, so that a process can keep a chart in memory and still never show an
    old one. Random and not counted: a number that was rolled back never comes again.
    """

    book = models.OneToOneField(
        Book, on_delete=models.CASCADE, primary_key=True, related_name="chart_version"
    )
    version = models.BigIntegerField()

    class Meta:
        verbose_name = _("versi bagan akun")
        verbose_name_plural = _("versi bagan akun")

    def __str__(self) -> str:
        return str(self.version)


class Subsidiary(models.Model):
    """A named account below a control account: one member's savings, one loan, one customer."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="subsidiaries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="subsidiaries")
    code = models.CharField(_("kode"), max_length=20)
    name = models.CharField(_("nama"), max_length=120)
    is_active = models.BooleanField(_("aktif"), default=True)
    counterparty = models.ForeignKey(
        Book,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("buku lawan"),
        help_text=_("Bila pihaknya lembaga yang juga memakai Lumbung: dieliminasi saat digabung."),
    )

    class Meta:
        verbose_name = _("rekening pembantu")
        verbose_name_plural = _("rekening pembantu")
        ordering = ["account__code", "code"]
        constraints = [
            models.UniqueConstraint(fields=["account", "code"], name="subsidiary_code_of_account")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
