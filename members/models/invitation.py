"""A link that brings one person into one office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization
from members.models.person import OfficeKind, Person, Sex


class Invitation(models.Model):
    """An invitation. Of its token only the digest is kept: the link is shown once and never again.

    `person` is somebody whom the organization knows; without one, name and sex tell of whom a
    person is made when the link is used.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="invitations"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    name = models.CharField(_("nama"), max_length=120)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex)
    kind = models.CharField(_("jabatan"), max_length=10, choices=OfficeKind)
    start = models.DateField(_("sejak"))
    end = models.DateField(_("sampai"), null=True, blank=True)
    decree = models.CharField(_("dasar pengangkatan"), max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("dibuat pada"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("diterima pada"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class InvitationConsent(models.Model):
    """An organization agrees that another one gives its member or officer a login.

    The login would open what the person has and may do in every organization.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="consents")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="invitation_consents"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(_("diberikan pada"))

    class Meta:
        verbose_name = _("persetujuan akun")
        verbose_name_plural = _("persetujuan akun")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "organization"], name="invitation_consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.invitation}"
