"""Bank accounts: opening one, reading a statement in, booking what only the bank knew."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import BankAccount, BankLayout, BankLine
from enterprises.selectors.bank import LAYOUT_FIELDS, Layout, layouts
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Subsidiary
from members.models import Membership, Office, Person


def people_of(book: Book) -> dict[str, Person]:
    """Who may sign for the group: its officers and members of today, by number."""
    organization = book.organization
    people = Person.objects.filter(
        pk__in=Office.objects.filter(organization=organization).values("person")
    ) | Person.objects.filter(
        pk__in=Membership.objects.filter(organization=organization, left_on=None).values("person")
    )
    return {str(person.pk): person for person in people.order_by("name")}


class SignatoriesForm(forms.Form):
    """The two who sign."""

    first_signatory = forms.ChoiceField(label=_("Penanda tangan pertama"))
    second_signatory = forms.ChoiceField(
        label=_("Penanda tangan kedua"),
        help_text=_("Uang kelompok diambil dengan dua tanda tangan."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people_of(book)
        choices = [("", "–"), *((key, person.name) for key, person in self.people.items())]
        offer(self, "first_signatory", choices)
        offer(self, "second_signatory", choices)

    def signatories(self) -> tuple[Person, Person]:
        """Both, as chosen."""
        data = self.cleaned_data
        return self.people[data["first_signatory"]], self.people[data["second_signatory"]]


class BankAccountForm(SignatoriesForm):
    """A bank account of the group."""

    account = forms.ChoiceField(label=_("Akun dalam buku"))
    bank = forms.CharField(label=_("Bank"), max_length=60)
    number = forms.CharField(label=_("Nomor rekening"), max_length=40)
    holder = forms.CharField(
        label=_("Atas nama"),
        max_length=120,
        help_text=_("Seperti tertulis di buku tabungan; bantuan hanya cair ke nama kelompok."),
    )
    starts_on = DayField(label=_("Rekening koran mulai"))
    start_balance = RupiahField(
        label=_("Saldo bank sebelum hari itu"), help_text=_("Dari rekening koran atau buku bank.")
    )

    field_order = [
        *("account", "bank", "number", "holder", "first_signatory", "second_signatory"),
        *("starts_on", "start_balance"),
    ]

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        free = book.accounts.filter(
            cash_flow="cash", is_heading=False, is_active=True, bank_account__isnull=True
        ).exclude(purpose="cash")
        self.accounts = {str(a.pk): a for a in free.select_related("book").order_by("code")}
        offer(self, "account", [(key, a.label) for key, a in self.accounts.items()])

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "account": self.accounts[data["account"]],
            "signatories": self.signatories(),
            "start_balance": int(data["start_balance"]),
            **{key: data[key] for key in ("bank", "number", "holder", "starts_on")},
        }


class StatementForm(forms.Form):
    """A file from the bank, and how its CSV is laid out."""

    file = forms.FileField(
        label=_("Berkas rekening koran"),
        help_text=_(".csv, .ofx, .sta (MT940), atau .qif; paling besar 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.ofx,.qfx,.sta,.mt940,.qif"}),
        error_messages={"empty": _("Berkas kosong.")},
    )
    layout = forms.ChoiceField(
        label=_("Susunan CSV"), help_text=_("Hanya untuk .csv. Bila tidak cocok, ubah susunannya.")
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layouts = {found.key: found for found in layouts(book)}
        offer(self, "layout", [(key, found.name) for key, found in self.layouts.items()])

    def columns(self) -> Mapping[str, str]:
        """The titles of the chosen layout."""
        return self.layouts[self.cleaned_data["layout"]].columns


class LayoutForm(forms.ModelForm):
    """The titles of the columns of a bank's CSV."""

    class Meta:
        model = BankLayout
        fields = ["name", *LAYOUT_FIELDS]
        help_texts = {
            "date_column": _("Tulis judul kolom persis seperti di berkas."),
            "text_columns": _("Beberapa kolom dipisah dengan tanda |"),
            "amount_column": _("Bila masuk dan keluar satu kolom."),
            "mark_column": _("Kolom yang berisi DB atau CR; kosongkan bila menempel di jumlah."),
        }

    def __init__(self, *args: Any, start: Layout | None = None, **kwargs: Any) -> None:
        initial = {"name": start.name.partition(" (")[0], **start.columns} if start else {}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def columns(self) -> dict[str, str]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in LAYOUT_FIELDS}


class BankVoucherForm(forms.Form):
    """The other side of a line that only the bank knew."""

    account = forms.ChoiceField(label=_("Untuk apa"))
    subsidiary = forms.ChoiceField(
        label=_("Rekening pembantu"),
        required=False,
        help_text=_("Wajib bila akun itu punya rekening pembantu."),
    )
    narration = forms.CharField(label=_("Uraian"), max_length=200)
    key = KeyField()

    def __init__(self, *args: Any, bank_line: BankLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bank: BankAccount = bank_line.bank_account
        accounts = bank.book.accounts.filter(is_heading=False, is_active=True)
        own = accounts.exclude(pk=bank.account_id).select_related("book").order_by("code")
        self.accounts: dict[str, Account] = {str(a.pk): a for a in own}
        parts = bank.book.subsidiaries.filter(is_active=True).select_related("account")
        self.subsidiaries: dict[str, Subsidiary] = {str(s.pk): s for s in parts}
        offer(self, "account", [(key, str(a)) for key, a in self.accounts.items()])
        offer(
            self,
            "subsidiary",
            [("", "–"), *((k, f"{s.account.code} {s}") for k, s in self.subsidiaries.items())],
        )
