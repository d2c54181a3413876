"""Selling in three steps: what and how much, to whom and how, save."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import Channel, ChannelKind, Product, Terms
from enterprises.selectors.sales import sales_accounts
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Subsidiary


class QuantityField(forms.CharField):
    """A quantity written as people do: `3` or `2,5`. A dot would be read as thousands: refused."""

    def clean(self, value: Any) -> Decimal:
        """Return the quantity; a ValidationError says how to write it."""
        text = str(super().clean(value)).strip()
        if not text and not self.required:
            return Decimal(0)
        fault = forms.ValidationError(
            _("Tulis jumlah seperti 3 atau 2,5. Tanpa titik dan tanpa satuan.")
        )
        whole, _comma, part = text.partition(",")
        if not (whole.isascii() and whole.isdigit() and len(whole) <= 9):
            raise fault
        if "," in text and not (part.isascii() and part.isdigit() and len(part) <= 3):
            raise fault
        try:
            return Decimal(f"{whole}.{part or 0}")
        except InvalidOperation:
            raise fault from None


class SaleForm(forms.Form):
    """One product sold through one channel."""

    date = DayField(label=_("Tanggal"))
    product = forms.ChoiceField(label=_("Produk"))
    quantity = QuantityField(
        label=_("Jumlah"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    price = RupiahField(label=_("Harga satuan"))
    channel = forms.ChoiceField(label=_("Saluran"))
    terms = forms.ChoiceField(label=_("Pembayaran"), choices=Terms.choices)
    customer = forms.ChoiceField(
        label=_("Pelanggan"),
        required=False,
        help_text=_("Wajib bila tempo: piutangnya dicatat atas nama ini."),
    )
    due_on = DayField(label=_("Jatuh tempo"), required=False)
    revenue = forms.ChoiceField(label=_("Jenis penjualan"))
    reference = forms.CharField(label=_("No. nota sendiri"), max_length=60, required=False)
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        self.products = self._by_pk(Product.objects.filter(book=book, is_active=True))
        self.channels = self._by_pk(Channel.objects.filter(book=book, is_active=True))
        self.accounts = self._by_pk(sales_accounts(book).filter(side="credit"))
        self.customers = self._by_pk(
            Subsidiary.objects.filter(
                book=book, account__control="customer", is_active=True
            ).select_related("account")
        )
        offer(self, "product", [(k, f"{p} ({p.measure})") for k, p in self.products.items()])
        offer(self, "channel", [(k, str(c)) for k, c in self.channels.items()])
        offer(self, "revenue", [(k, a.label) for k, a in self.accounts.items()])
        offer(self, "customer", [("", "–"), *((k, s.name) for k, s in self.customers.items())])

    @staticmethod
    def _by_pk(found: Any) -> dict[str, Any]:
        return {str(item.pk): item for item in found}

    def clean(self) -> dict[str, Any]:
        """On credit somebody owes it."""
        data = super().clean() or {}
        if data.get("terms") == Terms.CREDIT and not data.get("customer"):
            self.add_error("customer", _("Pilih pelanggan yang berutang."))
        return data

    def received_in(self) -> tuple[Account, Subsidiary | None]:
        """The account that takes the money or the claim, and whose claim it is."""
        terms = self.cleaned_data["terms"]
        if terms == Terms.CREDIT:
            customer = self.customers[self.cleaned_data["customer"]]
            return customer.account, customer
        purpose = "bank" if terms == Terms.BANK else "cash"
        return self.book.accounts.get(purpose=purpose), None


class ChannelForm(forms.Form):
    """A new channel."""

    name = forms.CharField(label=_("Nama saluran"), max_length=60)
    kind = forms.ChoiceField(label=_("Jenis saluran"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", ChannelKind.choices)


class ProductForm(forms.Form):
    """A new product."""

    name = forms.CharField(label=_("Nama produk"), max_length=60)
    measure = forms.CharField(
        label=_("Satuan"), max_length=20, help_text=_("Misalnya kg, buah, bungkus.")
    )
    decimals = forms.ChoiceField(
        label=_("Diukur"),
        choices=[("0", _("utuh")), ("1", _("sampai 0,1")), ("3", _("sampai 0,001"))],
    )
