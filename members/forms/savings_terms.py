"""Products of savings, their terms, and certificates of time savings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Account, Book
from members.forms.savings import CashForm
from members.models import InterestMethod, Membership, SavingsKind, SavingsProduct
from members.selectors.savings_terms import TERMS

PERCENT: dict[str, Any] = {"min_value": 0, "max_value": 100, "required": False, "localize": False}


class TermsFields(forms.Form):
    """Amounts and rates: what a change of terms can change."""

    fixed_amount = RupiahField(
        label=gettext_lazy("Jumlah tetap"),
        required=False,
        help_text=gettext_lazy("Seluruh pokok, atau iuran sebulan. Kosongkan bila bebas."),
    )
    minimum = RupiahField(label=gettext_lazy("Setoran paling kecil"), required=False)
    interest_percent = forms.DecimalField(
        label=gettext_lazy("Bunga setahun (%)"), max_digits=6, decimal_places=3, **PERCENT
    )
    interest_method = forms.ChoiceField(
        label=gettext_lazy("Cara bunga"), choices=InterestMethod, required=False
    )
    is_taxed = forms.BooleanField(label=gettext_lazy("Bunga dipotong pajak final"), required=False)
    break_penalty_percent = forms.DecimalField(
        label=gettext_lazy("Potongan bila dicairkan sebelum jatuh tempo (%)"),
        max_digits=5,
        decimal_places=2,
        **PERCENT,
    )
    due_day = forms.IntegerField(
        label=gettext_lazy("Iuran jatuh tempo tiap tanggal"), min_value=1, max_value=31
    )

    def terms(self) -> dict[str, Any]:
        """The terms as the services take them; what is empty is none or zero."""
        data = self.cleaned_data
        fixed = data["fixed_amount"]
        return {
            "fixed_amount": int(fixed) if fixed is not None else None,
            "minimum": int(data["minimum"] or 0),
            "interest_percent": data["interest_percent"] or 0,
            "interest_method": data["interest_method"],
            "break_penalty_percent": data["break_penalty_percent"] or 0,
            "due_day": data["due_day"],
            "is_taxed": data["is_taxed"],
        }

    @staticmethod
    def initial_of(product: SavingsProduct) -> dict[str, Any]:
        """The terms of a product as the form shows them."""
        return {name: getattr(product, name) for name in TERMS}


class ProductFields(forms.Form):
    """What belongs to a product itself."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Nama (Inggris)"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=SavingsKind)
    account = forms.ChoiceField(label=gettext_lazy("Akun simpanan"))
    interest_account = forms.ChoiceField(
        label=gettext_lazy("Akun beban jasa simpanan"), required=False
    )
    tax_account = forms.ChoiceField(label=gettext_lazy("Akun utang pajak bunga"), required=False)
    is_withdrawable = forms.BooleanField(
        label=gettext_lazy("Dapat diambil sewaktu-waktu"), required=False
    )
    counts_for_shu = forms.BooleanField(
        label=gettext_lazy("Dihitung untuk pembagian SHU"), required=False
    )
    starts_next_month = forms.BooleanField(
        label=gettext_lazy("Anggota baru membayar iuran mulai bulan berikutnya"), required=False
    )
    is_active = forms.BooleanField(label=gettext_lazy("Dipakai"), required=False)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = book.accounts.filter(is_heading=False, is_active=True).order_by("code")
        self.accounts = {account.code: account for account in found}
        self._offer("account", lambda a: a.kind in ("liability", "equity"), needs=True)
        self._offer("interest_account", lambda a: a.kind == "expense")
        self._offer("tax_account", lambda a: a.kind == "liability" and not a.control)

    def _offer(self, name: str, fits: Any, *, needs: bool = False) -> None:
        chosen = [(code, str(a)) for code, a in self.accounts.items() if fits(a)]
        offer(self, name, [("", gettext_lazy("(pilih akun)") if needs else "–"), *chosen])

    def facts(self) -> dict[str, Any]:
        """The fields of the product as the services take them."""
        data = dict(self.cleaned_data)
        names = ("name", "name_en", "kind", "is_withdrawable", "counts_for_shu",
                 "starts_next_month", "is_active")  # fmt: skip
        return {name: data[name] for name in names} | {
            name: self._account(data[name])
            for name in ("account", "interest_account", "tax_account")
        }

    def _account(self, code: str) -> Account | None:
        return self.accounts.get(code)

    @staticmethod
    def initial_of(product: SavingsProduct) -> dict[str, Any]:
        """A product as the form shows it."""
        names = ("name", "name_en", "kind", "is_withdrawable", "counts_for_shu",
                 "starts_next_month", "is_active")  # fmt: skip
        return {name: getattr(product, name) for name in names} | {
            name: found.code if (found := getattr(product, name)) else ""
            for name in ("account", "interest_account", "tax_account")
        }


class NewProductForm(ProductFields, TermsFields):
    """A product with its first terms."""

    code = forms.SlugField(
        label=gettext_lazy("Kode"),
        max_length=20,
        help_text=gettext_lazy("Huruf kecil, angka, tanda hubung; misalnya kurban."),
    )
    field_order = ("code", "name", "name_en", "kind", "account", "interest_account", "tax_account")


class ChangeTermsForm(TermsFields):
    """New terms from a month on."""

    valid_from = DayField(
        label=gettext_lazy("Berlaku mulai"), help_text=gettext_lazy("Tanggal 1 suatu bulan.")
    )
    decision = forms.CharField(
        label=gettext_lazy("Dasar keputusan"),
        max_length=120,
        help_text=gettext_lazy("Nomor atau tanggal rapat yang memutuskan."),
    )
    field_order = ("valid_from", "decision")


class CertificateForm(CashForm):
    """Money that a member places for a term."""

    product = forms.ChoiceField(label=gettext_lazy("Simpanan"))
    certificate = forms.CharField(label=gettext_lazy("Nomor bilyet"), max_length=20)
    months = forms.IntegerField(
        label=gettext_lazy("Jangka waktu (bulan)"), min_value=1, max_value=120
    )
    field_order = ("product", "certificate", "amount", "months", "date", "cash")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = membership.organization.savings_products.filter(
            is_active=True, kind=SavingsKind.BERJANGKA
        ).select_related("account", "organization__book")
        self.products = {product.code: product for product in found}
        offer(self, "product", [(code, p.label) for code, p in self.products.items()])

    def chosen(self) -> SavingsProduct:
        """The product that is placed into."""
        return self.products[self.cleaned_data["product"]]


class PayoutForm(forms.Form):
    """When a certificate is paid out, and from where."""

    date = DayField(label=gettext_lazy("Tanggal"))
    cash = forms.ChoiceField(label=gettext_lazy("Kas atau bank"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
        self.drawers = {account.code: account for account in found.order_by("code")}
        offer(self, "cash", [(code, str(a)) for code, a in self.drawers.items()])

    def drawer(self) -> Account:
        """The account that pays."""
        return self.drawers[self.cleaned_data["cash"]]

    def hide(self) -> None:
        """Carry what was typed along while the figures are confirmed."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class ProlongForm(forms.Form):
    """For how many months a certificate runs on."""

    months = forms.IntegerField(
        label=gettext_lazy("Diperpanjang (bulan)"), min_value=1, max_value=120
    )
    shown = forms.DateField(required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    """The maturity that the page showed."""
