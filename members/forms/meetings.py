"""What is asked about a meeting: its plan, who came, motions and votes, minutes, rules."""

from collections.abc import Mapping
from datetime import date, time
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, offer
from members.models import (
    Attendance,
    Choice,
    Decision,
    Meeting,
    Method,
    Motion,
    Organization,
    Person,
    Presence,
)
from members.selectors.decisions import decisions_of, kinds_of_body
from members.selectors.meetings import (
    MeetingKind,
    Rule,
    kinds_for,
    meeting_kinds,
    officers_among,
)

NOBODY = Person.objects.none()


class ClockField(forms.TimeField):
    """`19.30` or `19:30`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"type": "time"}),
            error_messages={"invalid": gettext_lazy("Tulis jam seperti 19.30.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> time | None:
        """A point between hours and minutes is as good as a colon."""
        return super().to_python(value.replace(".", ":") if isinstance(value, str) else value)


class MeetingForm(forms.Form):
    """The plan of a meeting."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis rapat"))
    title = forms.CharField(label=gettext_lazy("Pokok rapat"), max_length=120, required=False)
    held_on = DayField(label=gettext_lazy("Tanggal"))
    starts_at = ClockField(label=gettext_lazy("Pukul"), required=False)
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120)
    cutoff = DayField(
        label=gettext_lazy("Yang berhak hadir: anggota per tanggal"),
        required=False,
        help_text=gettext_lazy("Kosong: pada hari rapat. Daftarnya dibekukan saat mengundang."),
    )
    agenda = forms.CharField(
        label=gettext_lazy("Acara, satu baris satu acara"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(kind.code, kind.label) for kind in kinds_for(organization)])

    def clean_agenda(self) -> list[str]:
        """The points, without empty lines."""
        lines = (line.strip() for line in self.cleaned_data["agenda"].splitlines())
        points = [line for line in lines if line]
        if too_long := next((line for line in points if len(line) > 200), None):
            raise ValidationError(
                _("Satu acara paling panjang 200 huruf: “%(text)s…”"),
                params={"text": too_long[:40]},
            )
        return points

    @classmethod
    def about(cls, meeting: Meeting, data: Any = None) -> "MeetingForm":
        """The form of a draft."""
        return cls(
            data,
            organization=meeting.organization,
            initial={
                "kind": meeting.kind,
                "title": meeting.title,
                "held_on": meeting.held_on,
                "starts_at": meeting.starts_at.strftime("%H:%M") if meeting.starts_at else "",
                "place": meeting.place,
                "cutoff": meeting.cutoff if meeting.cutoff != meeting.held_on else None,
                "agenda": "\n".join(item.text for item in meeting.agenda.all()),
            },
        )


class AdjournForm(forms.Form):
    """When and where the second meeting is."""

    held_on = DayField(label=gettext_lazy("Tanggal rapat kedua"))
    starts_at = ClockField(label=gettext_lazy("Pukul"), required=False)
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120)


class OpenForm(forms.Form):
    """Who leads and who writes."""

    chair = forms.ModelChoiceField(label=gettext_lazy("Pimpinan rapat"), queryset=NOBODY)
    clerk = forms.ModelChoiceField(label=gettext_lazy("Notulis"), queryset=NOBODY)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("chair", "clerk"):
            self.fields[name].queryset = officers_among(meeting)  # type: ignore[attr-defined]


class MotionForm(forms.Form):
    """A motion: of which kind, in which words, decided how."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis keputusan"))
    text = forms.CharField(
        label=gettext_lazy("Usul"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Cara memutus"), choices=Method, initial=Method.CONSENSUS
    )
    candidates = forms.CharField(
        label=gettext_lazy("Calon, satu baris satu nama"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Hanya untuk pemilihan."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Banyaknya yang dipilih"), min_value=1, max_value=20, initial=1
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = meeting_kinds()[meeting.kind].body
        offer(self, "kind", [(kind.code, kind.label) for kind in kinds_of_body(body)])

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {**data, "candidates": data["candidates"].splitlines()}


class CountForm(forms.Form):
    """A show of hands."""

    votes_for = forms.IntegerField(label=gettext_lazy("Setuju"), min_value=0, max_value=100_000)
    votes_against = forms.IntegerField(
        label=gettext_lazy("Tidak setuju"), min_value=0, max_value=100_000
    )
    votes_abstain = forms.IntegerField(
        label=gettext_lazy("Abstain"), min_value=0, max_value=100_000
    )


class ConsensusForm(forms.Form):
    """Whether everybody agreed."""

    is_agreed = forms.ChoiceField(
        label=gettext_lazy("Hasil musyawarah"),
        choices=[
            ("yes", gettext_lazy("Mufakat: semua setuju")),
            ("no", gettext_lazy("Tidak tercapai mufakat: usul ditolak")),
        ],
        widget=forms.RadioSelect,
    )


class BallotForm(forms.Form):
    """Votes for each candidate, and ballots that are blank or spoilt."""

    def __init__(self, *args: Any, motion: Motion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = list(motion.candidates.all())
        for candidate in self.standing:
            self.fields[f"c{candidate.pk}"] = forms.IntegerField(
                label=candidate.name, min_value=0, max_value=100_000
            )
        self.fields["blank"] = forms.IntegerField(
            label=_("Kosong atau tidak sah"), min_value=0, max_value=100_000, initial=0
        )

    def ballots(self) -> dict[int, int]:
        """Candidate → votes."""
        return {c.pk: self.cleaned_data[f"c{c.pk}"] for c in self.standing}


class MinutesForm(forms.Form):
    """The course of the meeting in words."""

    text = forms.CharField(
        label=gettext_lazy("Jalannya rapat (notulen)"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    witnesses = forms.CharField(
        label=gettext_lazy("Dua saksi dari anggota"), max_length=200, required=False
    )


class DecisionFilterForm(forms.Form):
    """Decisions of one kind."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis keputusan"), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", gettext_lazy("semua jenis")), *kinds])


class ShareField(forms.CharField):
    """`1/2`, `2/3` or `75%`."""

    def to_python(self, value: Any) -> Fraction | None:  # type: ignore[override]
        """The share; a ValidationError says how to write it."""
        if isinstance(value, Fraction):
            return value
        text = (super().to_python(value) or "").replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            if len(text) > 10:
                raise ValueError(text)
            share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
        except (ValueError, ZeroDivisionError):
            share = Fraction(0)
        if not 0 < share <= 1 or share.denominator > 100:
            raise ValidationError(_("Tulis pecahan seperti 1/2, 2/3, atau 75%."))
        return share

    def prepare_value(self, value: Any) -> Any:
        """As a fraction."""
        is_share = isinstance(value, Fraction)
        return f"{value.numerator}/{value.denominator}" if is_share else value


class MeetingRuleForm(forms.Form):
    """What the bylaws say of one kind of meeting."""

    quorum = ShareField(label=gettext_lazy("Kuorum"))
    quorum_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu"), required=False
    )
    second_quorum = ShareField(label=gettext_lazy("Kuorum rapat kedua"))
    second_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu (rapat kedua)"), required=False
    )
    majority = ShareField(label=gettext_lazy("Suara yang menerima usul"))
    majority_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu (suara)"), required=False
    )
    proxies = forms.IntegerField(
        label=gettext_lazy("Kuasa yang boleh dipegang satu orang"),
        min_value=0,
        max_value=20,
        help_text=gettext_lazy("0: kuasa tidak dikenal, setiap orang hadir sendiri."),
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Undangan paling lambat (hari sebelumnya)"), min_value=0, max_value=60
    )
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    basis = forms.CharField(
        label=gettext_lazy("Pasal anggaran dasar atau dasar lain"), max_length=120
    )
    decision = forms.ModelChoiceField(
        label=gettext_lazy("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("(tanpa: pencatatan pertama)"),
        help_text=gettext_lazy(
            "Aturan yang sudah tercatat diubah dengan keputusan jenis perubahan aturan."
        ),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions_of(  # type: ignore[attr-defined]
            organization, kind="rule_change"
        )

    @staticmethod
    def of(rule: Rule, today: date) -> dict[str, Any]:
        """Initial values."""
        return {
            "quorum": rule.quorum,
            "quorum_over": rule.quorum_over,
            "second_quorum": rule.second_quorum,
            "second_over": rule.second_over,
            "majority": rule.majority,
            "majority_over": rule.majority_over,
            "proxies": rule.proxies,
            "notice_days": rule.notice_days,
            "valid_from": today,
            "basis": rule.basis,
        }

    def rule(self) -> Rule:
        """What the service takes."""
        data = self.cleaned_data
        names = ("quorum", "quorum_over", "second_quorum", "second_over", "majority")
        more = ("majority_over", "proxies", "notice_days", "basis")
        return Rule(**{name: data[name] for name in (*names, *more)})


def sent_presence(
    data: Mapping[str, Any], rows: list[Attendance]
) -> tuple[dict[int, str], dict[int, int]]:
    """Who came, and who speaks for whom, as a page of the attendance sent it."""
    present, proxies = {}, {}
    how = data.get("how")
    ticked = Presence.LIST if how == Presence.LIST else Presence.TICK
    for row in rows:
        if data.get(f"p{row.pk}"):
            present[row.pk] = ticked.value
        holder = str(data.get(f"proxy{row.pk}", ""))
        if holder.isdecimal() and len(holder) < 19:
            proxies[row.pk] = int(holder)
    return present, proxies


def sent_votes(data: Mapping[str, Any], rows: list[Attendance]) -> dict[int, str]:
    """Attendance → choice, of what a roll call sent."""
    given = {row.pk: str(data.get(f"v{row.pk}", "")) for row in rows}
    return {pk: choice for pk, choice in given.items() if choice in Choice.values}


def kind_of(meeting: Meeting) -> MeetingKind:
    """The kind of a meeting, for its label."""
    return meeting_kinds()[meeting.kind]
