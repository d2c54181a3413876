"""The desk: what is asked for a deposit, a withdrawal and a transfer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.forms import fields
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, CashFlow
from members.models import Membership, Organization, SavingsKind, SavingsProduct
from members.selectors.savings_accounts import HeldAccount

PLACES = {"on": "date", "source": "account", "product": "account"}
"""Where a service's field stands on a page that has none of its name."""


def add_refusal(form: forms.Form, error: Exception) -> None:
    """Put what the desk's services refused at its field, or above the form."""
    fields.add_refusal(form, error, **PLACES)


class SaverFilterForm(forms.Form):
    """Which members the list shows."""

    text = forms.CharField(label=gettext_lazy("Nama atau nomor"), max_length=60, required=False)
    product = forms.ChoiceField(label=gettext_lazy("Simpanan"), required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = organization.savings_products.exclude(kind=SavingsKind.IKS)
        self.products = {product.code: product for product in found}
        offer(
            self, "product", [("", _("semua")), *((c, p.label) for c, p in self.products.items())]
        )

    def chosen(self) -> SavingsProduct | None:
        """The product, or None for all."""
        return self.products.get(self.cleaned_data.get("product") or "")


class MemberSearchForm(forms.Form):
    """Who stands before the desk."""

    text = forms.CharField(
        label=gettext_lazy("Nama atau nomor anggota"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class MovementForm(forms.Form):
    """What every movement asks: how much, on which day, and the key that makes it happen once."""

    amount = RupiahField(label=gettext_lazy("Jumlah"))
    date = DayField(label=gettext_lazy("Tanggal"))
    key = KeyField()

    def clean_amount(self) -> Any:
        """Nothing is moved by zero; an empty amount is refused by the field itself."""
        amount = self.cleaned_data["amount"]
        if amount is not None and amount <= 0:
            raise ValidationError(_("Jumlah harus di atas nol."))
        return amount

    def hide(self) -> None:
        """Carry what was typed along while the figures are confirmed."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class CashForm(MovementForm):
    """A movement that goes through a drawer or a bank account."""

    cash = forms.ChoiceField(label=gettext_lazy("Kas atau bank"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = book.accounts.filter(
            cash_flow=CashFlow.CASH, is_heading=False, is_active=True
        ).order_by("code")
        self.drawers = {account.code: account for account in found}
        offer(self, "cash", [(code, str(account)) for code, account in self.drawers.items()])

    def drawer(self) -> Account:
        """The account through which the money goes."""
        return self.drawers[self.cleaned_data["cash"]]


class DepositForm(CashForm):
    """Money that a member brings."""

    product = forms.ChoiceField(label=gettext_lazy("Simpanan"))
    field_order = ("product", "amount", "date", "cash")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = (
            membership.organization.savings_products.filter(is_active=True)
            .exclude(kind=SavingsKind.BERJANGKA)
            .select_related("account", "organization__book")
        )
        self.products = {product.code: product for product in found}
        offer(self, "product", [(code, p.label) for code, p in self.products.items()])

    def chosen(self) -> SavingsProduct:
        """The product that is paid into."""
        return self.products[self.cleaned_data["product"]]


class AccountForm(MovementForm):
    """A movement out of one of a member's accounts."""

    account = forms.ChoiceField(label=gettext_lazy("Dari rekening"))

    def __init__(self, *args: Any, held: list[HeldAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [item for item in held if not item.account.certificate]
        free.sort(key=lambda item: not item.account.product.is_withdrawable)
        self.held = {str(item.account.pk): item for item in free}
        offer(
            self,
            "account",
            [
                (pk, f"{item.account.product.label} · Rp {format_rupiah(item.balance)}")
                for pk, item in self.held.items()
            ],
        )

    def chosen(self) -> HeldAccount:
        """The account that gives."""
        return self.held[self.cleaned_data["account"]]


class WithdrawalForm(AccountForm, CashForm):
    """Money that a member takes."""

    field_order = ("account", "amount", "date", "cash")


class TransferForm(AccountForm):
    """Savings that go to another account, of the same member or of another one."""

    number = forms.CharField(label=gettext_lazy("Nomor anggota penerima"), max_length=20)
    target = forms.ChoiceField(label=gettext_lazy("Ke simpanan"))
    field_order = ("account", "number", "target", "amount", "date")

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        found = (
            organization.savings_products.filter(is_active=True)
            .exclude(kind__in=(SavingsKind.BERJANGKA, SavingsKind.IKS))
            .select_related("account", "organization__book")
        )
        self.products = {product.code: product for product in found}
        offer(self, "target", [(code, p.label) for code, p in self.products.items()])

    def clean_number(self) -> Membership:
        """The member of that number."""
        number = self.cleaned_data["number"].strip()
        found = (
            self.organization.memberships.filter(number__iexact=number, joined_on__isnull=False)
            .select_related("person", "organization__book")
            .first()
        )
        if found is None:
            raise ValidationError(
                _("Tidak ada anggota bernomor “%(number)s”. Periksa pada daftar anggota."),
                params={"number": number},
            )
        return found

    def target_product(self) -> SavingsProduct:
        """The product that receives."""
        return self.products[self.cleaned_data["target"]]
