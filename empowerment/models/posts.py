"""Posts in a social institution (guideline B.2.1): who leads, who is structural, who functional."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models import Organization, Person


class PostKind(models.TextChoices):
    """The circles that the guideline names (B.2.1, B.2.3, E.6, E.8)."""

    HEAD = "kepala", _("Kepala panti")
    STRUCTURAL = "struktural", _("Pejabat struktural")
    FUNCTIONAL = "fungsional", _("Pejabat fungsional (pekerja sosial)")
    INSTRUCTOR = "instruktur", _("Instruktur atau penyuluh")
    STAFF = "staf", _("Staf")


class StaffPostQuerySet(models.QuerySet["StaffPost"]):
    """Posts by day."""

    def in_force(self, on: date) -> "StaffPostQuerySet":
        """Posts held on a day."""
        return self.filter(Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class StaffPost(models.Model):
    """One person's post with its decree and term; never deleted, only ended."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="staff_posts"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_posts")
    kind = models.CharField(_("kelompok jabatan"), max_length=10, choices=PostKind)
    title = models.CharField(_("jabatan"), max_length=80)
    decree = models.CharField(_("nomor SK"), max_length=80, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = StaffPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("jabatan panti")
        verbose_name_plural = _("jabatan panti")
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person", "kind", "starts_on"], name="staff_post_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="staff_post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.title})"
