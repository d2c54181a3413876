"""The budget of one account, month by month."""

from typing import Any

from django import forms
from django.utils import dates

from ledger.calculations.periods import MONTHS
from ledger.forms.fields import RupiahField


class BudgetForm(forms.Form):
    """Twelve amounts; a blank month keeps what it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for month in MONTHS:
            self.fields[f"month_{month}"] = RupiahField(label=dates.MONTHS[month], required=False)

    def months(self) -> dict[int, int]:
        """Month → whole rupiah, of the months that were filled in."""
        return {
            month: int(amount)
            for month in MONTHS
            if (amount := self.cleaned_data[f"month_{month}"]) is not None
        }
