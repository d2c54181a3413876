"""What is asked about the second step at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField
from members.models import OfficeKind, SecurityLevel


class SecurityRuleForm(forms.Form):
    """Which office, how strictly, from when."""

    kind = forms.ChoiceField(
        label=_("Jabatan"),
        choices=[("", _("semua jabatan")), *OfficeKind.choices],
        required=False,
    )
    level = forms.ChoiceField(
        label=_("Pengaman dua langkah"), choices=SecurityLevel, widget=forms.RadioSelect
    )
    since = DayField(
        label=_("Mulai"),
        help_text=_("Sejak hari ini, yang belum memasangnya tidak dapat mencatat apa pun."),
    )
