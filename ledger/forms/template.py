"""A template's name and when it comes again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """Name and day of the month."""

    name = forms.CharField(label=_("Nama templat"), max_length=100)
    day = forms.IntegerField(
        label=_("Tiap bulan pada tanggal"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=_("1 sampai 31; kosongkan bila hanya dipakai sewaktu-waktu."),
    )
