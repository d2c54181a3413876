"""Uploading a sheet of members, and a photograph."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.readers.sheet import MAX_FILE


class MemberSheetForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_(".xlsx atau .csv, paling besar 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("Berkas kosong.")},
    )

    def clean_file(self) -> Any:
        """Too large is said before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                _("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas.")
            )
        return file


class PhotoForm(forms.Form):
    """One photograph, or none to take the old one away."""

    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPEG, PNG, atau WebP; disimpan kecil dan hanya dilihat pengurus yang berhak."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "user"}
        ),
        error_messages={"empty": _("Berkas kosong.")},
    )
