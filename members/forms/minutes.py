"""What is asked about minutes and decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ledger.forms.fields import offer


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
