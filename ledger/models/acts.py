"""What an organization and its people make of the catalogue of acts."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Account, Bilingual, Book


class ActUse(models.Model):
    """How a person uses an act in a book: whether it is a favourite, and when it was done last."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="act_uses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    act = models.SlugField(_("transaksi"), max_length=50)
    is_favourite = models.BooleanField(_("favorit"), default=False)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)

    class Meta:
        verbose_name = _("pemakaian transaksi")
        verbose_name_plural = _("pemakaian transaksi")
        constraints = [models.UniqueConstraint(fields=["book", "user", "act"], name="act_use_once")]

    def __str__(self) -> str:
        return self.act


class HiddenAct(models.Model):
    """An act of the catalogue that a book does not offer."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="hidden_acts")
    act = models.SlugField(_("transaksi"), max_length=50)

    class Meta:
        verbose_name = _("transaksi tersembunyi")
        verbose_name_plural = _("transaksi tersembunyi")
        constraints = [models.UniqueConstraint(fields=["book", "act"], name="act_hidden_once")]

    def __str__(self) -> str:
        return self.act


class OwnAct(Bilingual):
    """An act that an organization added: one debit, one credit."""

    PREFIX = "sendiri-"

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="own_acts")
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("akun debet")
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("akun kredit")
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("transaksi sendiri")
        verbose_name_plural = _("transaksi sendiri")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["book", "name"], name="own_act_name_once"),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")), name="own_act_two_accounts"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        """How addresses name it."""
        return f"{self.PREFIX}{self.pk}"


class VoucherTemplate(models.Model):
    """A voucher to be made again, by hand or every month. It posts nothing by itself.

    `content` is what the page *Catat bukti* sends, as in a draft, without date and key.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="templates")
    name = models.CharField(_("nama"), max_length=100)
    content = models.JSONField(_("isi"), encoder=DjangoJSONEncoder)
    day = models.PositiveSmallIntegerField(_("tanggal setiap bulan"), null=True, blank=True)
    next_on = models.DateField(_("jatuh tempo berikutnya"), null=True, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("templat bukti")
        verbose_name_plural = _("templat bukti")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["book", "name"], name="template_name_once"),
            models.CheckConstraint(
                condition=models.Q(day__isnull=True) | models.Q(day__gte=1, day__lte=31),
                name="template_day_of_month",
            ),
            models.CheckConstraint(
                condition=models.Q(day__isnull=True, next_on__isnull=True)
                | models.Q(day__isnull=False, next_on__isnull=False),
                name="template_day_and_next",
            ),
        ]

    def __str__(self) -> str:
        return self.name
