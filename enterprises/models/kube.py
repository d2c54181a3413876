"""Fields of business and the KUBE themselves: kind, state, rules, assessments, practice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Decision, Organization

USER = settings.AUTH_USER_MODEL


class BusinessField(models.Model):
    """A field of business (bidang) of an institution; `name_seed` is the guideline's wording."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="business_fields"
    )
    code = models.SlugField(_("kode"), max_length=30)
    name_seed = models.CharField(_("nama menurut pedoman"), max_length=120, blank=True)
    name_display = models.CharField(_("nama yang dipakai"), max_length=80)
    is_active = models.BooleanField(_("dijalankan"), default=False)

    class Meta:
        verbose_name = _("bidang usaha")
        verbose_name_plural = _("bidang usaha")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="field_code_once")
        ]

    def __str__(self) -> str:
        return self.name_display


class KubeKind(models.TextChoices):
    MIXED = "campuran", _("Campuran (petugas, klien, keluarga)")
    CLIENTS = "khusus_klien", _("Khusus klien")


class KubeState(models.TextChoices):
    """Where a KUBE stands (kube.md §1.9); who may follow: `calculations/kube.py`."""

    RENCANA = "rencana", _("Rencana")
    RINTISAN = "rintisan", _("Rintisan (praktik)")
    EFEKTIF = "efektif", _("Efektif")
    PRA_KOPERASI = "pra_koperasi", _("Prakoperasi")
    BERBADAN_HUKUM = "berbadan_hukum", _("Berbadan hukum")
    MACET = "macet", _("Macet")
    PEMBINAAN = "pembinaan", _("Pembinaan")
    BUBAR = "bubar", _("Bubar")


class Kube(models.Model):
    """What makes an organization a KUBE of the guideline (C.3.b).

    `effective_from`: no voucher of a *khusus klien* group is dated before it (R-13).
    """

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="kube")
    kind = models.CharField(_("jenis"), max_length=12, choices=KubeKind)
    field = models.ForeignKey(
        BusinessField, on_delete=models.PROTECT, null=True, blank=True, related_name="kubes"
    )
    area = models.CharField(_("wilayah kerja"), max_length=120, blank=True)
    founded_on = models.DateField(_("musyawarah pembentukan"), null=True, blank=True)
    founding_decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    founding_paper = models.CharField(_("berita acara pembentukan"), max_length=120, blank=True)
    effective_from = models.DateField(_("berlaku efektif sejak"), null=True, blank=True)
    effective_reason = models.CharField(_("dasar berlaku efektif"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("KUBE")
        verbose_name_plural = _("KUBE")
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | ~Q(effective_reason=""),
                name="kube_effective_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)


class KubeMove(models.Model):
    """A KUBE came into a state on a day, for a reason. Only ever added; the newest holds."""

    kube = models.ForeignKey(Kube, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(_("status"), max_length=14, choices=KubeState)
    on = models.DateField(_("sejak"))
    reason = models.CharField(_("alasan"), max_length=200)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("perubahan status KUBE")
        verbose_name_plural = _("perubahan status KUBE")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kube} {self.state}"


class KubeRule(models.Model):
    """One of the group's own rules (aturan kelompok); a new wording is a new row."""

    kube = models.ForeignKey(Kube, on_delete=models.PROTECT, related_name="rules")
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.CharField(_("bunyi"), max_length=500)
    valid_from = models.DateField(_("berlaku sejak"))
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("aturan kelompok")
        verbose_name_plural = _("aturan kelompok")
        ordering = ["number", "valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class AssessmentKind(models.TextChoices):
    STAGE = "stage", _("Tahap perkembangan")
    SUCCESS = "success", _("Delapan indikator keberhasilan")


class KubeAssessment(models.Model):
    """A dated assessment, never overwritten. `stage` is what the signs of that day spoke for."""

    kube = models.ForeignKey(Kube, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(_("jenis"), max_length=7, choices=AssessmentKind)
    on = models.DateField(_("pada"))
    stage = models.CharField(_("tahap"), max_length=10, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("penilaian KUBE")
        verbose_name_plural = _("penilaian KUBE")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kube} {self.kind} {self.on}"

    @property
    def total(self) -> int:
        """The scores together."""
        return sum(sign.score for sign in self.signs.all())


class AssessedSign(models.Model):
    """One sign: 0 not, 1 partly, 2 met; what the data said of itself; the evidence."""

    assessment = models.ForeignKey(KubeAssessment, on_delete=models.PROTECT, related_name="signs")
    code = models.CharField(_("tanda"), max_length=4)
    score = models.PositiveSmallIntegerField(_("nilai"))
    proxy = models.BooleanField(_("menurut data"), null=True)
    evidence = models.CharField(_("bukti"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tanda yang dinilai")
        verbose_name_plural = _("tanda yang dinilai")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="sign_assessed_once"),
            models.CheckConstraint(condition=Q(score__lte=2), name="sign_score_0_to_2"),
            models.CheckConstraint(
                condition=Q(score=0) | ~Q(evidence=""), name="sign_met_by_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score}"


class PracticeKind(models.TextChoices):
    SALE = "jual", _("Jual")
    PURCHASE = "beli", _("Beli bahan")
    DUES = "iuran", _("Iuran")
    COST = "biaya", _("Biaya")


class PracticeEntry(models.Model):
    """Practice of a group that is not effective yet: never in the books, never in a report."""

    kube = models.ForeignKey(Kube, on_delete=models.PROTECT, related_name="practice")
    on = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=6, choices=PracticeKind)
    narration = models.CharField(_("uraian"), max_length=200)
    amount = models.PositiveBigIntegerField(_("jumlah"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("catatan latihan")
        verbose_name_plural = _("catatan latihan")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="practice_above_zero")
        ]

    def __str__(self) -> str:
        return self.narration

    @property
    def change(self) -> int:
        """What it does to the practice cash."""
        comes_in = self.kind in (PracticeKind.SALE, PracticeKind.DUES)
        return self.amount if comes_in else -self.amount
