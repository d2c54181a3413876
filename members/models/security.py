"""Who must secure the sign-in with a second step, and its reset by two officers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization
from members.models.person import OfficeKind


class SecurityLevel(models.TextChoices):
    """How much an organization asks of an office."""

    NONE = "none", _("tidak diminta")
    RECOMMENDED = "recommended", _("dianjurkan")
    REQUIRED = "required", _("wajib")


class SecurityRule(models.Model):
    """The second step of an office (all offices when `kind` is empty), from a day on.

    Rows are only added; the newest of an office counts, and the office's own comes before the one
    for all.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="security_rules"
    )
    kind = models.CharField(_("jabatan"), max_length=10, choices=OfficeKind, blank=True)
    level = models.CharField(_("pengaman"), max_length=11, choices=SecurityLevel)
    since = models.DateField(_("mulai"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ditetapkan pada"))

    class Meta:
        verbose_name = _("aturan pengaman")
        verbose_name_plural = _("aturan pengaman")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or '*'}: {self.get_level_display()}"


class SecurityReset(models.Model):
    """Somebody lost telephone and codes: one officer asks, another takes the second step off."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("diminta pada"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("pelepasan pengaman")
        verbose_name_plural = _("pelepasan pengaman")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("user"))
                & (
                    Q(approved_by__isnull=True)
                    | (~Q(approved_by=F("asked_by")) & ~Q(approved_by=F("user")))
                ),
                name="security_reset_two_others",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(approved_at__isnull=True), name="security_reset_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
