"""The marketing plan and the price calculation of a product."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.sales import QuantityField
from ledger.forms.fields import DayField, RupiahField

COSTS = 6


class PlanForm(forms.Form):
    """A plan for a year."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    buyers = forms.CharField(label=_("Pembeli yang dituju"), max_length=200)
    channels = forms.CharField(label=_("Lewat saluran"), max_length=200)
    promotion = forms.CharField(label=_("Promosi"), max_length=300, required=False)
    target_quantity = QuantityField(label=_("Target jumlah"))
    target_price = RupiahField(label=_("Target harga satuan"))


class CalculationForm(forms.Form):
    """Costs of a batch, what it yields, and the margin."""

    on = DayField(label=_("Tanggal"))
    quantity = QuantityField(label=_("Hasilnya berapa satuan"))
    margin_percent = forms.CharField(
        label=_("Margin di atas biaya (%)"), help_text=_("Misalnya 20.")
    )
    market_low = RupiahField(label=_("Harga pasar terendah"), required=False)
    market_high = RupiahField(label=_("Harga pasar tertinggi"), required=False)
    price = RupiahField(
        label=_("Harga yang dipilih"),
        required=False,
        help_text=_("Kosongkan untuk memakai harga usulan."),
    )
    is_price = forms.BooleanField(label=_("Jadikan harga jual sejak tanggal itu"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(COSTS):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Biaya"), max_length=80, required=number == 0
            )
            self.fields[f"cost_{number}"] = RupiahField(
                label=_("Jumlah (Rp)"), required=number == 0
            )

    def clean_margin_percent(self) -> Decimal:
        """A percentage such as 20 or 12,5."""
        text = str(self.cleaned_data["margin_percent"]).strip().replace(",", ".")
        whole, _dot, part = text.partition(".")
        good = whole.isascii() and whole.isdigit() and len(whole) <= 4 and len(part) <= 2
        if not good or (part and not (part.isascii() and part.isdigit())):
            raise forms.ValidationError(_("Tulis persen seperti 20 atau 12,5."))
        return Decimal(text)

    @property
    def costs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Name and amount of each cost."""
        return [(self[f"name_{n}"], self[f"cost_{n}"]) for n in range(COSTS)]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        whole = {
            name: None if data[name] is None else int(data[name])
            for name in ("market_low", "market_high", "price")
        }
        parts = [
            (data[f"name_{n}"] or str(_("Biaya")), int(data[f"cost_{n}"]))
            for n in range(COSTS)
            if data.get(f"cost_{n}")
        ]
        same = {name: data[name] for name in ("on", "quantity", "margin_percent", "is_price")}
        return {**same, **whole, "parts": parts}
