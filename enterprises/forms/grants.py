"""Receiving a grant, and saying what it was spent on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import CapitalAgreement
from enterprises.selectors.data import source_of_code
from enterprises.selectors.grants import GIVEN, usable_lines
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Kind


class GrantForm(forms.Form):
    """A grant or aid that came in, in money or in kind."""

    source = forms.ChoiceField(label=_("Jenis"))
    provider = forms.CharField(label=_("Pemberi"), max_length=120)
    number = forms.CharField(label=_("Nomor perjanjian atau berita acara"), max_length=60)
    agreed_on = DayField(label=_("Tanggal perjanjian"))
    restriction = forms.CharField(
        label=_("Peruntukan"),
        max_length=200,
        required=False,
        help_text=_("Untuk apa hibah ini boleh dipakai, menurut perjanjian."),
    )
    code = forms.SlugField(
        label=_("Kode singkat"), max_length=20, help_text=_("Misalnya CSR-2026.")
    )
    account = forms.ChoiceField(label=_("Dicatat pada"))
    date = DayField(label=_("Diterima tanggal"))
    amount = RupiahField(label=_("Nilai"))
    received_in = forms.ChoiceField(
        label=_("Diterima sebagai"),
        help_text=_("Uang masuk ke rekening bank kelompok; barang dicatat seharga kesepakatan."),
    )
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = book.accounts.filter(is_heading=False, is_active=True).order_by("code")
        every = list(accounts.select_related("book"))
        self.given: dict[str, Account] = {
            str(a.pk): a
            for a in every
            if a.control == "grant"
            or (a.control and source_of_code(book.framework, a.code) in GIVEN)
        }
        self.places: dict[str, Account] = {
            str(a.pk): a
            for a in every
            if a.kind == Kind.ASSET and not a.control and a.side == "debit" and a.purpose != "cash"
        }
        offer(self, "source", [(s.value, s.label) for s in reversed(GIVEN)])
        offer(self, "account", [(key, a.label) for key, a in self.given.items()])
        offer(self, "received_in", [(key, str(a)) for key, a in self.places.items()])


class GrantUseForm(forms.Form):
    """One purchase or cost that a grant paid for."""

    line = forms.ChoiceField(label=_("Pembelian atau beban"))
    amount = RupiahField(label=_("Dari hibah ini"))
    purpose = forms.CharField(label=_("Dipakai untuk"), max_length=200)

    def __init__(self, *args: Any, agreement: CapitalAgreement, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for line in usable_lines(agreement, on=on)}
        offer(
            self,
            "line",
            [
                (key, f"{line.date:%d/%m/%Y} {line.voucher.code} {line.voucher.narration}"
                      f" ({line.free:,})".replace(",", "."))  # type: ignore[attr-defined]
                for key, line in self.lines.items()
            ],
        )  # fmt: skip
