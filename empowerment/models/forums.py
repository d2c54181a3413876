"""Planning together (guideline A.1): forums of all three elements, what they said and promised."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from empowerment.models.plans import Plan
from members.models import Element, Person


class ForumKind(models.TextChoices):
    DISCUSSION = "diskusi", _("Diskusi")
    DELIBERATION = "musyawarah", _("Musyawarah")
    HEARING = "dengar_pendapat", _("Dengar pendapat")


class PlanForum(models.Model):
    """One meeting about a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="forums")
    kind = models.CharField(_("bentuk"), max_length=15, choices=ForumKind)
    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=120)
    minutes = models.TextField(_("notulen"), max_length=5000)

    class Meta:
        verbose_name = _("forum rencana")
        verbose_name_plural = _("forum rencana")
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%d/%m/%Y}"


class ForumParticipant(models.Model):
    """Who took part, for which element; being a client is seen by officials only (UU PDP)."""

    forum = models.ForeignKey(PlanForum, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("nama"), max_length=120)
    element = models.CharField(_("unsur"), max_length=8, choices=Element)
    attended = models.BooleanField(_("hadir"), default=True)
    said = models.CharField(_("usul atau pendapat"), max_length=500, blank=True)
    committed_on = models.DateField(_("menandatangani komitmen pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("peserta forum")
        verbose_name_plural = _("peserta forum")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "name"], name="forum_participant_once"),
            models.CheckConstraint(
                condition=Q(attended=True) | Q(committed_on__isnull=True),
                name="forum_commitment_by_who_came",
            ),
        ]

    def __str__(self) -> str:
        return self.name
