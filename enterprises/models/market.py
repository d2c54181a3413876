"""Market and technology support of a group (guideline C.3.a, C.3.c, C.3.d)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enterprises.models.records import CostedRecord, Record
from members.models import Person

CHECK_AFTER_MONTHS = 3
"""Months after which it is asked whether a technology is in use (guideline C.3.d)."""


class TrialDecision(models.TextChoices):
    OPEN = "", _("belum diputuskan")
    GO_ON = "lanjut", _("Dilanjutkan")
    CHANGE = "ubah", _("Diubah dan diuji lagi")
    STOP = "henti", _("Dihentikan")


class MarketTrial(CostedRecord):
    """Uji pasar before money is put in: offered, sold, at what price, what buyers said."""

    on = models.DateField(_("tanggal"))
    product = models.CharField(_("produk"), max_length=80)
    place = models.CharField(_("tempat atau saluran"), max_length=120)
    offered = models.PositiveIntegerField(_("ditawarkan"))
    sold = models.PositiveIntegerField(_("terjual"))
    price = models.PositiveBigIntegerField(_("harga satuan"))
    feedback = models.CharField(_("tanggapan pembeli"), max_length=300, blank=True)
    decision = models.CharField(_("keputusan"), max_length=6, choices=TrialDecision, blank=True)
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("uji pasar")
        verbose_name_plural = _("uji pasar")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offered__gt=0, sold__lte=F("offered")),
                name="trial_sells_what_it_offers",
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="trial_has_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.product}, {self.on:%d/%m/%Y}"

    @property
    def sold_share(self) -> str:
        """`85%` of what was offered."""
        return f"{self.sold * 100 // self.offered}%"


class CostSource(models.TextChoices):
    """Who paid for help."""

    GROUP = "kelompok", _("Kas kelompok")
    INSTITUTION = "panti", _("Panti sosial")
    STATE = "dinas", _("Dinas atau kementerian")
    PARTNER = "mitra", _("Mitra atau CSR")


class Promotion(CostedRecord):
    """Help with promotion: a label, a fair, a name board."""

    on = models.DateField(_("tanggal"))
    what = models.CharField(_("bentuk promosi"), max_length=120)
    source = models.CharField(_("sumber biaya"), max_length=8, choices=CostSource)
    aid_value = models.PositiveBigIntegerField(_("nilai bantuan di luar buku"), default=0)
    result = models.CharField(_("hasil"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bantuan promosi")
        verbose_name_plural = _("bantuan promosi")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.what


class SupplyContract(Record):
    """What the group has promised to deliver, or was promised."""

    partner = models.CharField(_("pihak lain"), max_length=120)
    number = models.CharField(_("nomor"), max_length=60, blank=True)
    product = models.CharField(_("barang dan mutu"), max_length=120)
    quantity = models.CharField(_("jumlah dan waktu"), max_length=120)
    price = models.PositiveBigIntegerField(_("harga satuan"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))

    class Meta:
        verbose_name = _("kontrak pasokan")
        verbose_name_plural = _("kontrak pasokan")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contract_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="contract_has_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.product}"


class Partnership(Record):
    """A partnership or MoU: with whom, about what, until when."""

    partner = models.CharField(_("mitra"), max_length=120)
    number = models.CharField(_("nomor naskah"), max_length=60, blank=True)
    subject = models.CharField(_("isi kerja sama"), max_length=200)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    contact = models.CharField(_("penghubung"), max_length=120, blank=True)
    result = models.CharField(_("hasil"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kemitraan")
        verbose_name_plural = _("kemitraan")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="partnership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.partner


class Adoption(models.TextChoices):
    OPEN = "", _("belum diperiksa")
    USED = "dipakai", _("Dipakai")
    PARTLY = "sebagian", _("Dipakai sebagian")
    UNUSED = "tidak", _("Tidak dipakai")


class TechnologyTransfer(CostedRecord):
    """A tool or a way of working handed on, and whether it is in use after three months."""

    on = models.DateField(_("diserahkan pada"))
    what = models.CharField(_("teknologi"), max_length=120)
    giver = models.CharField(_("dari"), max_length=120)
    learners = models.PositiveSmallIntegerField(_("orang yang belajar"))
    check_on = models.DateField(
        _("diperiksa pada"),
        help_text=_("Biasanya tiga bulan sesudah diserahkan."),
    )
    checked_on = models.DateField(_("sudah diperiksa pada"), null=True, blank=True)
    adoption = models.CharField(_("pemakaian"), max_length=8, choices=Adoption, blank=True)
    finding = models.CharField(_("temuan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("alih teknologi")
        verbose_name_plural = _("alih teknologi")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_on__gte=F("on")), name="adoption_checked_after_transfer"
            ),
            models.CheckConstraint(
                condition=Q(adoption="", checked_on__isnull=True)
                | (~Q(adoption="") & Q(checked_on__isnull=False)),
                name="adoption_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_due(self, today: date) -> bool:
        """Whether somebody ought to look whether it is in use."""
        return not self.adoption and self.check_on <= today


class Placement(Record):
    """A client placed with a partner who gives work (guideline A.2.c.6)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("orang")
    )
    partner = models.CharField(_("mitra penempatan"), max_length=120)
    work = models.CharField(_("pekerjaan"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("berakhir"), null=True, blank=True)
    wage = models.PositiveBigIntegerField(_("upah sebulan"), default=0)
    note = models.CharField(_("keadaan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("penempatan kerja")
        verbose_name_plural = _("penempatan kerja")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.partner}"


class VisitKind(models.TextChoices):
    TECHNICAL = "teknis", _("Pelatihan teknis")
    ENTERPRISE = "wirausaha", _("Pelatihan kewirausahaan")
    CONSULTATION = "konsultasi", _("Konsultasi usaha")
    COACHING = "pendampingan", _("Kunjungan pendamping")


class SupportVisit(CostedRecord):
    """A training or a consultation: problem, advice, what is to follow (guideline C.3.a)."""

    kind = models.CharField(_("jenis"), max_length=12, choices=VisitKind)
    on = models.DateField(_("tanggal"))
    by = models.CharField(_("pelatih atau penyuluh"), max_length=120)
    people = models.PositiveSmallIntegerField(_("peserta"))
    problem = models.CharField(_("materi atau masalah"), max_length=200)
    advice = models.CharField(_("saran"), max_length=300, blank=True)
    before = models.PositiveSmallIntegerField(_("nilai sebelum (0–100)"), null=True, blank=True)
    after = models.PositiveSmallIntegerField(_("nilai sesudah (0–100)"), null=True, blank=True)
    due_on = models.DateField(_("tindak lanjut paling lambat"), null=True, blank=True)
    done_on = models.DateField(_("tindak lanjut selesai"), null=True, blank=True)

    class Meta:
        verbose_name = _("pelatihan atau konsultasi")
        verbose_name_plural = _("pelatihan dan konsultasi")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__lte=100), name="visit_before_to_100"
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | Q(after__lte=100), name="visit_after_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class Apprenticeship(Record):
    """A client who learns by working in a KUBE or with a partner (guideline C.3.a.4)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("orang")
    )
    place = models.CharField(_("tempat magang"), max_length=120)
    mentor = models.CharField(_("pembimbing"), max_length=120)
    skill = models.CharField(_("keterampilan"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    result = models.CharField(_("penilaian akhir"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("magang")
        verbose_name_plural = _("magang")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="apprenticeship_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.skill}"


class FieldPotential(Record):
    """The potential of a field of business: what there is, and how promising (C.3.a.1)."""

    field = models.CharField(_("bidang usaha"), max_length=80)
    resource = models.CharField(_("sumber daya yang ada"), max_length=200)
    market = models.CharField(_("pasar"), max_length=200, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("peluang (1 sampai 5)"), choices=[(n, str(n)) for n in range(1, 6)]
    )
    rated_on = models.DateField(_("dinilai pada"))
    step = models.CharField(_("langkah berikut"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("potensi bidang")
        verbose_name_plural = _("peta potensi")
        ordering = ["-rating", "field"]

    def __str__(self) -> str:
        return self.field
