"""People, their memberships and their offices."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models.organization import Organization


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class StateService(models.TextChoices):
    """Whether a person serves the state: some offices and aids are not for them."""

    NONE = "", _("bukan")
    ASN = "asn", _("ASN (PNS atau PPPK)")
    TNI = "tni", _("TNI")
    POLRI = "polri", _("Polri")


class Person(models.Model):
    """One human being, once, whatever number of organizations he or she belongs to.

    The citizen number lies encrypted (`services/identity.py`); pages show `nik_mask` alone.
    """

    name = models.CharField(_("nama"), max_length=120)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    birth_place = models.CharField(_("tempat lahir"), max_length=80, blank=True)
    village = models.CharField(_("desa/kelurahan"), max_length=80, blank=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)
    other_phone = models.CharField(_("telepon lain"), max_length=20, blank=True)
    occupation = models.CharField(_("mata pencaharian"), max_length=80, blank=True)
    state_service = models.CharField(
        _("ASN, TNI, atau Polri"), max_length=5, choices=StateService, blank=True
    )
    nik_cipher = models.TextField(_("NIK terenkripsi"), blank=True, editable=False)
    nik_digest = models.CharField(
        _("sidik NIK"), max_length=64, blank=True, editable=False, db_index=True
    )
    nik_mask = models.CharField(_("NIK tersamar"), max_length=40, blank=True, editable=False)
    nik_absent_reason = models.CharField(_("alasan tanpa NIK"), max_length=120, blank=True)
    photo = models.CharField(_("foto"), max_length=80, blank=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("akun masuk"),
    )
    # copies in the history would outlive a change of key
    history = HistoricalRecords(excluded_fields=["nik_cipher", "nik_digest"])

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "birth_date"], name="person_name_birth")]

    def __str__(self) -> str:
        return self.name


class Heir(models.Model):
    """Who receives a member's savings when he or she dies (ahli waris)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="heirs")
    name = models.CharField(_("nama ahli waris"), max_length=120)
    relation = models.CharField(_("hubungan"), max_length=40)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("ahli waris")
        verbose_name_plural = _("ahli waris")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


class MembershipKind(models.TextChoices):
    ORDINARY = "biasa", _("Anggota biasa")
    EXTRAORDINARY = "luar_biasa", _("Anggota luar biasa")


class MembershipStatus(models.TextChoices):
    """Where a membership stands; who moves it: `services/register_moves.py`."""

    CANDIDATE = "candidate", _("Calon")
    ACTIVE = "active", _("Aktif")
    INACTIVE = "inactive", _("Tidak aktif")
    LEFT = "left", _("Keluar")


class Element(models.TextChoices):
    """The guideline's three elements (A.1), and the general public."""

    STAFF = "petugas", _("Petugas")
    CLIENT = "klien", _("Klien")
    FAMILY = "keluarga", _("Keluarga")
    PUBLIC = "umum", _("Umum")


class MembershipQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Memberships that cover the day; the day of leaving still counts."""
        return self.filter(Q(joined_on__lte=on), Q(left_on__isnull=True) | Q(left_on__gte=on))


class Membership(models.Model):
    """A person in an organization. The element is confidential: it never shows on a print.

    A candidate has no day of joining yet, and so counts nowhere as a member.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    number = models.CharField(_("nomor anggota"), max_length=20)
    element = models.CharField(_("unsur"), max_length=8, choices=Element, default=Element.PUBLIC)
    kind = models.CharField(
        _("jenis anggota"),
        max_length=10,
        choices=MembershipKind,
        default=MembershipKind.ORDINARY,
    )
    status = models.CharField(
        _("status"), max_length=9, choices=MembershipStatus, default=MembershipStatus.ACTIVE
    )
    status_reason = models.CharField(_("alasan status"), max_length=200, blank=True)
    applied_on = models.DateField(_("mendaftar pada"), null=True, blank=True)
    joined_on = models.DateField(_("masuk pada"), null=True, blank=True)
    leave_requested_on = models.DateField(_("minta berhenti pada"), null=True, blank=True)
    left_on = models.DateField(_("keluar pada"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        ordering = ["organization", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"], name="member_number_of_organization"
            ),
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(left_on__isnull=True),
                name="member_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
                name="member_left_after_joining",
            ),
            models.CheckConstraint(
                condition=Q(status="candidate", joined_on__isnull=True)
                | Q(status="left", left_on__isnull=False)
                | Q(status__in=["active", "inactive"], joined_on__isnull=False),
                name="member_status_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"


class OfficeKind(models.TextChoices):
    """The offices that give rights (koperasi.md §2; guideline B.2.1)."""

    KETUA = "ketua", _("Ketua")
    SEKRETARIS = "sekretaris", _("Sekretaris")
    BENDAHARA = "bendahara", _("Bendahara")
    PENGAWAS = "pengawas", _("Pengawas")
    MANAJER = "manajer", _("Manajer")
    KASIR = "kasir", _("Kasir")
    KOLEKTOR = "kolektor", _("Kolektor")
    PENDAMPING = "pendamping", _("Pendamping")
    AUDITOR = "auditor", _("Auditor")
    KEPALA = "kepala", _("Kepala panti")
    MONEV = "monev", _("Tim monitoring dan evaluasi")


class OfficeQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "OfficeQuerySet":
        """Offices whose term covers the day."""
        return self.filter(Q(start__lte=on), Q(end__isnull=True) | Q(end__gte=on))


class Office(models.Model):
    """A person in an office of an organization for a term. Governance and permission in one."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(_("jabatan"), max_length=10, choices=OfficeKind)
    start = models.DateField(_("sejak"))
    end = models.DateField(_("sampai"), null=True, blank=True)
    decree = models.CharField(_("dasar pengangkatan"), max_length=120, blank=True)
    end_reason = models.CharField(_("alasan berakhir"), max_length=200, blank=True)
    history = HistoricalRecords()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ["organization", "kind", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="office_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind="auditor") | Q(end__isnull=False), name="office_auditor_has_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"
