"""Which vouchers of a book need a second pair of eyes: a policy per decision, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models.book import Book


class ApprovalMode(models.TextChoices):
    """How strictly maker and approver are kept apart (koperasi.md §2)."""

    OFF = "off", _("tanpa persetujuan")
    SMALL = "small", _("kelompok kecil: pengurus lain mana pun")
    BANDS = "bands", _("menurut jumlah")


class ApprovalLevel(models.TextChoices):
    """Who may approve. The ledger knows no office: a level is a permission."""

    OFFICER = "officer", _("pengurus lain")
    CHAIR = "chair", _("ketua")

    @property
    def permission(self) -> str:
        """What the approver must hold in the book."""
        return PERMISSIONS[self]


PERMISSIONS = {
    ApprovalLevel.OFFICER: "ledger.approve_voucher",
    ApprovalLevel.CHAIR: "ledger.approve_large_voucher",
}


class ApprovalPolicy(models.Model):
    """The rule of a book from a moment on; the newest row counts. Guarded: rows are only added."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="approval_policies")
    mode = models.CharField(_("cara"), max_length=5, choices=ApprovalMode)
    decision = models.CharField(_("dasar keputusan"), max_length=120, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ditetapkan pada"))

    class Meta:
        verbose_name = _("aturan persetujuan")
        verbose_name_plural = _("aturan persetujuan")
        ordering = ["-id"]
        indexes = [models.Index(fields=["book", "-id"], name="approval_policy_newest")]

    def __str__(self) -> str:
        return f"{self.book}: {self.get_mode_display()}"


class ApprovalBand(models.Model):
    """From this amount on (whole rupiah, sum of debits) a voucher needs this level."""

    policy = models.ForeignKey(ApprovalPolicy, on_delete=models.PROTECT, related_name="bands")
    amount = models.BigIntegerField(_("mulai jumlah"))
    level = models.CharField(_("disetujui oleh"), max_length=7, choices=ApprovalLevel)

    class Meta:
        verbose_name = _("jenjang persetujuan")
        verbose_name_plural = _("jenjang persetujuan")
        ordering = ["policy", "amount"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "amount"], name="approval_band_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="approval_band_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}: {self.get_level_display()}"


class ApprovalMandate(models.Model):
    """In whose stead a voucher was approved, while that officer was away.

    Written with the approval and never again (guarded); the ledger knows no office, so `words` say
    it as it stands on paper: "a.n. Ketua …". Whoever is stood in for is neither maker nor approver.
    """

    voucher = models.OneToOneField(
        "ledger.Voucher", on_delete=models.PROTECT, primary_key=True, related_name="mandate"
    )
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.CharField(_("atas nama"), max_length=200)

    class Meta:
        verbose_name = _("persetujuan atas nama")
        verbose_name_plural = _("persetujuan atas nama")

    def __str__(self) -> str:
        return self.words
