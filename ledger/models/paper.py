"""Papers of a voucher: photographs and PDFs, each with its place in a chain of its own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Book
from ledger.models.voucher import Draft, Voucher


class Paper(models.Model):
    """A stored file that proves a voucher. Guarded: rows are only added, never changed.

    It belongs to a voucher, or to the draft that becomes one. `seal` follows the seal of the
    paper before it in the book (docs/decisions/0008-papers-in-a-chain-of-their-own.md), so that a
    late paper needs no change to a sealed voucher.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="papers")
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="late_papers"
    )
    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    sequence = models.PositiveIntegerField(_("urutan dalam buku"))
    name = models.CharField(_("nama berkas"), max_length=120)
    stored = models.CharField(_("tempat simpan"), max_length=120, unique=True)
    content_type = models.CharField(_("jenis berkas"), max_length=40)
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1)
    sha256 = models.CharField(_("sidik berkas"), max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_("dilampirkan pada"))
    previous_seal = models.CharField(_("segel sebelumnya"), max_length=64)
    seal = models.CharField(_("segel"), max_length=64)

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["book", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["book", "sequence"], name="paper_sequence_once"),
            models.CheckConstraint(
                condition=models.Q(voucher__isnull=False, draft__isnull=True)
                | models.Q(voucher__isnull=True, draft__isnull=False),
                name="paper_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether a browser can show it beside the voucher."""
        return self.content_type == "image/jpeg"


class PaperRule(models.Model):
    """What a book asks of its papers from a moment on; the newest row counts.

    Whole rupiah. Guarded: rows are only added, so that every earlier rule stays on record with
    its reason.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="paper_rules")
    meterai_above = models.BigIntegerField(_("meterai untuk jumlah di atas"))
    meterai_source = models.CharField(_("dasar aturan meterai"), max_length=120)
    paper_from = models.BigIntegerField(_("lampiran wajib mulai jumlah"))
    reason = models.CharField(_("alasan"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ditetapkan pada"))

    class Meta:
        verbose_name = _("aturan lampiran dan meterai")
        verbose_name_plural = _("aturan lampiran dan meterai")
        ordering = ["-id"]
        indexes = [models.Index(fields=["book", "-id"], name="paper_rule_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meterai_above__gte=0, paper_from__gte=0),
                name="paper_rule_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book}: {self.meterai_above}, {self.paper_from}"
