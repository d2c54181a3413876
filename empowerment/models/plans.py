"""The institution's yearly plan (guideline A.1–A.4): versions, forums, activities, needs, sources.

What a plan says is frozen once the head has approved it: a change is a new version. The database
guards it (`empowerment/integrity/`). Actual figures are never kept here: they are the posted
vouchers of the accounts that an activity names.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from empowerment.models.posts import StaffPost
from ledger.models import Account, Unit, Voucher
from members.models import Organization

USER = settings.AUTH_USER_MODEL


class PlanState(models.TextChoices):
    """The order is the way of a plan (kube.md §1.9); a superseded version stays readable."""

    DRAFT = "draf", _("Draf")
    FORUM = "musyawarah", _("Musyawarah")
    AGREED = "disepakati", _("Disepakati")
    APPROVED = "disahkan", _("Disahkan")
    RUNNING = "berjalan", _("Berjalan")
    CLOSED = "ditutup", _("Ditutup")
    SUPERSEDED = "diganti", _("Diganti versi baru")


OPEN_STATES = (PlanState.DRAFT, PlanState.FORUM, PlanState.AGREED)
"""A plan that may still be changed; going back to draft is allowed from these."""
BINDING_STATES = (PlanState.APPROVED, PlanState.RUNNING, PlanState.CLOSED)
"""A plan that the head has signed."""


class Plan(models.Model):
    """One version of the plan of one year."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("tahun"))
    version = models.PositiveSmallIntegerField(_("versi"))
    title = models.CharField(_("judul"), max_length=120)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=PlanState, default=PlanState.DRAFT
    )
    reason = models.CharField(_("alasan versi ini"), max_length=300, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("rencana")
        verbose_name_plural = _("rencana")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "version"], name="plan_version_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(state__in=["disahkan", "berjalan", "ditutup"]),
                name="plan_one_binding_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year} v{self.version}"

    @property
    def is_open(self) -> bool:
        """Whether its content may still change."""
        return self.state in OPEN_STATES


class PlanStep(models.Model):
    """A change of state: who, when and why. Only ever added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(_("dari"), max_length=10, choices=PlanState)
    after = models.CharField(_("menjadi"), max_length=10, choices=PlanState)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("langkah rencana")
        verbose_name_plural = _("langkah rencana")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.before} → {self.after}"


class SourceKind(models.TextChoices):
    """Where the money of a plan comes from (A.4.3)."""

    DIPA = "dipa", _("DIPA (APBN)")
    APBD = "apbd", _("APBD")
    SOCIAL_AID = "bansos", _("Bantuan sosial")
    GRANT = "hibah", _("Hibah")
    CSR = "csr", _("CSR")
    OWN = "swadaya", _("Swadaya")
    LOAN = "pinjaman", _("Pinjaman")
    PROFIT = "laba_kube", _("Laba KUBE")


class FundSource(models.Model):
    """One source of a plan with its ceiling (pagu), whole rupiah."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("jenis"), max_length=10, choices=SourceKind)
    name = models.CharField(_("nama sumber"), max_length=80)
    ceiling = models.PositiveBigIntegerField(_("pagu"))
    restriction = models.CharField(_("peruntukan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sumber dana")
        verbose_name_plural = _("sumber dana")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="fund_source_once"),
            models.CheckConstraint(condition=Q(ceiling__gt=0), name="fund_source_has_ceiling"),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityGroup(models.TextChoices):
    """The three parts of a plan (A.2.a, A.2.b, A.2.c)."""

    PEOPLE = "A", _("A. Sumber daya manusia")
    ENVIRONMENT = "B", _("B. Lingkungan")
    ENTERPRISE = "C", _("C. Usaha ekonomi produktif")


class ExecutingGroup(models.Model):
    """Who carries activities out, fixed by common agreement (B.2.2).

    Active only once the agreement is recorded: `agreed_on` with its minutes (R-07).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("nama kelompok"), max_length=80)
    members = models.CharField(_("anggota kelompok"), max_length=500)
    agreed_on = models.DateField(_("tanggal kesepakatan"), null=True, blank=True)
    agreement = models.CharField(_("berita acara kesepakatan"), max_length=300, blank=True)
    agreed_count = models.PositiveSmallIntegerField(_("jumlah yang sepakat"), default=0)
    objections = models.CharField(_("keberatan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kelompok pelaksana")
        verbose_name_plural = _("kelompok pelaksana")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="executing_group_once"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | ~Q(agreement=""),
                name="executing_group_agreement_recorded",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether its agreement is on record."""
        return self.agreed_on is not None


class PlanActivity(models.Model):
    """One activity: which clause it serves, which account (and unit) of the book its money moves.

    `responsible` is the one person in charge (A.3), `group` carries it out.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    part = models.CharField(_("bagian"), max_length=1, choices=ActivityGroup)
    clause = models.CharField(_("butir pedoman"), max_length=12)
    name = models.CharField(_("kegiatan"), max_length=120)
    target = models.CharField(_("sasaran"), max_length=200, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsible = models.ForeignKey(
        StaffPost, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    group = models.ForeignKey(
        ExecutingGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    first_month = models.PositiveSmallIntegerField(_("mulai bulan"), default=1)
    last_month = models.PositiveSmallIntegerField(_("sampai bulan"), default=12)

    class Meta:
        verbose_name = _("kegiatan rencana")
        verbose_name_plural = _("kegiatan rencana")
        ordering = ["part", "account__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "account", "unit"], name="plan_activity_account_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "account"],
                condition=Q(unit__isnull=True),
                name="plan_activity_whole_account_once",
            ),
            models.CheckConstraint(
                condition=Q(first_month__gte=1)
                & Q(last_month__lte=12)
                & Q(first_month__lte=F("last_month")),
                name="plan_activity_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NeedKind(models.TextChoices):
    """What an activity needs (A.4.1–A.4.3)."""

    EQUIPMENT = "alat", _("Alat")
    SEED = "bibit", _("Bibit")
    MATERIAL = "bahan", _("Bahan")
    COST = "biaya", _("Biaya")


class PlanNeed(models.Model):
    """One line of the cost plan (RAB). Its amount is quantity × price, whole rupiah."""

    activity = models.ForeignKey(PlanActivity, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(_("jenis kebutuhan"), max_length=5, choices=NeedKind)
    item = models.CharField(_("uraian"), max_length=120)
    quantity = models.PositiveIntegerField(_("jumlah"))
    measure = models.CharField(_("satuan"), max_length=20)
    price = models.PositiveBigIntegerField(_("harga satuan"))
    source = models.ForeignKey(
        FundSource, on_delete=models.PROTECT, null=True, blank=True, related_name="needs"
    )

    class Meta:
        verbose_name = _("kebutuhan")
        verbose_name_plural = _("kebutuhan")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gt=0), name="plan_need_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return self.item

    @property
    def amount(self) -> int:
        """Whole rupiah."""
        return self.quantity * self.price


class Commitment(models.Model):
    """Money promised for an activity (an order, a contract) before its voucher is posted (R-06).

    It stops counting once its voucher is named: then the books count, or when it is cancelled.
    """

    activity = models.ForeignKey(PlanActivity, on_delete=models.PROTECT, related_name="commitments")
    source = models.ForeignKey(FundSource, on_delete=models.PROTECT, related_name="commitments")
    on = models.DateField(_("tanggal"))
    party = models.CharField(_("pihak"), max_length=120)
    text = models.CharField(_("uraian"), max_length=200)
    amount = models.PositiveBigIntegerField(_("jumlah"))
    overrun_reason = models.CharField(_("alasan melampaui kegiatan"), max_length=300, blank=True)
    voucher = models.ForeignKey(
        Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_commitments"
    )
    cancelled_on = models.DateField(_("dibatalkan pada"), null=True, blank=True)
    cancel_reason = models.CharField(_("alasan batal"), max_length=200, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("komitmen")
        verbose_name_plural = _("komitmen")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="commitment_of_something"),
            models.CheckConstraint(
                condition=Q(voucher__isnull=True) | Q(cancelled_on__isnull=True),
                name="commitment_settled_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.amount}"

    @property
    def is_open(self) -> bool:
        """Whether it still binds money that no voucher has moved."""
        return self.voucher_id is None and self.cancelled_on is None
