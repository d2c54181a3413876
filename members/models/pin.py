"""The PIN by which a member reads his own card on a phone that several people share."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Membership


class MemberPin(models.Model):
    """One membership's PIN, hashed. Failures are counted here: a restart forgives nothing.

    It opens one organization's card only, because that organization's secretary may know it.
    """

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="pin")
    pin_hash = models.CharField(_("sidik PIN"), max_length=200, editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("dipasang pada"))
    failures = models.PositiveSmallIntegerField(_("salah berturut-turut"), default=0)
    locked_at = models.DateTimeField(_("terkunci pada"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)

    class Meta:
        verbose_name = _("PIN anggota")
        verbose_name_plural = _("PIN anggota")
        constraints = [
            models.CheckConstraint(condition=~Q(pin_hash=""), name="member_pin_is_hashed"),
        ]

    def __str__(self) -> str:
        return f"PIN {self.membership_id}"
