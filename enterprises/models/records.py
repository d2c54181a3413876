"""What a group keeps beside its money: never deleted, only marked as void with a reason."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.models import Book, Voucher

USER = settings.AUTH_USER_MODEL


class Record(models.Model):
    """One entry of a book or list that is typed; `void_reason` takes it out of lists and prints."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField(_("alasan dibatalkan"), max_length=200, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        abstract = True

    @property
    def is_void(self) -> bool:
        """Whether it counts no longer."""
        return bool(self.void_reason)


class CostedRecord(Record):
    """A record whose cost stands in the books: in the vouchers that it names."""

    vouchers: Any = models.ManyToManyField(
        Voucher, blank=True, related_name="+", verbose_name=_("bukti biaya")
    )

    class Meta:
        abstract = True

    @property
    def cost(self) -> int:
        """Whole rupiah of its vouchers that stand."""
        standing = self.vouchers.filter(reversed_by__isnull=True)
        return int(standing.aggregate(total=models.Sum("lines__debit"))["total"] or 0)

    @property
    def voucher_codes(self) -> str:
        """The vouchers by code, as they are typed."""
        return ", ".join(voucher.code for voucher in self.vouchers.order_by("sequence"))
