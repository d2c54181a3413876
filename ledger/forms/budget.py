"""The budget of one account, month by month, and a whole year's as a file."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import dates
from django.utils.translation import gettext_lazy as _

from ledger.calculations.periods import MONTHS
from ledger.forms.fields import RupiahField
from ledger.models import Account, Book, Unit
from ledger.readers.sheet import MAX_FILE
from ledger.services.budget_file import BudgetPlan, BudgetRow

SALT = "ledger.budget"
KEPT = 24 * 60 * 60
"""Seconds that a preview can be confirmed."""


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


class BudgetFileForm(forms.Form):
    """The workbook that comes back."""

    file = forms.FileField(
        label=_("Berkas anggaran"),
        help_text=_(".xlsx atau .csv, paling besar 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Pilih berkasnya."), "empty": _("Berkas kosong.")},
    )

    def clean_file(self) -> Any:
        """Too large is said before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                _("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas.")
            )
        return file


def packed(book: Book, plan: BudgetPlan) -> str:
    """A checked plan as signed text that the preview carries: nothing is stored before it is
    confirmed, and nobody can confirm something else."""
    rows = [[row.account.pk, row.unit.pk, list(row.months)] for row in plan.rows]
    return signing.dumps(
        {
            "book": book.pk,
            "year": plan.year,
            "file": plan.file_name,
            "base": plan.base,
            "rows": rows,
        },
        salt=SALT,
        compress=True,
    )


def unpacked(book: Book, year: int, text: str) -> BudgetPlan | None:
    """The plan of a preview; None when it is old, of another book or year, or was tampered with."""
    try:
        kept = signing.loads(text, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    if (kept["book"], kept["year"]) != (book.pk, year):
        return None
    accounts = Account.objects.filter(book=book).in_bulk([row[0] for row in kept["rows"]])
    units = Unit.objects.filter(book=book).in_bulk([row[1] for row in kept["rows"]])
    rows = [
        BudgetRow(accounts[account], units[unit], tuple(months))
        for account, unit, months in kept["rows"]
        if account in accounts and unit in units
    ]
    return BudgetPlan(year, kept["file"], tuple(rows), kept["base"])
