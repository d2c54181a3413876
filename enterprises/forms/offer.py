"""Channels, products, prices and buyers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import Channel, ChannelKind, Product, ProductKind
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Book
from members.models import Membership


class ChannelForm(forms.Form):
    """A new channel."""

    name = forms.CharField(label=_("Nama saluran"), max_length=60)
    kind = forms.ChoiceField(label=_("Jenis saluran"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", ChannelKind.choices)


class ProductForm(forms.Form):
    """A new product or service."""

    name = forms.CharField(label=_("Nama produk"), max_length=60)
    kind = forms.ChoiceField(label=_("Jenis"), choices=ProductKind.choices, required=False)
    measure = forms.CharField(
        label=_("Satuan"), max_length=20, help_text=_("Misalnya kg, buah, bungkus.")
    )
    decimals = forms.ChoiceField(
        label=_("Diukur"),
        choices=[("0", _("utuh")), ("1", _("sampai 0,1")), ("3", _("sampai 0,001"))],
    )
    price = RupiahField(label=_("Harga jual"), required=False)


class PriceForm(forms.Form):
    """A price from a day on, for one channel or for all."""

    product = forms.ChoiceField(label=_("Produk"))
    channel = forms.ChoiceField(label=_("Saluran"), required=False)
    price = RupiahField(label=_("Harga satuan"))
    valid_from = DayField(label=_("Berlaku sejak"))
    valid_to = DayField(
        label=_("Sampai"), required=False, help_text=_("Hanya untuk harga yang sementara.")
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = {str(p.pk): p for p in Product.objects.filter(book=book, is_active=True)}
        self.channels = {str(c.pk): c for c in Channel.objects.filter(book=book, is_active=True)}
        products = [(k, f"{p} ({p.measure})") for k, p in self.products.items()]
        offer(self, "product", products)
        channels = [(k, str(c)) for k, c in self.channels.items()]
        offer(self, "channel", [("", _("Semua saluran")), *channels])


class BuyerForm(forms.Form):
    """A new buyer; a member is chosen from the register and needs no other name."""

    name = forms.CharField(label=_("Nama pembeli"), max_length=120, required=False)
    membership = forms.ChoiceField(
        label=_("Anggota"),
        required=False,
        help_text=_("Bila pembelinya anggota: penjualan kepada anggota dicatat terpisah."),
    )
    phone = forms.CharField(label=_("Telepon"), max_length=20, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members: dict[str, Membership] = {str(m.pk): m for m in members}
        people = [(k, f"{m.number} {m.person.name}") for k, m in self.members.items()]
        offer(self, "membership", [("", _("bukan anggota")), *people])
