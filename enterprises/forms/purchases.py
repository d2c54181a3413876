"""Buying: what, from whom, how paid; paying suppliers; sending goods back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.rows import GoodsRows
from enterprises.forms.sales import QuantityField
from enterprises.models import Item, Purchase, PurchaseLine, Terms
from enterprises.selectors.payables import suppliers
from enterprises.selectors.stock import stock_start
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Subsidiary


def by_pk(found: Any) -> dict[str, Any]:
    """Primary key as text → object."""
    return {str(item.pk): item for item in found}


def buyable(book: Book) -> dict[str, Item]:
    """Items that can be bought: own produce has no purchase account."""
    found = Item.objects.filter(book=book, is_active=True)
    if stock_start(book) is None:
        found = found.filter(purchase_account__isnull=False)
    return by_pk(found)


def money_accounts(book: Book) -> dict[str, Account]:
    """Cash and bank accounts, by number."""
    found = book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
    return by_pk(found.order_by("code"))


class BoughtForm(forms.Form):
    """One item bought."""

    item = forms.ChoiceField(label=_("Barang"))
    quantity = QuantityField(
        label=_("Jumlah"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    amount = RupiahField(label=_("Harga seluruhnya"))

    def __init__(self, *args: Any, items: Mapping[str, Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", [("", "–"), *((k, f"{i} ({i.measure})") for k, i in items.items())])


class PurchaseForm(forms.Form):
    """A purchase; its goods are in `rows`."""

    date = DayField(label=_("Tanggal"))
    terms = forms.ChoiceField(label=_("Pembayaran"), choices=Terms.choices)
    supplier = forms.ChoiceField(
        label=_("Pemasok"), required=False, help_text=_("Wajib bila tempo.")
    )
    due_on = DayField(label=_("Jatuh tempo"), required=False)
    party = forms.CharField(
        label=_("Dibeli dari"),
        max_length=120,
        required=False,
        help_text=_("Bila bukan pemasok tetap."),
    )
    reference = forms.CharField(label=_("No. nota pemasok"), max_length=60, required=False)
    key = KeyField()

    def __init__(self, data: Any = None, *, book: Book, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.book = book
        self.items = buyable(book)
        self.suppliers = by_pk(suppliers(book).filter(is_active=True))
        self.rows = GoodsRows(BoughtForm, data, items=self.items)
        offer(self, "supplier", [("", "–"), *((k, s.name) for k, s in self.suppliers.items())])

    def is_valid(self) -> bool:
        """The form and every row."""
        return all([super().is_valid(), self.rows.is_valid()])

    def clean(self) -> dict[str, Any]:
        """On credit somebody is owed."""
        data = super().clean() or {}
        if data.get("terms") == Terms.CREDIT and not data.get("supplier"):
            self.add_error("supplier", _("Pilih pemasok yang memberi tempo."))
        return data

    def arguments(self) -> dict[str, Any]:
        """The purchase as plain values, for `stock_queued_acts.py`."""
        data = self.cleaned_data
        supplier: Subsidiary | None = self.suppliers.get(data["supplier"])
        is_credit = data["terms"] == Terms.CREDIT
        if is_credit and supplier is not None:
            paid_from = supplier.account_id
        else:
            purpose = "bank" if data["terms"] == Terms.BANK else "cash"
            paid_from = self.book.accounts.get(purpose=purpose).pk
        return {
            "on": data["date"].isoformat(),
            "items": [
                [
                    self.items[row.cleaned_data["item"]].pk,
                    str(row.cleaned_data["quantity"]),
                    int(row.cleaned_data["amount"]),
                ]
                for row in self.rows.filled
            ],
            "terms": data["terms"],
            "paid_from": paid_from,
            "supplier": supplier.pk if supplier else None,
            "due_on": data["due_on"].isoformat() if is_credit and data["due_on"] else None,
            "party": data["party"],
            "reference": data["reference"],
            "key": data["key"],
        }


class SupplierForm(forms.Form):
    """A new supplier."""

    name = forms.CharField(label=_("Nama pemasok"), max_length=120)


class PaySupplierForm(forms.Form):
    """A payment to one supplier."""

    date = DayField(label=_("Tanggal"))
    amount = RupiahField(label=_("Jumlah dibayar"))
    paid_from = forms.ChoiceField(label=_("Dibayar dari"))
    reference = forms.CharField(label=_("No. kuitansi"), max_length=60, required=False)
    key = KeyField()

    def __init__(self, *args: Any, supplier: Subsidiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supplier = supplier
        self.accounts = money_accounts(supplier.book)
        offer(self, "paid_from", [(k, a.label) for k, a in self.accounts.items()])

    def arguments(self) -> dict[str, Any]:
        """The payment as plain values."""
        data = self.cleaned_data
        return {
            "supplier": self.supplier.pk,
            "amount": int(data["amount"]),
            "paid_from": self.accounts[data["paid_from"]].pk,
            "on": data["date"].isoformat(),
            "reference": data["reference"],
            "key": data["key"],
        }


class ReturnForm(forms.Form):
    """How much of each line of a purchase goes back."""

    date = DayField(label=_("Tanggal retur"))
    refunded_to = forms.ChoiceField(label=_("Diganti dengan"))
    reason = forms.CharField(label=_("Alasan"), max_length=120)
    key = KeyField()

    def __init__(self, *args: Any, purchase: Purchase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purchase = purchase
        self.goods: dict[str, PurchaseLine] = {}
        for line in purchase.lines.select_related("item"):
            name = f"line-{line.pk}"
            self.goods[name] = line
            self.fields[name] = QuantityField(
                label=f"{line.item} ({line.quantity_text} {line.measure})",
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        accounts = money_accounts(purchase.book)
        choices: list[tuple[str, Any]] = [(k, a.label) for k, a in accounts.items()]
        if purchase.supplier is not None:
            owed = purchase.supplier.account
            accounts[str(owed.pk)] = owed
            choices.insert(0, (str(owed.pk), _("Potong utang kepada pemasok")))
        self.accounts = accounts
        offer(self, "refunded_to", choices)

    @property
    def goods_fields(self) -> list[forms.BoundField]:
        """The fields of the goods, for the page."""
        return [self[name] for name in self.goods]

    def arguments(self) -> dict[str, Any]:
        """The return as plain values."""
        data = self.cleaned_data
        return {
            "purchase": self.purchase.pk,
            "lines": [
                [line.pk, str(data[name])] for name, line in self.goods.items() if data.get(name)
            ],
            "on": data["date"].isoformat(),
            "refunded_to": self.accounts[data["refunded_to"]].pk,
            "reason": data["reason"],
            "key": data["key"],
        }
