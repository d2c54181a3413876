"""Bank statements and the notes of a year."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, RupiahField


class BankStatementForm(forms.Form):
    """What the bank says of a day."""

    on = DayField(label=_("Per tanggal"))
    balance = RupiahField(label=_("Saldo menurut rekening koran"))
    explanation = forms.CharField(
        label=_("Penjelasan bila berbeda"), max_length=200, required=False
    )


class NoteForm(forms.Form):
    """One section of the notes."""

    text = forms.CharField(label=_("Isi"), widget=forms.Textarea(attrs={"rows": 10}))

    def clean_text(self) -> Any:
        """Not longer than a section may be."""
        text = self.cleaned_data["text"]
        if len(text) > 8000:
            raise ValidationError(_("Catatan paling panjang 8.000 huruf."))
        return text
