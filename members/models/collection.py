"""The collection sheet: what forty people bring to one meeting, before it becomes one voucher."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Voucher
from members.models.organization import Organization


class CollectionSheet(models.Model):
    """One meeting's grid. `content` holds what was typed, by membership: attendance, amounts by
    product code, remark. It becomes one voucher; until then it touches no balance.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="collection_sheets"
    )
    held_on = models.DateField(_("tanggal"))
    content = models.JSONField(_("isi"), encoder=DjangoJSONEncoder, default=dict)
    voucher = models.OneToOneField(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="collection_sheet"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("diubah pada"))

    class Meta:
        verbose_name = _("lembar setoran")
        verbose_name_plural = _("lembar setoran")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "held_on"],
                condition=Q(voucher__isnull=True),
                name="collection_one_draft_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.held_on}"
