"""A filled collection sheet as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.readers.sheet import MAX_FILE


class SheetFileForm(forms.Form):
    """The workbook that comes back."""

    file = forms.FileField(
        label=_("Berkas"),
        error_messages={
            "required": _("Pilih berkas lembar setoran yang sudah diisi."),
            "empty": _("Berkas kosong."),
        },
    )

    def clean_file(self) -> Any:
        """Too large is said before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                _("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas.")
            )
        return file
