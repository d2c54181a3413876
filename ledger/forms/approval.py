"""The rule of approval of a book, as its chair sets it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import RupiahField
from ledger.models import ApprovalLevel, ApprovalMode
from ledger.selectors.approvals import Policy


class PolicyForm(forms.Form):
    """The mode, and from which amount on whose approval is needed."""

    mode = forms.ChoiceField(
        label=_("Persetujuan"),
        choices=[
            (ApprovalMode.OFF, _("Tidak perlu: bukti langsung dibukukan")),
            (ApprovalMode.SMALL, _("Kelompok kecil: pengurus lain mana pun")),
            (ApprovalMode.BANDS, _("Menurut jumlah: pengurus lain, lalu ketua")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Di kelompok kecil yang mencatat boleh membukukan sendiri dengan alasan;"
            " pengawas membacanya."
        ),
    )
    officer = RupiahField(
        label=_("Pengurus lain, mulai jumlah (Rp)"),
        required=False,
        help_text=_("Isi 0 bila setiap bukti perlu persetujuan."),
    )
    chair = RupiahField(label=_("Ketua, mulai jumlah (Rp)"), required=False)
    decision = forms.CharField(
        label=_("Dasar keputusan"),
        max_length=120,
        required=False,
        help_text=_("Misalnya nomor keputusan rapat."),
    )

    @classmethod
    def of(cls, policy: Policy) -> "PolicyForm":
        """The form with the rule that holds now."""
        amounts = {band.level: band.amount for band in policy.bands}
        return cls(
            initial={
                "mode": policy.mode,
                "officer": amounts.get(ApprovalLevel.OFFICER),
                "chair": amounts.get(ApprovalLevel.CHAIR),
            }
        )

    def clean(self) -> dict[str, Any]:
        """Amounts where the mode needs them, the chair's above the others'."""
        data = super().clean() or {}
        mode, officer, chair = data.get("mode"), data.get("officer"), data.get("chair")
        if mode == ApprovalMode.SMALL and officer is None and "officer" not in self.errors:
            self.add_error("officer", _("Isi mulai jumlah berapa perlu persetujuan."))
        if mode == ApprovalMode.BANDS and officer is None and chair is None and not self.errors:
            self.add_error("officer", _("Isi mulai jumlah berapa perlu persetujuan."))
        if officer is not None and chair is not None and chair <= officer:
            self.add_error("chair", _("Jumlah untuk ketua harus di atas jumlah pengurus lain."))
        return data

    def bands(self) -> dict[int, str]:
        """Amount → level, as the service takes it."""
        data = self.cleaned_data
        levels = [(data["officer"], ApprovalLevel.OFFICER)]
        if data["mode"] == ApprovalMode.BANDS:
            levels.append((data["chair"], ApprovalLevel.CHAIR))
        return {int(amount): str(level) for amount, level in levels if amount is not None}
