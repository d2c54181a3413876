"""Setting a PIN, and coming in with one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6"}


class PinForm(forms.Form):
    """The PIN that the member types himself, twice."""

    pin = forms.CharField(
        label=_("PIN baru"),
        max_length=6,
        widget=forms.PasswordInput(attrs=DIGITS),
        help_text=_("6 angka. Biarkan anggota sendiri yang mengetiknya; bukan tanggal lahir."),
    )
    again = forms.CharField(
        label=_("PIN sekali lagi"), max_length=6, widget=forms.PasswordInput(attrs=DIGITS)
    )

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        data = super().clean() or {}
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", gettext("Kedua PIN tidak sama. Ketik sekali lagi."))
        return data


class PinDoorForm(forms.Form):
    """Which organization, which member, which PIN."""

    lembaga = forms.SlugField(
        label=_("Kode lembaga"),
        max_length=50,
        help_text=_("Tertulis pada kartu anggota, misalnya mina-lestari."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Nomor anggota"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    pin = forms.CharField(
        label=_("PIN"), max_length=6, widget=forms.PasswordInput(attrs=DIGITS, render_value=False)
    )
