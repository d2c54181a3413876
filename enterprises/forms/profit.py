"""What a meeting decided about a profit."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import Pool, ShareBasis
from enterprises.selectors.data import rows
from ledger.forms.fields import DayField, RupiahField
from ledger.forms.voucher import KeyField
from ledger.models import Book
from members.models import Decision
from members.selectors.decisions import decisions_of
from members.services.decisions import DecisionError, require_decision


class PercentField(forms.DecimalField):
    """A percentage with a comma or a point before its decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=100,
            max_digits=7,
            decimal_places=4,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": _("Tulis persen seperti 40 atau 2,5.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the percentage; a ValidationError says how to write it."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class AllocationForm(forms.Form):
    """The year, the meeting, and the percentages; the defaults are those of the framework."""

    year = forms.IntegerField(label=_("Laba tahun"), min_value=2000, max_value=2100)
    profit = RupiahField(label=_("Laba yang dibagi"))
    decision = forms.ModelChoiceField(
        label=_("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("(pilih keputusan)"),
        help_text=_("Keputusan jenis “Pembagian laba” dari rapat yang risalahnya sudah final."),
    )
    on = DayField(label=_("Tanggal pembukuan"))
    basis = forms.ChoiceField(
        label=_("Bagian anggota dibagi menurut"),
        choices=ShareBasis.choices,
        initial=ShareBasis.EQUAL,
        help_text=_("Tekan “Hitung” untuk melihat bobot dan bagian tiap anggota."),
    )
    key = KeyField()

    def __init__(self, *args: Any, book: Book, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        decisions.queryset = decisions_of(book.organization, kind="profit_allocation")
        try:
            require_decision(book.organization, "profit_allocation", on, decision=None)
        except DecisionError as error:
            decisions.required = True
            decisions.error_messages["required"] = str(error)
        self.pools = [row["pool"] for row in rows("profit_pools.csv", book.framework)]
        for row in rows("profit_pools.csv", book.framework):
            self.fields[row["pool"]] = PercentField(
                label=_("%(pool)s (persen)") % {"pool": Pool(row["pool"]).label},
                initial=Decimal(row["percent"]),
            )

    def percentages(self) -> dict[str, Decimal]:
        """Pool → percent."""
        return {pool: self.cleaned_data[pool] for pool in self.pools}
