"""Selling in three steps: what and how much, to whom, how it is paid."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from enterprises.models import Channel, Product, Terms
from enterprises.selectors.prices import price_of
from enterprises.selectors.receivables import customers
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_rules import check_quantity
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Subsidiary

MOST_ROWS = 10
ITEM = ("product", "quantity", "price", "discount")


class QuantityField(forms.CharField):
    """A quantity written as people do: `3` or `2,5`. A dot would be read as thousands: refused."""

    def clean(self, value: Any) -> Decimal:
        """Return the quantity (0 for an empty optional one); an error says how to write it."""
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
    """What is sold through one channel; further goods stand in `product_1`, `quantity_1`, …"""

    date = DayField(label=_("Tanggal"))
    channel = forms.ChoiceField(label=_("Saluran"))
    customer = forms.ChoiceField(
        label=_("Pelanggan"),
        required=False,
        help_text=_("Wajib bila tempo: piutangnya dicatat atas nama ini."),
    )
    terms = forms.ChoiceField(label=_("Pembayaran"), choices=Terms.choices)
    due_on = DayField(label=_("Jatuh tempo"), required=False)
    use_advance = forms.BooleanField(label=_("Pakai uang muka pelanggan ini"), required=False)
    reference = forms.CharField(label=_("No. nota sendiri"), max_length=60, required=False)
    key = KeyField()

    def __init__(self, *args: Any, book: Book, rows: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        self.count = max(1, min(rows, MOST_ROWS))
        self.products = self._by_pk(Product.objects.filter(book=book, is_active=True))
        self.channels = self._by_pk(Channel.objects.filter(book=book, is_active=True))
        self.customers = self._by_pk(customers(book))
        for number in range(self.count):
            self._add_row(number)
        offer(self, "channel", [(k, str(c)) for k, c in self.channels.items()])
        offer(self, "customer", [("", "–"), *((k, s.name) for k, s in self.customers.items())])

    @staticmethod
    def _by_pk(found: Any) -> dict[str, Any]:
        return {str(item.pk): item for item in found}

    def _add_row(self, number: int) -> None:
        is_first = number == 0
        choices = [(k, f"{p} ({p.measure})") for k, p in self.products.items()]
        self.fields[self.name_of("product", number)] = forms.ChoiceField(
            label=_("Produk"),
            required=is_first,
            choices=choices if is_first else [("", "–"), *choices],
        )
        self.fields[self.name_of("quantity", number)] = QuantityField(
            label=_("Jumlah"),
            required=is_first,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        self.fields[self.name_of("price", number)] = RupiahField(
            label=_("Harga satuan"),
            required=False,
            help_text=_("Kosongkan untuk memakai daftar harga.") if is_first else "",
        )
        self.fields[self.name_of("discount", number)] = RupiahField(
            label=_("Potongan (Rp)"), required=False
        )

    @staticmethod
    def name_of(field: str, number: int) -> str:
        """The name of an item's field in a row."""
        return field if number == 0 else f"{field}_{number}"

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each item."""
        return [
            [self[self.name_of(field, number)] for field in ITEM] for number in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """On credit somebody owes it; each row has a whole item or nothing."""
        data = super().clean() or {}
        if data.get("terms") == Terms.CREDIT and not data.get("customer"):
            self.add_error("customer", _("Pilih pelanggan yang berutang."))
        for number in range(self.count):
            self._clean_row(data, number)
        return data

    def _clean_row(self, data: dict[str, Any], number: int) -> None:
        product = self.products.get(data.get(self.name_of("product", number)) or "")
        quantity_name = self.name_of("quantity", number)
        quantity, price_name = data.get(quantity_name), self.name_of("price", number)
        if product is None or quantity_name in self.errors:
            return
        if not quantity and number:
            self.add_error(quantity_name, _("Isi jumlahnya, atau kosongkan produknya."))
            return
        try:
            check_quantity(product, quantity or Decimal(0))
        except SaleError as error:
            self.add_error(quantity_name, str(error))
        channel = self.channels.get(data.get("channel", ""))
        if price_name in self.errors or channel is None or not data.get("date"):
            return
        if data.get(price_name) is None:
            data[price_name] = price_of(product, channel, data["date"])
        if data[price_name] is None:
            words = {"product": product, "channel": channel}
            self.add_error(
                price_name,
                _now("Isi harganya: %(product)s belum punya harga untuk %(channel)s.") % words,
            )
        elif data[price_name] <= 0:
            self.add_error(price_name, _("Harga harus lebih dari nol."))

    def items(self) -> list[list[Any]]:
        """What was sold as plain values: product, quantity as text, price, discount."""
        data = self.cleaned_data
        found = []
        for number in range(self.count):
            product, quantity, price, discount = (
                data.get(self.name_of(field, number)) for field in ITEM
            )
            if product:
                found.append([int(product), str(quantity), int(price or 0), int(discount or 0)])
        return found

    def received_in(self) -> tuple[Account, Subsidiary | None]:
        """The account that takes the money or the claim, and who buys."""
        terms = self.cleaned_data["terms"]
        customer = self.customers.get(self.cleaned_data["customer"])
        if terms == Terms.CREDIT and customer is not None:
            return customer.account, customer
        purpose = "bank" if terms == Terms.BANK else "cash"
        return self.book.accounts.get(purpose=purpose), customer
