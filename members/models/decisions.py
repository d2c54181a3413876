"""What meetings decided: the key that later acts ask for (`services/decisions.py`)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.meetings import Meeting
from members.models.motions import Motion
from members.models.organization import Organization

USER = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """What a meeting decided, numbered without gaps in organization and year."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="decision")
    year = models.PositiveSmallIntegerField(_("tahun"))
    number = models.PositiveIntegerField(_("nomor"))
    kind = models.CharField(_("jenis keputusan"), max_length=20)
    text = models.CharField(_("keputusan"), max_length=700)
    decided_on = models.DateField(_("diputus pada"))

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "number"], name="decision_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"

    @property
    def code(self) -> str:
        """`Keputusan 5/2026`."""
        return str(_("Keputusan %(number)s/%(year)s")) % {
            "number": self.number,
            "year": self.year,
        }


class DecisionUse(models.Model):
    """An act that was done on the strength of a decision. Only ever added."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="uses")
    act = models.CharField(_("tindakan"), max_length=40)
    subject = models.CharField(_("perihal"), max_length=120)
    on = models.DateField(_("pada"))
    used_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("pemakaian keputusan")
        verbose_name_plural = _("pemakaian keputusan")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.act}"


class DecisionRule(models.Model):
    """Whether the organization wants a meeting's decision behind a kind of act, from a day on."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="decision_rules"
    )
    kind = models.CharField(_("jenis keputusan"), max_length=20)
    valid_from = models.DateField(_("berlaku sejak"))
    is_required = models.BooleanField(_("memerlukan keputusan rapat"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("aturan keputusan")
        verbose_name_plural = _("aturan keputusan")
        ordering = ["kind", "-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.is_required}"
