"""What the opening balance sheet says of the members' control accounts, and the sheets below it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import RupiahField
from members.forms.register_import import MemberSheetForm
from members.selectors.member_opening import ControlRow


class ControlsForm(forms.Form):
    """A figure for each control account; empty means not said yet."""

    def __init__(self, *args: Any, rows: list[ControlRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"c-{row.account.code}"] = RupiahField(
                label=str(row.account), required=False, initial=row.control
            )

    def controls(self) -> dict[str, int | None]:
        """Account code → whole rupiah or None."""
        return {
            name.removeprefix("c-"): int(amount) if amount is not None else None
            for name, amount in self.cleaned_data.items()
        }


class DetailsForm(MemberSheetForm):
    """One file, and what it holds."""

    kind = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=[("savings", _("Simpanan anggota")), ("loans", _("Pinjaman anggota"))],
        widget=forms.RadioSelect,
        initial="savings",
    )
    field_order = ("kind", "file")
