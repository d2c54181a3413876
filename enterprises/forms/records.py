"""One form for every kind of record, made from its model."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models import CHECK_AFTER_MONTHS
from enterprises.selectors.record_kinds import RecordKind
from ledger.forms.fields import DayField, RupiahField
from ledger.models import Book, Voucher
from members.calculations.loans import add_months
from members.models import Person

MONEY = frozenset({"price", "value", "wage", "aid_value"})


def _form_field(field: Any, book: Book) -> forms.Field:
    label = str(field.verbose_name)
    shared: dict[str, Any] = {
        "label": label[:1].upper() + label[1:],
        "required": not (field.blank or field.null or field.has_default()),
        "help_text": field.help_text,
    }
    if isinstance(field, models.DateField):
        return DayField(**shared)
    if field.name in MONEY:
        return RupiahField(**shared)
    if isinstance(field, models.ForeignKey):
        return forms.ModelChoiceField(
            queryset=Person.objects.filter(memberships__organization__book=book)
            .distinct()
            .order_by("name"),
            empty_label=_("(pilih orang)"),
            **shared,
        )
    if field.choices:
        empty = [] if ("", "") in field.choices or field.blank else [("", _("(pilih)"))]
        choices = [*empty, *((str(value), name) for value, name in field.choices)]
        if isinstance(field, models.IntegerField):
            return forms.TypedChoiceField(choices=choices, coerce=int, **shared)
        return forms.ChoiceField(choices=choices, **shared)
    if isinstance(field, models.IntegerField):
        return forms.IntegerField(
            min_value=0,
            max_value=32_000,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": _("Tulis bilangan bulat tanpa titik, misalnya 18.")},
            **shared,
        )
    widget = forms.Textarea(attrs={"rows": 2}) if field.max_length > 120 else forms.TextInput()
    return forms.CharField(max_length=field.max_length, widget=widget, **shared)


class RecordForm(forms.Form):
    """The fields of a kind; costs are named by the codes of their vouchers."""

    def __init__(self, *args: Any, kind: RecordKind, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.book = kind, book
        for name in kind.form_fields:
            self.fields[name] = _form_field(kind.model._meta.get_field(name), book)
        if "check_on" in self.fields:
            self.fields["check_on"].required = False
        if kind.is_costed:
            self.fields["voucher_codes"] = forms.CharField(
                label=_("Bukti biaya"),
                required=False,
                max_length=200,
                help_text=_(
                    "Nomor bukti yang membayarnya, misalnya BKK/2025/03/0004; pisahkan dengan koma."
                ),
            )

    def clean_voucher_codes(self) -> list[Voucher]:
        """The vouchers of these codes; a code that is not in the book is named."""
        typed = str(self.cleaned_data["voucher_codes"]).split(",")
        codes = [code.strip().upper() for code in typed if code.strip()]
        found = {v.code: v for v in self.book.vouchers.filter(number__in=_numbers(codes))}
        for code in codes:
            if code not in found:
                raise forms.ValidationError(
                    _("Bukti %(code)s tidak ada di buku ini."), params={"code": code[:40]}
                )
        return [found[code] for code in codes]

    def values(self) -> dict[str, Any]:
        """What the model keeps: whole numbers, and what was left empty as it keeps it."""
        given = dict(self.cleaned_data)
        if "check_on" in given and not given["check_on"] and given.get("on"):
            given["check_on"] = add_months(given["on"], CHECK_AFTER_MONTHS)
        values = {}
        for name in self.kind.form_fields:
            field, value = self.kind.model._meta.get_field(name), given.get(name)
            if value in (None, "") and isinstance(field, models.IntegerField) and not field.null:
                value = field.get_default() or 0
            elif name in MONEY and value is not None:
                value = int(value)
            values[name] = value
        return values


def _numbers(codes: list[str]) -> list[int]:
    """The last part of each code that has one."""
    parts = [code.rpartition("/")[2] for code in codes]
    return [int(part) for part in parts if part.isdecimal() and len(part) < 9]


class VoidForm(forms.Form):
    """Why a record no longer counts."""

    reason = forms.CharField(label=_("Alasan dibatalkan"), max_length=200)
