"""Form fields that read amounts and dates strictly, the same in every language."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.money import AmountError, format_rupiah, parse_rupiah

YEARS = range(1900, 2200)
"""Any other year is a slip of the finger, and the calendar's edges overflow arithmetic."""


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Set what a form's choice field offers."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def add_refusal(form: forms.BaseForm, error: Exception, **places: str) -> None:
    """Put what a service refused at the field it names, or above the form.

    `places`: where a service's field stands on a page that has none of its name.
    """
    field = getattr(error, "field", "")
    if field not in form.fields:
        field = places.get(field, "")
    form.add_error(field if field in form.fields else None, str(error))


def shortened(text: str) -> str:
    """What was typed, short enough to stand in a sentence."""
    return text if len(text) <= 40 else f"{text[:39]}…"


class RupiahField(forms.CharField):
    """Whole rupiah as `1250000` or `1.250.000`; anything else is refused, never guessed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": "money-input"}
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the amount, or None for an empty input."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except AmountError:
            raise ValidationError(
                _(
                    "“%(text)s” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya pemisah"
                    " ribuan, misalnya 12.500."
                ),
                params={"text": shortened(text)},
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with dots; what a person typed stays as typed."""
        return format_rupiah(value) if isinstance(value, int | Decimal) else value


class DayField(forms.CharField):
    """A calendar day; the browser sends ISO, people may type 31/12/2025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "date"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        """Return the day, or None for an empty input."""
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            day = parse_date(text)
            if day.year not in YEARS:
                raise DateError(text)
        except DateError:
            raise ValidationError(
                _("“%(text)s” bukan tanggal. Tulis seperti 31/12/2025."),
                params={"text": shortened(text)},
            ) from None
        return day

    def prepare_value(self, value: Any) -> Any:
        """ISO for the browser's date input."""
        return value.isoformat() if isinstance(value, date) else value
