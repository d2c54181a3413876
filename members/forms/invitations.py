"""What is asked of who invites, and of who was invited."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.forms.offices import TermForm
from members.models import Person, Sex, User
from members.selectors.offices import person_of


class InviteForm(TermForm):
    """Whom to invite into which office: a member by number, or a new person by name."""

    field_order = (
        "member",
        "name",
        "sex",
        "phone",
        "kind",
        "start",
        "end",
        "decree",
        "decision",
        "key",
    )
    member = forms.CharField(
        label=gettext_lazy("Nomor anggota"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"list": "anggota", "autocomplete": "off"}),
        help_text=gettext_lazy("Kosongkan bila yang diundang bukan anggota; isi namanya."),
    )
    name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=120, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False
    )
    phone = forms.CharField(
        label=gettext_lazy("Nomor WhatsApp"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("Tidak disimpan; hanya untuk membuka WhatsApp ke nomor itu."),
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        """Exactly one of both: a member, or a name with a sex."""
        data = super().clean() or {}
        number, name = data.get("member"), data.get("name")
        if number and name:
            self.add_error("name", _("Isi nomor anggota atau nama, jangan keduanya."))
        elif number and data.get("start"):
            self.person = person_of(self.organization, number, data["start"])
            if self.person is None:
                self.add_error(
                    "member",
                    _(
                        "Tidak ada anggota bernomor itu pada hari pertama jabatan."
                        " Pilih dari daftar."
                    ),
                )
        elif not number and not name:
            self.add_error("name", _("Isi nama yang diundang, atau nomor anggotanya."))
        elif not number and not data.get("sex"):
            self.add_error("sex", _("Pilih jenis kelaminnya."))
        return data


class AcceptForm(forms.Form):
    """The login that the invited person chooses."""

    username = forms.CharField(
        label=gettext_lazy("Nama masuk"),
        max_length=60,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Sedikitnya sepuluh huruf; jangan yang mudah ditebak."),
    )
    again = forms.CharField(
        label=gettext_lazy("Kata sandi sekali lagi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """The same rules as for a change of password."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=self.data.get("username", "")))
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("Kedua kata sandi tidak sama."))
        return data
