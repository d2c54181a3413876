"""What an organization's own bylaws say of its meetings."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.decisions import Decision
from members.models.organization import Organization

USER = settings.AUTH_USER_MODEL


class MeetingRule(models.Model):
    """What the organization's own bylaws say of a kind of meeting, from a day on.

    Without a row the defaults of `data/meeting_kinds.csv` count. Shares are fractions.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meeting_rules"
    )
    kind = models.CharField(_("jenis rapat"), max_length=20)
    valid_from = models.DateField(_("berlaku sejak"))
    quorum = models.CharField(_("kuorum"), max_length=7)
    quorum_over = models.BooleanField(_("lebih dari"), default=True)
    second_quorum = models.CharField(_("kuorum rapat kedua"), max_length=7)
    second_over = models.BooleanField(_("lebih dari (rapat kedua)"), default=False)
    majority = models.CharField(_("suara terbanyak"), max_length=7)
    majority_over = models.BooleanField(_("lebih dari (suara)"), default=True)
    proxies = models.PositiveSmallIntegerField(_("kuasa per orang"), default=0)
    notice_days = models.PositiveSmallIntegerField(_("hari undangan"), default=3)
    basis = models.CharField(_("dasar"), max_length=120)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("aturan rapat")
        verbose_name_plural = _("aturan rapat")
        ordering = ["kind", "-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
