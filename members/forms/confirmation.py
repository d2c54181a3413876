"""Letters for a day, and the answer to one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField
from members.models import ConfirmationState


class IssueForm(forms.Form):
    """The day of the balances, usually the last of a year."""

    on = DayField(label=_("Saldo per tanggal"))


class AnswerForm(forms.Form):
    """What came back."""

    state = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[choice for choice in ConfirmationState.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
    )
    returned_on = DayField(label=_("Kembali pada"))
    note = forms.CharField(
        label=_("Yang berbeda"),
        required=False,
        max_length=200,
        help_text=_(
            "Wajib bila tidak setuju: simpanan atau pinjaman mana, berapa menurut anggota."
        ),
    )
