"""What is asked about a motion and its votes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import offer
from members.models import Attendance, Choice, Meeting, Method, Motion
from members.selectors.decisions import kinds_of_body
from members.selectors.meetings import meeting_kinds


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


def sent_votes(data: Mapping[str, Any], rows: list[Attendance]) -> dict[int, str]:
    """Attendance → choice, of what a roll call sent."""
    given = {row.pk: str(data.get(f"v{row.pk}", "")) for row in rows}
    return {pk: choice for pk, choice in given.items() if choice in Choice.values}
