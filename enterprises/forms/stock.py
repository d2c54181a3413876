"""Items in stock, and the day from which a book keeps stock cards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.purchases import by_pk
from enterprises.forms.sales import QuantityField
from enterprises.models import Item, ItemKind, Product
from enterprises.selectors.stock import purchase_accounts
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Book


class ItemForm(forms.Form):
    """A new item."""

    name = forms.CharField(label=_("Nama barang"), max_length=60)
    kind = forms.ChoiceField(label=_("Jenis"), choices=ItemKind.choices)
    measure = forms.CharField(
        label=_("Satuan"), max_length=20, help_text=_("Misalnya kg, karung, bungkus.")
    )
    decimals = forms.ChoiceField(
        label=_("Diukur"),
        choices=[("0", _("utuh")), ("1", _("sampai 0,1")), ("3", _("sampai 0,001"))],
    )
    purchase_account = forms.ChoiceField(
        label=_("Akun pembelian"),
        required=False,
        help_text=_("Tanpa kartu stok pembelian menjadi beban akun ini. Kosong: yang lazim."),
    )
    product = forms.ChoiceField(
        label=_("Dijual sebagai produk"),
        required=False,
        help_text=_("Penjualannya mengurangi stok barang ini."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = by_pk(purchase_accounts(book))
        self.products = by_pk(Product.objects.filter(book=book, is_active=True, item=None))
        offer(
            self,
            "purchase_account",
            [("", "–"), *((k, a.label) for k, a in self.accounts.items())],
        )
        offer(self, "product", [("", "–"), *((k, str(p)) for k, p in self.products.items())])

    def given(self) -> dict[str, Any]:
        """What the service asks for."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "kind": data["kind"],
            "measure": data["measure"],
            "decimals": int(data["decimals"]),
            "purchase_account": self.accounts.get(data["purchase_account"]),
            "product": self.products.get(data["product"]),
        }


class StartForm(forms.Form):
    """What lies there on the first day of the stock cards: quantity and value of each item."""

    date = DayField(label=_("Mulai tanggal"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(
            Item.objects.filter(book=book, is_active=True).select_related("stock_account")
        )
        for item in self.items:
            self.fields[f"quantity-{item.pk}"] = QuantityField(
                label=_("Jumlah (%(measure)s)") % {"measure": item.measure},
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
            self.fields[f"value-{item.pk}"] = RupiahField(label=_("Nilai (Rp)"), required=False)

    def item_rows(self) -> list[tuple[Item, forms.BoundField, forms.BoundField]]:
        """Each item with its two fields, for the page."""
        return [(i, self[f"quantity-{i.pk}"], self[f"value-{i.pk}"]) for i in self.items]

    def opening(self) -> dict[Item, tuple[int, int]]:
        """Item → (thousandths, whole rupiah)."""
        data = self.cleaned_data
        return {
            item: (
                int((data.get(f"quantity-{item.pk}") or 0) * 1000),
                int(data.get(f"value-{item.pk}") or 0),
            )
            for item in self.items
        }
