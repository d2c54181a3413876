"""Recording a consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from members.selectors.privacy import purposes


class ConsentForm(forms.Form):
    """To what, since when, and what proves it."""

    purpose = forms.ChoiceField(label=_("Tujuan"))
    given_on = DayField(label=_("Diberikan pada"))
    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=120,
        required=False,
        help_text=_("Misalnya formulir bertanda tangan tanggal sekian; untuk anak, oleh wali."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "purpose", list(purposes().items()))
