"""What people write into a plan."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from empowerment.models import (
    ActivityGroup,
    ExecutingGroup,
    ForumKind,
    FundSource,
    NeedKind,
    Plan,
    PlanActivity,
    PlanNeed,
    PostKind,
    SourceKind,
    StaffPost,
)
from empowerment.selectors.clauses import clauses
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Account, Kind, Unit, Voucher
from members.models import Element, Organization, Person

MONTH_CHOICES = [(number, name) for number, name in MONTHS.items()]


class WholeRupiah(RupiahField):
    """Whole rupiah as an integer."""

    def clean(self, value: Any) -> Any:
        """An int; None for an empty input that may be empty."""
        amount = super().clean(value)
        return None if amount is None else int(amount)


class PlanForm(forms.Form):
    """A year's plan begins."""

    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2000, max_value=2199)
    title = forms.CharField(label=gettext_lazy("Judul rencana"), max_length=120)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


class StepForm(forms.Form):
    """A note to a step; needed to go back, and where a rule only warns."""

    note = forms.CharField(
        label=gettext_lazy("Catatan atau alasan"), max_length=500, required=False
    )


class SourceForm(forms.Form):
    """A source of money with its ceiling."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=SourceKind.choices)
    name = forms.CharField(label=gettext_lazy("Nama sumber"), max_length=80)
    ceiling = WholeRupiah(label=gettext_lazy("Pagu (Rp)"))
    restriction = forms.CharField(label=gettext_lazy("Peruntukan"), max_length=200, required=False)

    @staticmethod
    def of(source: FundSource) -> dict[str, Any]:
        """Initial values."""
        names = ("kind", "name", "ceiling", "restriction")
        return {name: getattr(source, name) for name in names}


class GroupForm(forms.Form):
    """An executing group and its agreement."""

    name = forms.CharField(label=gettext_lazy("Nama kelompok"), max_length=80)
    members = forms.CharField(
        label=gettext_lazy("Anggota kelompok"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed_on = DayField(label=gettext_lazy("Tanggal kesepakatan"), required=False)
    agreement = forms.CharField(
        label=gettext_lazy("Berita acara kesepakatan"), max_length=300, required=False
    )
    agreed_count = forms.IntegerField(
        label=gettext_lazy("Jumlah yang sepakat"), min_value=0, max_value=1000, required=False
    )
    objections = forms.CharField(label=gettext_lazy("Keberatan"), max_length=300, required=False)

    @staticmethod
    def of(group: ExecutingGroup) -> dict[str, Any]:
        """Initial values."""
        names = ("name", "members", "agreed_on", "agreement", "agreed_count", "objections")
        return {name: getattr(group, name) for name in names}

    def clean_agreed_count(self) -> int:
        """None is nobody."""
        return self.cleaned_data["agreed_count"] or 0


class ActivityForm(forms.Form):
    """An activity with its account, its group and who is in charge."""

    part = forms.ChoiceField(label=gettext_lazy("Bagian rencana"), choices=ActivityGroup.choices)
    clause = forms.ChoiceField(label=gettext_lazy("Butir pedoman"))
    name = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=120)
    target = forms.CharField(label=gettext_lazy("Sasaran"), max_length=200, required=False)
    account = forms.ModelChoiceField(
        label=gettext_lazy("Akun belanja"), queryset=Account.objects.none()
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("(semua unit)"),
    )
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("Penanggung jawab"), queryset=StaffPost.objects.none(), required=False
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Kelompok pelaksana"),
        queryset=ExecutingGroup.objects.none(),
        required=False,
    )
    first_month = forms.TypedChoiceField(
        label=gettext_lazy("Mulai"), coerce=int, choices=MONTH_CHOICES
    )
    last_month = forms.TypedChoiceField(
        label=gettext_lazy("Selesai"), coerce=int, choices=MONTH_CHOICES
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = plan.organization.book
        offer(self, "clause", [(c.id, str(c)) for c in clauses().values()])
        fields: dict[str, Any] = self.fields
        fields["account"].queryset = book.accounts.filter(
            kind=Kind.EXPENSE, is_heading=False, is_active=True
        ).order_by("code")
        fields["unit"].queryset = book.units.order_by("code")
        fields["responsible"].queryset = StaffPost.objects.filter(
            organization=plan.organization
        ).select_related("person")
        fields["group"].queryset = plan.groups.all()

    @staticmethod
    def of(activity: PlanActivity) -> dict[str, Any]:
        """Initial values."""
        names = ("part", "clause", "name", "target", "account", "unit", "responsible", "group")
        months = ("first_month", "last_month")
        return {name: getattr(activity, name) for name in (*names, *months)}


class NeedForm(forms.Form):
    """One line of the cost plan."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis kebutuhan"), choices=NeedKind.choices)
    item = forms.CharField(label=gettext_lazy("Uraian"), max_length=120)
    quantity = forms.IntegerField(label=gettext_lazy("Jumlah"), min_value=1, max_value=1_000_000)
    measure = forms.CharField(label=gettext_lazy("Satuan"), max_length=20)
    price = WholeRupiah(label=gettext_lazy("Harga satuan (Rp)"))
    source = forms.ModelChoiceField(
        label=gettext_lazy("Sumber dana"), queryset=FundSource.objects.none(), required=False
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources: Any = self.fields["source"]
        sources.queryset = plan.sources.all()

    @staticmethod
    def of(need: PlanNeed) -> dict[str, Any]:
        """Initial values."""
        names = ("kind", "item", "quantity", "measure", "price", "source")
        return {name: getattr(need, name) for name in names}


class ForumForm(forms.Form):
    """A forum with its participants, one line each: name; element; what was said; committed."""

    kind = forms.ChoiceField(label=gettext_lazy("Bentuk"), choices=ForumKind.choices)
    held_on = DayField(label=gettext_lazy("Tanggal"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120)
    minutes = forms.CharField(
        label=gettext_lazy("Notulen"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    people = forms.CharField(
        label=gettext_lazy("Peserta"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Satu baris untuk setiap orang: nama; unsur (petugas, klien, keluarga); usulnya;"
            " ya bila menandatangani komitmen. Contoh: Siti Hamparan; keluarga; jadwal sore; ya"
        ),
    )

    def clean_people(self) -> list[dict[str, Any]]:
        """Rows of participants; a ValidationError names the line that cannot be read."""
        rows = []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split(";")] + ["", "", ""]
            name, element, said, committed = parts[:4]
            if not name or element.lower() not in Element.values:
                raise ValidationError(
                    _("Baris %(number)s: tulis nama; unsur (petugas, klien, atau keluarga).")
                    % {"number": number}
                )
            rows.append(
                {
                    "name": name[:120],
                    "element": element.lower(),
                    "said": said[:500],
                    "is_committed": committed.lower() in ("ya", "yes"),
                }
            )
        return rows

    def participants(self) -> list[dict[str, Any]]:
        """What the service takes; a commitment is signed on the day of the forum."""
        day: date = self.cleaned_data["held_on"]
        return [
            {
                "name": row["name"],
                "element": row["element"],
                "said": row["said"],
                "attended": True,
                "committed_on": day if row["is_committed"] else None,
            }
            for row in self.cleaned_data["people"]
        ]


class CommitmentForm(forms.Form):
    """A promise of money."""

    source = forms.ModelChoiceField(
        label=gettext_lazy("Sumber dana"), queryset=FundSource.objects.none()
    )
    on = DayField(label=gettext_lazy("Tanggal"))
    party = forms.CharField(label=gettext_lazy("Pihak"), max_length=120)
    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=200)
    amount = WholeRupiah(label=gettext_lazy("Jumlah (Rp)"))
    overrun_reason = forms.CharField(
        label=gettext_lazy("Alasan bila melampaui kegiatan"), max_length=300, required=False
    )

    def __init__(self, *args: Any, activity: PlanActivity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources: Any = self.fields["source"]
        sources.queryset = FundSource.objects.filter(needs__activity=activity).distinct()


class SettleForm(forms.Form):
    """Which voucher paid a promise, or why it fell away."""

    voucher = forms.ModelChoiceField(
        label=gettext_lazy("Bukti yang membayar"), queryset=Voucher.objects.none(), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan batal"), max_length=200, required=False,
        help_text=gettext_lazy("Isi salah satu: bukti yang membayar, atau alasan batal."),
    )  # fmt: skip

    def __init__(self, *args: Any, activity: PlanActivity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vouchers: Any = self.fields["voucher"]
        vouchers.queryset = (
            Voucher.objects.filter(
                book=activity.plan.organization.book,
                lines__account=activity.account,
                date__year=activity.plan.year,
            )
            .distinct()
            .order_by("-date", "-pk")
        )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if bool(data.get("voucher")) == bool(data.get("reason")):
            raise ValidationError(_("Isi salah satu: bukti yang membayar, atau alasan batal."))
        return data


class StaffPostForm(forms.Form):
    """Somebody takes a post in the institution."""

    person = forms.ModelChoiceField(label=gettext_lazy("Nama"), queryset=Person.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("Kelompok jabatan"), choices=PostKind.choices)
    title = forms.CharField(label=gettext_lazy("Jabatan"), max_length=80)
    decree = forms.CharField(label=gettext_lazy("Nomor SK"), max_length=80, required=False)
    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(label=gettext_lazy("Sampai"), required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = known_people(organization)

    def clean(self) -> dict[str, Any]:
        """The term runs forwards."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return data


def known_people(organization: Organization) -> Any:
    """Staff whom the institution or its organizations have on record."""
    from django.db.models import Q

    staff = Q(memberships__organization__institution=organization) & Q(
        memberships__element=Element.STAFF
    )
    here = Q(offices__organization=organization) | Q(memberships__organization=organization)
    posts = Q(staff_posts__organization=organization)
    helpers = Q(offices__organization__institution=organization, offices__kind="pendamping")
    return Person.objects.filter(staff | here | posts | helpers).distinct().order_by("name")


class SwitchForm(forms.Form):
    """Loosen a strict rule, or tighten it again."""

    rule = forms.ChoiceField(label=gettext_lazy("Aturan"))
    warns_only = forms.TypedChoiceField(
        label=gettext_lazy("Berlaku sebagai"),
        coerce=lambda value: value == "1",
        choices=[("0", gettext_lazy("Menolak")), ("1", gettext_lazy("Hanya mengingatkan"))],
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))

    def __init__(self, *args: Any, rules: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "rule", rules)
