"""Members' opening balances while they are gathered: savings by product, loans, control totals."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization


class MemberOpening(models.Model):
    """What each member had and owed on the first day of the book, before it is posted.

    `controls`: account code → whole rupiah of the opening balance sheet. `savings`: [membership,
    product, amount]. `loans`: mappings of membership, product, number, principal, balance, months
    and disbursed_on. Once live it is history: the voucher of the opening holds the figures.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="member_opening"
    )
    controls = models.JSONField(_("menurut neraca awal"), default=dict)
    savings = models.JSONField(_("simpanan"), default=list)
    savings_file = models.CharField(_("berkas simpanan"), max_length=120, blank=True)
    loans = models.JSONField(_("pinjaman"), default=list)
    loans_file = models.CharField(_("berkas pinjaman"), max_length=120, blank=True)
    is_live = models.BooleanField(_("sudah dibukukan"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("diubah pada"))

    class Meta:
        verbose_name = _("saldo awal anggota")
        verbose_name_plural = _("saldo awal anggota")

    def __str__(self) -> str:
        return str(self.organization)
