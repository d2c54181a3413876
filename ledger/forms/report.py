"""What a reader of reports may choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from ledger.models import VoucherKind


class ReportForm(forms.Form):
    """Dates and, where a report is about one account, which."""

    start = DayField(label=_("Dari"))
    end = DayField(label=_("Sampai"))
    account = forms.ChoiceField(label=_("Akun"), required=False)
    after_closing = forms.BooleanField(label=_("Setelah penutupan"), required=False)
    hide_zero = forms.BooleanField(label=_("Sembunyikan baris nol"), required=False)

    def __init__(
        self, *args: Any, accounts: list[tuple[str, str]] | None, closing: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if accounts is None:
            del self.fields["account"]
            if not closing:
                del self.fields["after_closing"]
        else:
            offer(self, "account", accounts)
            del self.fields["hide_zero"]
            del self.fields["after_closing"]

    def clean(self) -> dict[str, Any]:
        """The range must run forward."""
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("Tanggal akhir harus sesudah tanggal awal."))
        return data


class VoucherFilterForm(forms.Form):
    """Which vouchers to list."""

    text = forms.CharField(label=_("Cari"), required=False)
    kind = forms.ChoiceField(
        label=_("Jenis"), required=False, choices=[("", _("Semua")), *VoucherKind.choices]
    )
    start = DayField(label=_("Dari"), required=False)
    end = DayField(label=_("Sampai"), required=False)
