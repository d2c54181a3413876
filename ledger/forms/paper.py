"""Photographs and PDFs that come with a voucher."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.readers.paper import PaperError, ReadPaper, read_paper

TYPES = "image/jpeg,image/png,image/webp,application/pdf"


class ManyFiles(forms.ClearableFileInput):
    """One input, several files."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Files read and cleaned: each a `ReadPaper`."""

    def __init__(self, **kwargs: Any) -> None:
        # `capture` would hide the gallery and PDFs: the camera has a field of its own.
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": TYPES}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[ReadPaper]:
        """Every file, or the first fault as a sentence."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
            return []
        try:
            return [read_paper(super(PapersField, self).clean(one, initial)) for one in files]
        except PaperError as error:
            raise forms.ValidationError(str(error)) from None


class PapersForm(forms.Form):
    """Papers for a voucher; `cleaned_data["papers"]` holds those of both fields."""

    papers = PapersField(
        label=_("Foto nota atau PDF"),
        required=False,
        help_text=_("Ambil foto dengan telepon, atau pilih berkas. Boleh lebih dari satu."),
    )
    camera = PapersField(
        label=_("Foto sekarang dengan kamera"),
        required=False,
        # shown where a finger points: elsewhere a browser would open the same files again
        widget=ManyFiles(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both fields as one list of papers."""
        data = super().clean() or {}
        data["papers"] = [*data.get("papers", ()), *data.pop("camera", ())]
        return data


class LatePapersForm(PapersForm):
    """Papers for a voucher that stands already: there must be one."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any file."""
        data = super().clean()
        if not data["papers"] and not self.errors:
            self.add_error("papers", _("Pilih foto atau PDF-nya dahulu."))
        return data
