"""Remarks: what is remarked, the answer, and what the checker says to the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from ledger.models import RemarkKind, RemarkState

CLOSE, RETURN, MOVE = "close", "return", "move"


class RemarkForm(forms.Form):
    """A new remark; `row` only about a report."""

    row = forms.ChoiceField(label=_("Baris laporan"))
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[
            (RemarkKind.FINDING, _("temuan: harus dijawab sampai batas waktunya")),
            (RemarkKind.NOTE, _("catatan: saran atau pertanyaan")),
        ],
    )
    text = forms.CharField(
        label=_("Isi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    due_on = DayField(label=_("Dijawab paling lambat"), required=False)

    def __init__(self, *args: Any, rows: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rows is None:
            del self.fields["row"]
        else:
            offer(self, "row", rows)


class AnswerForm(forms.Form):
    """The treasurer's answer."""

    text = forms.CharField(
        label=_("Jawaban"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sebut apa yang sudah diperbaiki dan nomor bukti perbaikannya."),
    )


class DecisionForm(forms.Form):
    """What the checker decides, and why."""

    act = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[
            (CLOSE, _("selesai")),
            (RETURN, _("kembalikan kepada bendahara")),
            (MOVE, _("ubah batas waktu")),
        ],
    )
    text = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=_("Batas waktu baru"), required=False)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = {
            RemarkState.OPEN: (CLOSE, MOVE),
            RemarkState.ANSWERED: (CLOSE, RETURN, MOVE),
            RemarkState.CLOSED: (RETURN,),
        }[RemarkState(state)]
        field: Any = self.fields["act"]
        offer(self, "act", [choice for choice in field.choices if choice[0] in may])


class RemarkFilterForm(forms.Form):
    """Which remarks to list."""

    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), *RemarkState.choices]
    )
