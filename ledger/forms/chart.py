"""Forms of accounts and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import offer
from ledger.models import Account, Book


class NamesForm(forms.Form):
    """A name in both languages."""

    name = forms.CharField(label=_("Nama"), max_length=100)
    name_en = forms.CharField(label=_("Nama dalam bahasa Inggris"), max_length=100, required=False)


class AfterForm(forms.Form):
    """Behind which account."""

    after = forms.ChoiceField(
        label=_("Letakkan sesudah akun"),
        help_text=_("Golongan, saldo normal, arus kas dan baris laporannya mengikuti akun ini."),
    )

    def __init__(self, book: Book, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account_by_pk: dict[str, Account] = {}
        groups: list[tuple[str, list[tuple[str, str]]]] = [("", [("", "")])]
        for account in book.accounts.select_related("engine_account", "book").order_by("code"):
            if account.is_heading:
                groups.append((account.label, []))
            elif account.is_active:
                self.account_by_pk[str(account.pk)] = account
                groups[-1][1].append((str(account.pk), str(account)))
        offer(self, "after", [*groups[0][1], *(group for group in groups[1:] if group[1])])

    @property
    def after_account(self) -> Account:
        """The chosen account."""
        return self.account_by_pk[self.cleaned_data["after"]]


class NewAccountForm(AfterForm, NamesForm):
    """A new account."""

    field_order = ("after", "name", "name_en")


class NewUnitForm(NamesForm):
    """A new unit."""

    code = forms.RegexField(
        label=_("Kode"),
        regex=r"^[A-Z0-9-]{2,10}$",
        error_messages={"invalid": _("2 sampai 10 huruf besar atau angka, misalnya TOKO.")},
    )

    field_order = ("code", "name", "name_en")


class UnitForm(NamesForm):
    """Change a unit."""

    is_active = forms.BooleanField(label=_("Dipakai"), required=False)
