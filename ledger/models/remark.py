"""Remarks of those who check: about a voucher or a row of a statement, with their answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Book
from ledger.models.sampling import SampleItem
from ledger.models.voucher import Voucher

PERSON = settings.AUTH_USER_MODEL


class RemarkKind(models.TextChoices):
    FINDING = "finding", _("temuan")
    NOTE = "note", _("catatan")


class RemarkState(models.TextChoices):
    """Whom a remark waits for: the treasurer, the checker, nobody."""

    OPEN = "open", _("menunggu jawaban")
    ANSWERED = "answered", _("dijawab")
    CLOSED = "closed", _("selesai")


class RemarkAct(models.TextChoices):
    OPENED = "opened", _("dibuka")
    ANSWERED = "answered", _("dijawab")
    RETURNED = "returned", _("dikembalikan")
    MOVED = "moved", _("batas waktu diubah")
    CLOSED = "closed", _("ditutup")


class Remark(models.Model):
    """What a remark is about. What is said about it lies in its entries. Rows are only added.

    Either a voucher (`item` says in which sample it was found), or a row of a report: its name,
    its days, and the row with its amounts as they stood then.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField(_("nomor"))
    kind = models.CharField(_("jenis"), max_length=7, choices=RemarkKind)
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    item = models.ForeignKey(
        SampleItem, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    report = models.CharField(_("laporan"), max_length=60, blank=True)
    report_title = models.CharField(_("judul laporan"), max_length=120, blank=True)
    row = models.CharField(_("baris"), max_length=200, blank=True)
    start = models.DateField(_("dari"), null=True, blank=True)
    end = models.DateField(_("sampai"), null=True, blank=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("dibuka pada"))

    class Meta:
        verbose_name = _("temuan")
        verbose_name_plural = _("temuan")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="remark_number_once"),
            models.CheckConstraint(
                condition=models.Q(voucher__isnull=False, report="")
                | (models.Q(voucher__isnull=True, item__isnull=True) & ~models.Q(report="")),
                name="remark_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"T-{self.number}"

    @property
    def about(self) -> str:
        """`BKK/2025/09/0012`, or the statement with its day and row."""
        if self.voucher is not None:
            return self.voucher.code
        day = self.end.strftime("%d/%m/%Y") if self.end else ""
        return f"{self.report_title} {day}: {self.row}"


class RemarkEntry(models.Model):
    """One thing said about a remark, and where the remark stands since. Rows are only added.

    `state` and `due_on` are those in force after the entry; the newest entry tells both.
    """

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField(_("urutan"))
    act = models.CharField(_("perbuatan"), max_length=8, choices=RemarkAct)
    state = models.CharField(_("keadaan"), max_length=8, choices=RemarkState)
    text = models.CharField(_("isi"), max_length=1000)
    due_on = models.DateField(_("batas waktu"), null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ditulis pada"))

    class Meta:
        verbose_name = _("isi temuan")
        verbose_name_plural = _("isi temuan")
        ordering = ["remark", "position"]
        constraints = [
            models.UniqueConstraint(fields=["remark", "position"], name="remark_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.remark_id}/{self.position} {self.act}"
