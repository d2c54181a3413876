"""A production batch, its quality, and the count of the stock."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.purchases import by_pk
from enterprises.forms.rows import GoodsRows
from enterprises.forms.sales import QuantityField
from enterprises.models import Batch, Item, QualityStandard
from enterprises.selectors.stock import stock_start
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Book


def _choices(items: Mapping[str, Item]) -> list[tuple[str, str]]:
    return [("", "–"), *((k, f"{i} ({i.measure})") for k, i in items.items())]


class UsedForm(forms.Form):
    """One material that goes in."""

    item = forms.ChoiceField(label=_("Bahan"))
    quantity = QuantityField(
        label=_("Jumlah dipakai"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    cost = RupiahField(label=_("Nilai (Rp)"), required=False)

    def __init__(
        self, *args: Any, items: Mapping[str, Item], has_cards: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", _choices(items))
        if has_cards:  # the card knows what it costs
            del self.fields["cost"]


class MadeForm(forms.Form):
    """One thing that comes out."""

    item = forms.ChoiceField(label=_("Hasil"))
    quantity = QuantityField(
        label=_("Hasil baik"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    lost = QuantityField(
        label=_("Susut atau rusak"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, items: Mapping[str, Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", _choices(items))


class BatchForm(forms.Form):
    """A batch; what goes in and comes out stands in `used` and `made`."""

    date = DayField(label=_("Tanggal"))
    workers = forms.CharField(label=_("Dikerjakan oleh"), max_length=200)
    labour = RupiahField(label=_("Upah (Rp)"), required=False)
    labour_from = forms.ChoiceField(
        label=_("Upah dari akun"),
        required=False,
        help_text=_("Kas bila dibayar sekarang; akun beban bila sudah dicatat."),
    )
    overhead = RupiahField(label=_("Biaya lain (Rp)"), required=False)
    overhead_from = forms.ChoiceField(label=_("Biaya lain dari akun"), required=False)
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)
    key = KeyField()

    def __init__(self, data: Any = None, *, book: Book, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        found = Item.objects.filter(book=book, is_active=True)
        self.items = by_pk(found)
        self.has_cards = stock_start(book) is not None
        self.used = GoodsRows(
            UsedForm, data, name="used", items=self.items, has_cards=self.has_cards
        )
        outputs = by_pk(found.exclude(kind="bahan"))
        self.made = GoodsRows(MadeForm, data, name="made", count=1, items=outputs)
        accounts = book.accounts.filter(is_heading=False, is_active=True, control="")
        self.accounts = by_pk(
            accounts.filter(cash_flow="cash") | accounts.filter(kind="expense").order_by("code")
        )
        for name in ("labour_from", "overhead_from"):
            choices = [("", "–"), *((k, str(a)) for k, a in self.accounts.items())]
            offer(self, name, choices)

    def is_valid(self) -> bool:
        """The form and every row."""
        return all([super().is_valid(), self.used.is_valid(), self.made.is_valid()])

    def forget_faults(self) -> None:
        """Only more rows were asked for."""
        for part in (self, *self.used.filled, *self.made.filled):
            part.errors.clear()

    def arguments(self) -> dict[str, Any]:
        """The batch as plain values, for `stock_queued_acts.py`."""
        data = self.cleaned_data
        account = {
            name: self.accounts[data[name]].pk if data[name] else None
            for name in ("labour_from", "overhead_from")
        }
        return {
            "on": data["date"].isoformat(),
            "used": [
                [
                    self.items[row.cleaned_data["item"]].pk,
                    str(row.cleaned_data["quantity"]),
                    int(row.cleaned_data.get("cost") or 0),
                ]
                for row in self.used.filled
            ],
            "made": [
                [
                    self.items[row.cleaned_data["item"]].pk,
                    str(row.cleaned_data["quantity"]),
                    str(row.cleaned_data.get("lost") or Decimal(0)),
                ]
                for row in self.made.filled
            ],
            "labour": int(data["labour"] or 0),
            "overhead": int(data["overhead"] or 0),
            **account,
            "workers": data["workers"],
            "note": data["note"],
            "key": data["key"],
        }


class StandardForm(forms.Form):
    """A standard of quality."""

    item = forms.ChoiceField(label=_("Hasil"))
    name = forms.CharField(
        label=_("Syarat mutu"),
        max_length=120,
        help_text=_("Misalnya: kering, tidak tengik, kemasan rapat."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Item.objects.filter(book=book, is_active=True).exclude(kind="bahan")
        self.items = by_pk(found)
        offer(self, "item", _choices(self.items))


class QualityForm(forms.Form):
    """One check of a batch."""

    standard = forms.ChoiceField(label=_("Syarat mutu"))
    is_met = forms.ChoiceField(
        label=_("Hasil periksa"), choices=[("ya", _("Memenuhi")), ("tidak", _("Tidak memenuhi"))]
    )
    found = forms.CharField(label=_("Yang ditemukan"), max_length=120, required=False)
    checked_by = forms.CharField(label=_("Pemeriksa"), max_length=120)
    checked_on = DayField(label=_("Tanggal periksa"))

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standards = by_pk(
            QualityStandard.objects.filter(
                is_active=True, item__in=batch.outputs.values("item")
            ).select_related("item")
        )
        offer(self, "standard", [(k, f"{s.item}: {s}") for k, s in self.standards.items()])


class StockCountForm(forms.Form):
    """What both counters found of every item."""

    date = DayField(label=_("Tanggal hitung"))
    first_counter = forms.CharField(label=_("Penghitung pertama"), max_length=120)
    second_counter = forms.CharField(label=_("Penghitung kedua"), max_length=120)
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(
            Item.objects.filter(book=book, is_active=True).select_related("stock_account")
        )
        for item in self.items:
            for name, label in (("first", _("Hitungan 1")), ("second", _("Hitungan 2"))):
                self.fields[f"{name}-{item.pk}"] = QuantityField(
                    label=label,
                    required=False,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )
            self.fields[f"price-{item.pk}"] = RupiahField(
                label=_("Harga per %(measure)s") % {"measure": item.measure}, required=False
            )

    def item_rows(self) -> list[tuple[Item, list[forms.BoundField]]]:
        """Each item with its fields, for the page."""
        names = ("first", "second", "price")
        return [(item, [self[f"{name}-{item.pk}"] for name in names]) for item in self.items]

    def counted_items(self) -> list[Item]:
        """The items somebody wrote a count for, in order; an empty field is not counted."""
        return [
            item
            for item in self.items
            if any(str(self.data.get(f"{n}-{item.pk}", "")).strip() for n in ("first", "second"))
        ]

    def arguments(self) -> dict[str, Any]:
        """The count as plain values."""
        data = self.cleaned_data
        return {
            "on": data["date"].isoformat(),
            "counted": [
                [
                    item.pk,
                    str(data[f"first-{item.pk}"]),
                    str(data[f"second-{item.pk}"]),
                    int(data[f"price-{item.pk}"] or 0) or None,
                ]
                for item in self.counted_items()
            ],
            "counters": [data["first_counter"], data["second_counter"]],
            "note": data["note"],
            "key": data["key"],
        }
