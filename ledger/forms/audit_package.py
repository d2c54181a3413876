"""From which days an auditor takes everything out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField


class PackageForm(forms.Form):
    """A range of days."""

    start = DayField(label=_("Dari"))
    end = DayField(
        label=_("Sampai"), help_text=_("Pada akhir bulan, laporan tercetak ikut sebagai PDF.")
    )

    def clean(self) -> dict[str, Any]:
        """The range must run forward."""
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("Tanggal akhir harus sesudah tanggal awal."))
        return data
