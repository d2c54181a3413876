"""Motions of a meeting and their votes: one member, one vote."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.meetings import Attendance, Meeting


class Method(models.TextChoices):
    """How a motion is decided (koperasi.md §7.3: consensus first, secret for elections)."""

    CONSENSUS = "consensus", _("Musyawarah mufakat")
    COUNT = "count", _("Hitung suara terbuka")
    ROLL = "roll", _("Suara per anggota")
    BALLOT = "ballot", _("Pemilihan dengan surat suara")


class Result(models.TextChoices):
    OPEN = "", _("belum diputus")
    CARRIED = "carried", _("diterima")
    REJECTED = "rejected", _("ditolak")


class Choice(models.TextChoices):
    FOR = "for", _("setuju")
    AGAINST = "against", _("tidak setuju")
    ABSTAIN = "abstain", _("abstain")


class Motion(models.Model):
    """Something the meeting is asked to decide, and how the votes fell."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="motions")
    order = models.PositiveSmallIntegerField(_("nomor"))
    kind = models.CharField(_("jenis keputusan"), max_length=20)
    text = models.CharField(_("usul"), max_length=500)
    method = models.CharField(_("cara memutus"), max_length=9, choices=Method)
    seats = models.PositiveSmallIntegerField(_("jumlah yang dipilih"), default=1)
    votes_for = models.PositiveIntegerField(_("setuju"), default=0)
    votes_against = models.PositiveIntegerField(_("tidak setuju"), default=0)
    votes_abstain = models.PositiveIntegerField(_("abstain"), default=0)
    present = models.PositiveIntegerField(_("suara yang hadir"), default=0)
    result = models.CharField(_("hasil"), max_length=8, choices=Result, blank=True)
    decided_at = models.DateTimeField(_("diputus pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("usul")
        verbose_name_plural = _("usul")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="motion_once"),
            models.CheckConstraint(
                condition=Q(present__gte=F("votes_for") + F("votes_against") + F("votes_abstain")),
                name="motion_votes_of_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"


class Candidate(models.Model):
    """Somebody who stands in an election."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="candidates")
    name = models.CharField(_("nama calon"), max_length=120)
    votes = models.PositiveIntegerField(_("suara"), default=0)
    is_elected = models.BooleanField(_("terpilih"), default=False)

    class Meta:
        verbose_name = _("calon")
        verbose_name_plural = _("calon")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["motion", "name"], name="candidate_once")]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """One member, one vote: whoever is entitled votes once on a motion."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(_("suara"), max_length=7, choices=Choice)

    class Meta:
        verbose_name = _("suara")
        verbose_name_plural = _("suara")
        constraints = [models.UniqueConstraint(fields=["motion", "voter"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.voter_id} {self.choice}"
