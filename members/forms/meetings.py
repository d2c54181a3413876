"""What is asked about a meeting: its plan, its opening, who came."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, offer
from members.models import Attendance, Meeting, Organization, Person, Presence
from members.selectors.meetings import kinds_for, officers_among

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
