"""Meetings: what was planned, who was entitled and who came.

Once its minutes are final, nothing of a meeting, its motions and its votes changes any more:
guarded in the database (`members/integrity/`).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.organization import Organization
from members.models.person import Person

USER = settings.AUTH_USER_MODEL


class MeetingState(models.TextChoices):
    DRAFT = "draft", _("Disusun")
    INVITED = "invited", _("Diundang")
    HELD = "held", _("Berlangsung")
    FINAL = "final", _("Risalah final")
    ADJOURNED = "adjourned", _("Ditunda: tidak kuorum")
    CANCELLED = "cancelled", _("Dibatalkan")


class Presence(models.TextChoices):
    """How somebody's presence was established."""

    ABSENT = "", _("tidak hadir")
    LIST = "list", _("daftar hadir bertanda tangan")
    TICK = "tick", _("dicatat sekretaris")
    QR = "qr", _("dari telepon sendiri")


class Meeting(models.Model):
    """One meeting. `cutoff` is the day on which the register says who may come and vote.

    `needed` is the quorum in heads, frozen with the list of who is entitled when invitations go
    out; `previous` is the meeting whose missing quorum this one makes good.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="meetings"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    number = models.PositiveIntegerField(_("nomor"))
    kind = models.CharField(_("jenis rapat"), max_length=20)
    title = models.CharField(_("pokok rapat"), max_length=120, blank=True)
    held_on = models.DateField(_("tanggal rapat"))
    starts_at = models.TimeField(_("pukul"), null=True, blank=True)
    place = models.CharField(_("tempat"), max_length=120)
    cutoff = models.DateField(_("daftar anggota per tanggal"))
    state = models.CharField(
        _("keadaan"), max_length=9, choices=MeetingState, default=MeetingState.DRAFT
    )
    state_reason = models.CharField(_("alasan"), max_length=200, blank=True)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="second"
    )
    invited_on = models.DateField(_("diundang pada"), null=True, blank=True)
    needed = models.PositiveIntegerField(_("kuorum"), null=True, blank=True)
    quorum_words = models.CharField(_("aturan kuorum"), max_length=120, blank=True)
    present_at_opening = models.PositiveIntegerField(_("hadir saat dibuka"), null=True, blank=True)
    chair = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    clerk = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    witnesses = models.CharField(_("saksi"), max_length=200, blank=True)
    minutes = models.TextField(_("notulen"), max_length=20_000, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))
    sealed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed_at = models.DateTimeField(_("final pada"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("urutan segel"), null=True, blank=True)
    previous_seal = models.CharField(_("segel sebelumnya"), max_length=64, blank=True)
    seal = models.CharField(_("segel"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("rapat")
        verbose_name_plural = _("rapat")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "number"], name="meeting_number_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "sequence"], name="meeting_sequence_once"
            ),
            models.CheckConstraint(
                condition=Q(cutoff__lte=F("held_on")), name="meeting_cutoff_before_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(sequence__isnull=False, sealed_at__isnull=False),
                name="meeting_final_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def code(self) -> str:
        """`Rapat 3/2026`: the number within organization and year."""
        return str(_("Rapat %(number)s/%(year)s")) % {"number": self.number, "year": self.year}

    @property
    def is_final(self) -> bool:
        """Whether its minutes are sealed."""
        return self.state == MeetingState.FINAL


class AgendaItem(models.Model):
    """One point of the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("nomor"))
    text = models.CharField(_("acara"), max_length=200)

    class Meta:
        verbose_name = _("acara rapat")
        verbose_name_plural = _("acara rapat")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="agenda_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"


class Attendance(models.Model):
    """Somebody entitled to come, as the register said on the cut-off day, and whether he came.

    `proxy` is who speaks and votes for an absent one, where the rule allows it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("nomor anggota"), max_length=20, blank=True)
    name = models.CharField(_("nama"), max_length=120)
    office = models.CharField(_("jabatan"), max_length=10, blank=True)
    has_vote = models.BooleanField(_("berhak suara"), default=True)
    presence = models.CharField(_("kehadiran"), max_length=4, choices=Presence, blank=True)
    present_at = models.DateTimeField(_("tercatat pada"), null=True, blank=True)
    proxy = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="speaks_for"
    )

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(presence="") | Q(proxy__isnull=True), name="attendance_or_proxy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def counts(self) -> bool:
        """Whether a vote is there: come in person, or represented."""
        return self.has_vote and bool(self.presence or self.proxy_id)
