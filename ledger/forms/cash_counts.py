"""Counting the drawer, and the slips of petty cash."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.calculations.money import format_rupiah
from ledger.coa import Denomination, denominations
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Account, Book

TOO_MANY = _("Isi banyaknya dengan bilangan bulat, misalnya 12.")


class PieceRow(NamedTuple):
    """One denomination on the page: its name, its worth and its field."""

    label: str
    value: int
    field: forms.BoundField


class CountForm(forms.Form):
    """How many of each note and coin; an empty field is none."""

    counted_on = DayField(label=_("Tanggal hitung"))
    witness = forms.CharField(
        label=_("Saksi"),
        max_length=120,
        required=False,
        help_text=_("Siapa yang melihat uang dihitung."),
    )
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.denominations = denominations(on)
        for denomination in self.denominations:
            self.fields[denomination.key] = forms.IntegerField(
                label=piece_label(denomination),
                min_value=0,
                max_value=1_000_000,
                required=False,
                error_messages={
                    "invalid": TOO_MANY,
                    "min_value": TOO_MANY,
                    "max_value": TOO_MANY,
                },
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "autocomplete": "off",
                        "class": "money-input",
                        "data-worth": denomination.value,
                    }
                ),
            )

    def piece_rows(self) -> list[PieceRow]:
        """The denominations in order, for the page."""
        return [PieceRow(piece_label(d), d.value, self[d.key]) for d in self.denominations]

    def other_fields(self) -> list[forms.BoundField]:
        """The fields beside the denominations."""
        return [self["counted_on"], self["witness"], self["note"]]

    def pieces(self) -> dict[str, int]:
        """Denomination key → how many."""
        return {d.key: self.cleaned_data.get(d.key) or 0 for d in self.denominations}


def piece_label(denomination: Denomination) -> str:
    """`Rp100.000` or `Rp500 logam`."""
    worth = f"Rp{format_rupiah(denomination.value)}"
    return worth if denomination.form == "note" else _("%(worth)s logam") % {"worth": worth}


class FundForm(forms.Form):
    """The fixed amount of petty cash."""

    amount = RupiahField(label=_("Jumlah tetap"))
    holder = forms.CharField(label=_("Pemegang"), max_length=120)


class SlipForm(forms.Form):
    """One small payment."""

    date = DayField(label=_("Tanggal"))
    narration = forms.CharField(label=_("Uraian"), max_length=100)
    party = forms.CharField(label=_("Dibayar kepada"), max_length=120, required=False)
    account = forms.ChoiceField(label=_("Untuk akun"))
    amount = RupiahField(label=_("Jumlah"))
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The number that the page showed for it."""

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payable = book.accounts.filter(
            kind__in=("expense", "asset"), is_heading=False, is_active=True, control=""
        ).exclude(cash_flow="cash")
        self.accounts = {a.code: a for a in payable.order_by("-kind", "code")}
        offer(self, "account", [("", ""), *((code, str(a)) for code, a in self.accounts.items())])

    def chosen(self) -> Account:
        """The account of the slip."""
        return self.accounts[self.cleaned_data["account"]]


class ReplenishForm(forms.Form):
    """From which drawer, and when."""

    date = DayField(label=_("Tanggal"))
    source = forms.ChoiceField(label=_("Diambil dari"))

    def __init__(self, *args: Any, fund_account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = fund_account.book.accounts.filter(
            cash_flow="cash", is_heading=False, is_active=True
        ).exclude(pk=fund_account.pk)
        self.sources = {a.code: a for a in others.order_by("code")}
        offer(self, "source", [(code, str(a)) for code, a in self.sources.items()])

    def chosen(self) -> Account:
        """The account that pays."""
        return self.sources[self.cleaned_data["source"]]
