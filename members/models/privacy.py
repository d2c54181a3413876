"""What a person has agreed to, and who has looked at his card (UU 27/2022)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.person import Membership, Person


class Consent(models.Model):
    """A person's consent to one purpose, from a day until it is withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.SlugField(_("tujuan"), max_length=20)
    given_on = models.DateField(_("diberikan pada"))
    withdrawn_on = models.DateField(_("dicabut pada"), null=True, blank=True)
    evidence = models.CharField(_("bukti persetujuan"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")
        ordering = ["person", "purpose", "-given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="consent_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"


class CardVisit(models.Model):
    """An officer opened a member's card on a day. Rows can only be added (guarded)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="visits")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("hari"))
    at = models.DateTimeField(_("pertama kali hari itu"))
    office = models.CharField(_("jabatan saat itu"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("pembacaan kartu")
        verbose_name_plural = _("pembacaan kartu")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "viewer", "day"], name="card_visit_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.day}"
