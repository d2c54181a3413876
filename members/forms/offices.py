"""What is asked when an office is given, prolonged or ended."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, offer
from members.models import Decision, OfficeKind, Organization, Person, SignInKind
from members.selectors.decisions import decisions_of
from members.selectors.offices import person_of
from members.services.offices import kinds_in


class TermForm(forms.Form):
    """The office, its term and the decision behind it."""

    kind = forms.ChoiceField(label=gettext_lazy("Jabatan"), choices=OfficeKind)
    start = DayField(label=gettext_lazy("Sejak"))
    end = DayField(
        label=gettext_lazy("Sampai"),
        required=False,
        help_text=gettext_lazy("Hari terakhir masih berlaku. Auditor selalu punya hari terakhir."),
    )
    decree = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=120,
        help_text=gettext_lazy("Nomor keputusan rapat atau surat pengangkatan."),
    )
    decision = forms.ModelChoiceField(
        label=gettext_lazy("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("(pilih keputusan)"),
        help_text=gettext_lazy(
            "Bila aturan lembaga memintanya bagi pengurus dan pengawas: keputusan jenis"
            " pengangkatan dari rapat yang risalahnya sudah final."
        ),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        offer(self, "kind", [(kind.value, kind.label) for kind in kinds_in(organization)])
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        decisions.queryset = decisions_of(organization, kind="officer_change")


class AppointForm(TermForm):
    """Give a member an office."""

    field_order = ("member", "kind", "start", "end", "decree", "decision")
    member = forms.CharField(
        label=gettext_lazy("Nomor anggota"),
        max_length=20,
        widget=forms.TextInput(attrs={"list": "anggota", "autocomplete": "off"}),
        help_text=gettext_lazy("Yang belum menjadi anggota diundang lewat tautan."),
    )

    def clean_member(self) -> str:
        """A member of this organization today."""
        number: str = self.cleaned_data["member"]
        start = self.fields["start"]
        try:
            on = start.clean(self.data.get("start"))
        except forms.ValidationError:
            return number  # the day has its own sentence
        self.person: Person | None = person_of(self.organization, number, on)
        if self.person is None:
            raise forms.ValidationError(
                _("Tidak ada anggota bernomor itu pada hari pertama jabatan. Pilih dari daftar.")
            )
        return number


class EndForm(forms.Form):
    """The last day and why."""

    on = DayField(
        label=gettext_lazy("Hari terakhir"),
        help_text=gettext_lazy("Hari ini masih berlaku; sesudahnya haknya hilang."),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class ProlongForm(forms.Form):
    """The new last day, the new decision and why."""

    end = DayField(label=gettext_lazy("Sampai"), required=False)
    decree = forms.CharField(
        label=gettext_lazy("Dasar"),
        max_length=120,
        help_text=gettext_lazy("Nomor keputusan yang memperpanjang."),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class SignInFilterForm(forms.Form):
    """Which lines of the door to show."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kejadian"),
        choices=[("", gettext_lazy("semua")), *SignInKind.choices],
        required=False,
    )
