"""Titip jual: handing goods over, what became of them, settling with their owner."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.receivables import MoneyForm, cash_accounts
from enterprises.forms.sales import QuantityField
from enterprises.models import Channel, Direction, Product
from enterprises.selectors.consignment import LineState
from enterprises.selectors.receivables import customers
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Book, Subsidiary

ROWS = 4


class HandOverForm(forms.Form):
    """Goods change hands."""

    direction = forms.ChoiceField(label=_("Arah"), choices=Direction.choices)
    partner = forms.ChoiceField(
        label=_("Pelanggan atau pemasok"),
        required=False,
        help_text=_("Wajib bila barang kita yang dititipkan."),
    )
    partner_name = forms.CharField(label=_("Nama pemilik barang"), max_length=120, required=False)
    channel = forms.ChoiceField(label=_("Saluran"))
    date = DayField(label=_("Tanggal"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suppliers = Subsidiary.objects.filter(
            book=book, account__control="supplier", is_active=True
        ).select_related("account")
        found = [*customers(book), *suppliers]
        self.partners = {str(s.pk): s for s in found}
        self.channels = {str(c.pk): c for c in Channel.objects.filter(book=book, is_active=True)}
        self.products = {str(p.pk): p for p in Product.objects.filter(book=book, is_active=True)}
        named = [(k, f"{s.name} ({s.account.label})") for k, s in self.partners.items()]
        offer(self, "partner", [("", "–"), *named])
        offer(self, "channel", [(k, str(c)) for k, c in self.channels.items()])
        goods = [("", "–"), *((k, f"{p} ({p.measure})") for k, p in self.products.items())]
        for number in range(ROWS):
            self.fields[f"product_{number}"] = forms.ChoiceField(
                label=_("Produk"), choices=goods, required=number == 0
            )
            self.fields[f"quantity_{number}"] = QuantityField(
                label=_("Jumlah"), required=number == 0
            )
            self.fields[f"price_{number}"] = RupiahField(
                label=_("Harga satuan"), required=number == 0
            )
            self.fields[f"owner_price_{number}"] = RupiahField(
                label=_("Bagian pemilik"), required=False
            )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each item."""
        names = ("product", "quantity", "price", "owner_price")
        return [[self[f"{name}_{number}"] for name in names] for number in range(ROWS)]

    def goods(self) -> list[tuple[Product, Decimal, int, int | None]]:
        """Product, quantity, price and the owner's part of each filled row."""
        data, found = self.cleaned_data, []
        for n in range(ROWS):
            product = self.products.get(data.get(f"product_{n}") or "")
            if product is not None:
                owner = data[f"owner_price_{n}"]
                found.append(
                    (
                        product,
                        data[f"quantity_{n}"] or Decimal(0),
                        int(data[f"price_{n}"] or 0),
                        None if owner is None else int(owner),
                    )
                )
        return found


class MovedForm(forms.Form):
    """How much of each line was sold or came back."""

    date = DayField(label=_("Tanggal"))
    what = forms.ChoiceField(label=_("Yang terjadi"))
    due_on = DayField(label=_("Jatuh tempo"), required=False)
    key = KeyField()

    def __init__(
        self, *args: Any, book: Book, states: Sequence[LineState], is_out: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.states = list(states)
        self.accounts = cash_accounts(book)
        sold = [(k, _("Terjual, uang masuk ke %s") % a.label) for k, a in self.accounts.items()]
        credit = [("tempo", _("Terjual, belum dibayar"))] if is_out else []
        offer(self, "what", [*credit, *sold, ("kembali", _("Kembali ke pemiliknya"))])
        for number, state in enumerate(self.states):
            self.fields[self._name(number)] = QuantityField(
                label=f"{state.line.product} ({state.line.product.measure})", required=False
            )

    @staticmethod
    def _name(number: int) -> str:
        return "quantity" if number == 0 else f"quantity_{number}"

    @property
    def quantity_fields(self) -> list[forms.BoundField]:
        """One for each line."""
        return [self[self._name(number)] for number in range(len(self.states))]

    def quantities(self) -> dict[int, Decimal]:
        """Line id → quantity."""
        given = {
            state.line.pk: self.cleaned_data.get(self._name(number))
            for number, state in enumerate(self.states)
        }
        return {pk: quantity for pk, quantity in given.items() if quantity}


class SettleForm(MoneyForm):
    """Money for the owner."""
