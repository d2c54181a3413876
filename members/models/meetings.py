"""Meetings: who was entitled and who came, what was moved and voted, what was decided.

Once its minutes are final, nothing of a meeting changes any more: guarded in the database
(`members/integrity/`). A decision is the key that later acts ask for (`services/decisions.py`).
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
