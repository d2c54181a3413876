"""What the first officer tells about himself and the organization."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField
from members.models import OfficeKind, OrganizationKind, Sex, User

OFFICES = (OfficeKind.BENDAHARA, OfficeKind.KETUA)


class FirstRunForm(forms.Form):
    """First officer, organization, chart of accounts, first day."""

    person_name = forms.CharField(label=_("Nama Anda"), max_length=120)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex)
    office = forms.ChoiceField(
        label=_("Jabatan"), choices=[(kind.value, kind.label) for kind in OFFICES]
    )
    username = forms.CharField(
        label=_("Nama masuk"), max_length=60, validators=[UnicodeUsernameValidator()]
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Sedikitnya sepuluh huruf; jangan yang mudah ditebak."),
    )
    name = forms.CharField(label=_("Nama lembaga"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Jenis lembaga"),
        choices=OrganizationKind,
        help_text=_("Menentukan bagan akun dan bentuk laporannya."),
    )
    village = forms.CharField(label=_("Desa/kelurahan"), max_length=80, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    books_from = DayField(
        label=_("Pembukuan mulai"),
        help_text=_("Hari pertama; saldo awal bertanggal hari ini. Biasanya tanggal 1."),
    )

    def clean_password(self) -> str:
        """The same rules as for a change of password."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=self.data.get("username", "")))
        return password

    def clean(self) -> dict[str, Any]:
        """A book cannot begin in the middle of a month: its months close as a whole."""
        data = super().clean() or {}
        day = data.get("books_from")
        if day and day.day != 1:
            self.add_error(
                "books_from", ValidationError(_("Pembukuan mulai pada tanggal 1 sebuah bulan."))
            )
        return data
