"""Money of customers and goods that come back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.sales import QuantityField
from enterprises.models import SaleLine
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book


def cash_accounts(book: Book) -> dict[str, Account]:
    """The accounts in which money lies, by id."""
    return {
        str(a.pk): a
        for a in book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
    }


class MoneyForm(forms.Form):
    """An amount, a day and a cash account."""

    date = DayField(label=_("Tanggal"))
    amount = RupiahField(label=_("Jumlah (Rp)"))
    cash = forms.ChoiceField(label=_("Masuk ke"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = cash_accounts(book)
        offer(self, "cash", [(k, a.label) for k, a in self.accounts.items()])


class PaymentForm(MoneyForm):
    """A payment of what is owed; the sale it pays, or the oldest first."""

    sale = forms.ChoiceField(label=_("Untuk nota"), required=False)
    reference = forms.CharField(label=_("No. bukti sendiri"), max_length=60, required=False)

    def __init__(self, *args: Any, claims: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(c.sale.pk), c.sale.voucher.code) for c in claims if c.sale is not None]
        offer(self, "sale", [("", _("yang paling lama dahulu")), *named])


class AdvanceForm(MoneyForm):
    """Money before the sale."""

    purpose = forms.CharField(label=_("Untuk"), max_length=120, required=False)


class ReturnForm(forms.Form):
    """How much of each line came back, when and why."""

    date = DayField(label=_("Tanggal"))
    reason = forms.CharField(label=_("Alasan"), max_length=200)
    paid_from = forms.ChoiceField(
        label=_("Uang dikembalikan dari"),
        required=False,
        help_text=_("Hanya bila pembeli sudah membayar barang itu."),
    )
    key = KeyField()

    def __init__(self, *args: Any, book: Book, lines: Sequence[SaleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        self.accounts = cash_accounts(book)
        offer(self, "paid_from", [("", "–"), *((k, a.label) for k, a in self.accounts.items())])
        for number, line in enumerate(self.lines):
            self.fields[self._name(number)] = QuantityField(
                label=f"{line.name} ({line.measure})",
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @staticmethod
    def _name(number: int) -> str:
        return "quantity" if number == 0 else f"quantity_{number}"

    @property
    def quantity_fields(self) -> list[forms.BoundField]:
        """One for each line."""
        return [self[self._name(number)] for number in range(len(self.lines))]

    def quantities(self) -> dict[int, Decimal]:
        """Line id → what came back."""
        given = {
            line.pk: self.cleaned_data.get(self._name(number))
            for number, line in enumerate(self.lines)
        }
        return {pk: quantity for pk, quantity in given.items() if quantity}
