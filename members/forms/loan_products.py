"""The terms of a loan as people type them: simulation, products, the collectability table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, RupiahField, offer, shortened
from members.calculations.loans import Terms, TermsError
from members.models import (
    DayCount,
    LoanClass,
    LoanMethod,
    LoanProduct,
    Organization,
    PaymentOrder,
    RateBasis,
)
from members.services.loan_terms import explain

ROUNDINGS = [
    ("half_up", gettext_lazy("ke rupiah terdekat")),
    ("up_100", gettext_lazy("angsuran ke atas, Rp 100")),
    ("up_500", gettext_lazy("angsuran ke atas, Rp 500")),
    ("up_1000", gettext_lazy("angsuran ke atas, Rp 1.000")),
]


class PercentField(forms.CharField):
    """Percent with a comma or a point: `1,5` and `1.5` are one value."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the percentage, or None for an empty input."""
        if isinstance(value, Decimal):
            return value
        text = super().to_python(value)
        if not text:
            return None
        cleaned = text.removesuffix("%").strip().replace(",", ".")
        if not cleaned.isascii() or not cleaned.replace(".", "", 1).isdigit() or len(cleaned) > 10:
            raise ValidationError(
                _("“%(text)s” bukan persen. Tulis angka seperti 1,5."),
                params={"text": shortened(text)},
            )
        return Decimal(cleaned)

    def prepare_value(self, value: Any) -> Any:
        """Show it with a comma and no idle zeros."""
        if isinstance(value, Decimal):
            text = f"{value:f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
            return text.replace(".", ",")
        return value


class CountField(forms.CharField):
    """A whole number of months or days, with a sentence for anything else."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """Return the number, or None for an empty input."""
        text = super().to_python(value)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 5:
            raise ValidationError(
                _("“%(text)s” bukan bilangan bulat. Tulis angka seperti 12."),
                params={"text": shortened(text)},
            )
        return int(text)


class SimulationForm(forms.Form):
    """Asks for the terms of a loan that nobody takes yet."""

    principal = RupiahField(label=gettext_lazy("Pokok pinjaman"))
    rate = PercentField(label=gettext_lazy("Bunga (%)"))
    rate_basis = forms.ChoiceField(
        label=gettext_lazy("Dasar bunga"), choices=RateBasis, initial=RateBasis.MONTH
    )
    months = CountField(label=gettext_lazy("Jangka (bulan)"))
    method = forms.ChoiceField(label=gettext_lazy("Cara bunga"), choices=LoanMethod)
    day_count = forms.ChoiceField(label=gettext_lazy("Hitungan hari"), choices=DayCount)
    rounding = forms.ChoiceField(label=gettext_lazy("Pembulatan"), choices=ROUNDINGS)
    disbursed = DayField(label=gettext_lazy("Tanggal cair"), required=False)

    def terms(self) -> Terms | None:
        """The terms, or None with a sentence at the field that is wrong."""
        data = self.cleaned_data
        is_monthly = data["rate_basis"] == RateBasis.MONTH
        try:
            return Terms(
                principal=data["principal"],
                annual_rate=data["rate"] * (12 if is_monthly else 1),
                months=data["months"],
                method=data["method"],
                day_count=data["day_count"],
                disbursed=data["disbursed"],
                rounding=data["rounding"],
            )
        except TermsError as error:
            self.add_error("rate" if error.field == "annual_rate" else error.field, explain(error))
            return None


ACCOUNTS = {
    "account": (gettext_lazy("Akun pinjaman"), True),
    "interest_account": (gettext_lazy("Akun pendapatan bunga"), False),
    "fee_account": (gettext_lazy("Akun provisi dan administrasi"), False),
    "penalty_account": (gettext_lazy("Akun denda"), False),
    "allowance_account": (gettext_lazy("Akun penyisihan"), False),
    "loss_account": (gettext_lazy("Akun beban penyisihan"), False),
    "recovery_account": (gettext_lazy("Akun penerimaan pinjaman yang dihapus"), False),
}


class LoanProductForm(forms.Form):
    """All terms of a product from a day on."""

    code = forms.SlugField(label=gettext_lazy("Kode"), max_length=20)
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80)
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    method = forms.ChoiceField(label=gettext_lazy("Cara bunga"), choices=LoanMethod)
    rate = PercentField(label=gettext_lazy("Bunga (%)"))
    rate_basis = forms.ChoiceField(label=gettext_lazy("Dasar bunga"), choices=RateBasis)
    day_count = forms.ChoiceField(label=gettext_lazy("Hitungan hari"), choices=DayCount)
    rounding = forms.ChoiceField(label=gettext_lazy("Pembulatan"), choices=ROUNDINGS)
    max_amount = RupiahField(label=gettext_lazy("Pinjaman paling besar"), required=False)
    max_months = CountField(label=gettext_lazy("Jangka paling lama (bulan)"))
    manager_limit = RupiahField(
        label=gettext_lazy("Cukup disetujui manajer sampai"), required=False
    )
    meeting_limit = RupiahField(
        label=gettext_lazy("Dengan keputusan rapat di atas"), required=False
    )
    analysis_from = RupiahField(label=gettext_lazy("Analisis wajib mulai"), required=False)
    provision_percent = PercentField(label=gettext_lazy("Provisi (persen pokok)"), required=False)
    admin_fee = RupiahField(label=gettext_lazy("Biaya administrasi"), required=False)
    swp_percent = PercentField(
        label=gettext_lazy("Simpanan wajib pinjaman (persen pokok)"), required=False
    )
    swp_product = forms.ChoiceField(label=gettext_lazy("SWP disimpan di"), required=False)
    penalty_percent_per_day = PercentField(
        label=gettext_lazy("Denda per hari (persen tunggakan)"),
        required=False,
        help_text=gettext_lazy("Kosong: tanpa denda, seperti biasanya pada KUBE."),
    )
    grace_days = CountField(label=gettext_lazy("Masa tenggang denda (hari)"), required=False)
    early_fee_percent = PercentField(
        label=gettext_lazy("Biaya pelunasan awal (persen sisa pokok)"), required=False
    )
    payment_order = forms.ChoiceField(label=gettext_lazy("Urutan pembayaran"), choices=PaymentOrder)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = organization.book
        self.found: dict[str, Any] = {
            a.code: a for a in book.accounts.filter(is_heading=False).order_by("code")
        }
        self.units = {u.code: u for u in book.units.order_by("code")}
        self.savings = {p.code: p for p in organization.savings_products.filter(is_active=True)}
        loans = [("", "–"), *((c, a.label) for c, a in self.found.items() if a.control == "loan")]
        others = [("", "–"), *((c, f"{c} {a.label}") for c, a in self.found.items())]
        for name, (label, is_required) in ACCOUNTS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, required=is_required, choices=loans if name == "account" else others
            )
        offer(self, "unit", [("", "–"), *((c, u.label) for c, u in self.units.items())])
        offer(
            self,
            "swp_product",
            [("", "–"), *((c, p.label) for c, p in self.savings.items() if not p.is_fund)],
        )

    @classmethod
    def about(cls, product: LoanProduct, today: date, data: Any = None) -> "LoanProductForm":
        """The form for new terms of a product, with those in force filled in."""
        plain = (
            "code", "name", "method", "rate_basis", "day_count", "rounding", "max_amount",
            "manager_limit", "meeting_limit", "analysis_from", "provision_percent", "admin_fee",
            "swp_percent", "penalty_percent_per_day", "early_fee_percent", "payment_order",
        )  # fmt: skip
        initial = {name: getattr(product, name) for name in plain}
        initial |= {name: a.code for name in ACCOUNTS if (a := getattr(product, name))}
        initial |= {
            "valid_from": today,
            "rate": product.spoken_rate,
            "max_months": str(product.max_months),
            "grace_days": str(product.grace_days),
            "unit": product.unit.code if product.unit else "",
            "swp_product": product.swp_product.code if product.swp_product else "",
        }
        form = cls(data, initial=initial, organization=product.organization)
        form.fields["code"].disabled = True
        return form

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        rate = data.pop("rate")
        is_monthly = data["rate_basis"] == RateBasis.MONTH
        zero = (
            "manager_limit", "provision_percent", "admin_fee", "swp_percent",
            "penalty_percent_per_day", "grace_days", "early_fee_percent",
        )  # fmt: skip
        data |= {name: data[name] or 0 for name in zero}
        data |= {name: self.found.get(data[name]) for name in ACCOUNTS}
        data["unit"] = self.units.get(data["unit"])
        data["swp_product"] = self.savings.get(data["swp_product"])
        data["annual_rate"] = rate * 12 if is_monthly else rate
        return data


class LoanClassesForm(forms.Form):
    """The table of collectability: up to seven classes, mildest first."""

    ROWS = 7
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    source = forms.CharField(label=gettext_lazy("Dasar"), max_length=200)

    def __init__(self, *args: Any, classes: Sequence[LoanClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(self.ROWS):
            now = classes[place] if place < len(classes) else None
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Golongan"), max_length=40, required=False, initial=now and now.name
            )
            self.fields[f"days_{place}"] = CountField(
                label=_("Terlambat mulai (hari)"),
                required=False,
                initial=str(now.days_from) if now else None,
            )
            self.fields[f"percent_{place}"] = PercentField(
                label=_("Penyisihan (%)"), required=False, initial=now and now.percent
            )
            self.fields[f"stops_{place}"] = forms.BooleanField(
                label=_("Bunga berhenti"), required=False, initial=bool(now and now.stops_interest)
            )

    def rows(self) -> list[list[Any]]:
        """The inputs of each class."""
        names = ("name", "days", "percent", "stops")
        return [[self[f"{name}_{place}"] for name in names] for place in range(self.ROWS)]

    def head(self) -> list[Any]:
        """Since when, on what ground."""
        return [self["valid_from"], self["source"]]

    def clean(self) -> dict[str, Any]:
        """A class that is named has its days and percent."""
        data = super().clean() or {}
        for place in range(self.ROWS):
            if not data.get(f"name_{place}"):
                continue
            for name in ("days", "percent"):
                if data.get(f"{name}_{place}") is None and f"{name}_{place}" in data:
                    self.add_error(f"{name}_{place}", _("Isi, atau kosongkan golongannya."))
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "valid_from": data["valid_from"],
            "source": data["source"],
            "rows": [
                (
                    data[f"name_{place}"],
                    data[f"days_{place}"],
                    data[f"percent_{place}"],
                    data[f"stops_{place}"],
                )
                for place in range(self.ROWS)
                if data[f"name_{place}"]
            ],
        }
