"""What is asked for each act on a loan."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from ledger.forms.fields import YEARS, DayField, RupiahField, offer
from ledger.models import Account, Book, Kind
from members.forms.loan_products import CountField, PercentField
from members.models import Decision, LoanMethod, LoanProduct, LoanState, Organization
from members.selectors.decisions import decisions_of


def cash_of(book: Book) -> dict[str, Account]:
    """The accounts that money can come from or go to, by code."""
    accounts = book.accounts.filter(cash_flow="cash", is_heading=False).order_by("code")
    return {a.code: a for a in accounts if a.is_active}


class LoanFilterForm(forms.Form):
    """Search and filter of the loan list."""

    text = forms.CharField(label=gettext_lazy("Nomor atau nama"), max_length=60, required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        required=False,
        choices=[("", gettext_lazy("semua")), *LoanState.choices],
    )

    def clean_text(self) -> str:
        """PostgreSQL keeps no null characters."""
        text: str = self.cleaned_data["text"]
        return text.replace("\0", "")


class ApplicationForm(forms.Form):
    """Who asks for what."""

    member = forms.CharField(
        label=gettext_lazy("Nomor anggota"),
        max_length=20,
        widget=forms.TextInput(attrs={"list": "members-known", "autocomplete": "off"}),
    )
    product = forms.ChoiceField(label=gettext_lazy("Produk"))
    principal = RupiahField(label=gettext_lazy("Pokok pinjaman"))
    months = CountField(label=gettext_lazy("Jangka (bulan)"))
    on = DayField(label=gettext_lazy("Diajukan pada"))
    number = forms.CharField(label=gettext_lazy("Nomor pinjaman"), max_length=20)
    purpose = forms.CharField(label=gettext_lazy("Keperluan"), max_length=200)
    collateral = forms.CharField(label=gettext_lazy("Jaminan"), max_length=200, required=False)
    collateral_value = RupiahField(label=gettext_lazy("Nilai jaminan"), required=False)
    family = forms.CharField(
        label=gettext_lazy("Keluarga pengurus atau pengawas"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Tulis hubungannya, misalnya istri ketua. Diputus oleh ketua."),
    )

    def __init__(
        self, *args: Any, organization: Organization, products: list[LoanProduct], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        self.products = {str(p.pk): p for p in products}
        offer(self, "product", [(key, p.name) for key, p in self.products.items()])

    def clean_member(self) -> Any:
        """The membership of that number."""
        number = self.cleaned_data["member"].replace("\0", "").strip()
        found = self.organization.memberships.select_related("person").filter(number=number)
        member = found.first()
        if member is None:
            raise forms.ValidationError(
                gettext_lazy("Tidak ada anggota dengan nomor itu. Pilih dari daftar.")
            )
        return member

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        data["membership"] = data.pop("member")
        data["product"] = self.products[data["product"]]
        data["principal"] = int(data["principal"])
        data["collateral_value"] = int(data["collateral_value"] or 0)
        return data


class AnalysisForm(forms.Form):
    """What was looked at; rupiah a month."""

    on = DayField(label=gettext_lazy("Dianalisis pada"))
    income = RupiahField(label=gettext_lazy("Penghasilan sebulan"))
    living_cost = RupiahField(label=gettext_lazy("Pengeluaran sebulan"))
    other_instalments = RupiahField(label=gettext_lazy("Angsuran lain sebulan"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Yang dilihat dan ditanyakan"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recommends = forms.BooleanField(label=gettext_lazy("Layak diberi"), required=False)


class DecisionForm(forms.Form):
    """Yes or no, with a number."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[("ya", gettext_lazy("Disetujui")), ("tidak", gettext_lazy("Ditolak"))],
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("Tanggal"))
    decision_no = forms.CharField(
        label=gettext_lazy("Nomor keputusan"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kosong: diberi nomor urut."),
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=200, required=False)


class MoneyForm(forms.Form):
    """On which day, through which cash account."""

    on = DayField(label=gettext_lazy("Tanggal"))
    cash = forms.ChoiceField(label=gettext_lazy("Kas atau bank"))
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = cash_of(book)
        offer(self, "cash", [(code, f"{code} {a.label}") for code, a in self.accounts.items()])

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        data["cash"] = self.accounts[data["cash"]]
        data["key"] = data["key"].replace("\0", "") or None
        return data


class PaymentForm(MoneyForm):
    """How much; the penalty as the rule says unless another sum stands."""

    amount = RupiahField(label=gettext_lazy("Jumlah dibayar"))
    penalty = RupiahField(
        label=gettext_lazy("Denda"),
        required=False,
        help_text=gettext_lazy("Kosong: menurut aturan produk."),
    )
    waive_reason = forms.CharField(
        label=gettext_lazy("Alasan denda dibebaskan"), max_length=200, required=False
    )
    field_order = ("amount", "on", "cash", "penalty", "waive_reason", "key")

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = super().given()
        data["amount"] = int(data["amount"])
        data["penalty"] = None if data["penalty"] is None else int(data["penalty"])
        return data


class RecoveryForm(MoneyForm):
    """Money on a loan that was written off."""

    amount = RupiahField(label=gettext_lazy("Jumlah diterima"))
    field_order = ("amount", "on", "cash", "key")

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = super().given()
        data["amount"] = int(data["amount"])
        return data


class DecidedForm(forms.Form):
    """An act that rests on a decision."""

    on = DayField(label=gettext_lazy("Tanggal"))
    decision_no = forms.CharField(label=gettext_lazy("Nomor keputusan"), max_length=60)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class RescheduleForm(DecidedForm):
    """New terms for what is still owed."""

    months = CountField(label=gettext_lazy("Jangka baru (bulan)"))
    annual_rate = PercentField(label=gettext_lazy("Bunga setahun (%)"))
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    field_order = ("on", "months", "annual_rate", "decision_no", "reason", "shown")

    def ask_again(self, waived: int) -> bool:
        """Whether another penalty than the page showed would be waived; it is shown next time."""
        if str(waived) == self.cleaned_data.pop("shown"):
            return False
        self.data = {**self.data, "shown": str(waived)}
        self.add_error(
            "on",
            gettext_lazy("Denda yang dihapuskan berubah menurut tanggal. Periksa, lalu ulangi."),
        )
        return True


class WriteOffForm(DecidedForm):
    """Which decision of which meeting; a number alone where the organization asks for no more."""

    decision = forms.ModelChoiceField(
        label=gettext_lazy("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("(pilih keputusan)"),
        help_text=gettext_lazy("Jenis “Penghapusan pinjaman”, dari rapat yang risalahnya final."),
    )
    field_order = ("on", "decision", "decision_no", "reason")

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        decisions.queryset = decisions_of(organization, kind="write_off", unused=True)
        self.fields["decision_no"].required = False


class AllowanceForm(forms.Form):
    """Of which month."""

    year = CountField(label=gettext_lazy("Tahun"))
    month = CountField(label=gettext_lazy("Bulan"))

    def clean_year(self) -> int:
        """A year of the calendar."""
        year: int = self.cleaned_data["year"]
        if year not in YEARS:
            raise forms.ValidationError(gettext_lazy("Tulis tahun seperti 2025."))
        return year

    def clean_month(self) -> int:
        """One of twelve."""
        month: int = self.cleaned_data["month"]
        if not 1 <= month <= 12:
            raise forms.ValidationError(gettext_lazy("Tulis bulan dari 1 sampai 12."))
        return month


class GroupLoanForm(forms.Form):
    """A loan from a bank, and who takes how much of it."""

    number = forms.CharField(label=gettext_lazy("Nomor perjanjian"), max_length=20)
    lender = forms.CharField(label=gettext_lazy("Pemberi pinjaman"), max_length=120)
    principal = RupiahField(label=gettext_lazy("Pokok pinjaman"))
    months = CountField(label=gettext_lazy("Jangka (bulan)"))
    method = forms.ChoiceField(label=gettext_lazy("Cara bunga"), choices=LoanMethod)
    annual_rate = PercentField(label=gettext_lazy("Bunga setahun (%)"))
    received_on = DayField(label=gettext_lazy("Diterima pada"))
    account = forms.ChoiceField(label=gettext_lazy("Akun utang"))
    interest_account = forms.ChoiceField(label=gettext_lazy("Akun beban bunga"))

    def __init__(self, *args: Any, organization: Organization, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = organization.book.accounts.filter(is_heading=False).order_by("code")
        self.found = {a.code: a for a in accounts if a.is_active}
        lenders = [(c, f"{c} {a.label}") for c, a in self.found.items() if a.control == "lender"]
        costs = [(c, f"{c} {a.label}") for c, a in self.found.items() if a.kind == Kind.EXPENSE]
        offer(self, "account", [("", gettext_lazy("(pilih akun)")), *lenders])
        offer(self, "interest_account", [("", gettext_lazy("(pilih akun)")), *costs])
        members = organization.memberships.in_force(on).select_related("person")
        self.members = {f"share-{m.pk}": m for m in members.order_by("number")}
        for name, member in self.members.items():
            label = f"{member.number} {member.person.name}"
            self.fields[name] = RupiahField(label=label, required=False)

    def term_fields(self) -> list[Any]:
        """The loan itself."""
        return [self[name] for name in self.fields if name not in self.members]

    def share_fields(self) -> list[Any]:
        """One input for each member."""
        return [self[name] for name in self.members]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in self.members}
        data["principal"] = int(data["principal"])
        data["account"] = self.found[data["account"]]
        data["interest_account"] = self.found[data["interest_account"]]
        data["shares"] = {
            member: int(part)
            for name, member in self.members.items()
            if (part := self.cleaned_data.get(name))
        }
        return data
