"""What is asked when a substitute is named."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField
from members.models import Office, Organization, SubstituteAct
from members.selectors.substitutions import board_offices


class SubstituteForm(forms.Form):
    """Who is away, who stands in, for what and how long."""

    office = forms.ModelChoiceField(label=_("Yang diganti"), queryset=Office.objects.none())
    stand_in = forms.ModelChoiceField(label=_("Pengganti"), queryset=Office.objects.none())
    acts = forms.MultipleChoiceField(
        label=_("Untuk perbuatan"),
        choices=SubstituteAct.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hak lain dari jabatan itu tidak ikut berpindah."),
    )
    start = DayField(label=_("Sejak"))
    end = DayField(label=_("Sampai"), help_text=_("Hari terakhir masih berlaku."))
    reason = forms.CharField(label=_("Alasan"), max_length=200)

    def __init__(self, *args: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = board_offices(organization, today)
        for name in ("office", "stand_in"):
            self.fields[name].queryset = offices  # type: ignore[attr-defined]
