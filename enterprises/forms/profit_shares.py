"""Weights of members, interim shares, payments, the rule of a group, days worked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms.profit import PercentField
from enterprises.models import ShareBasis
from enterprises.services.profit_shares import INTO
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book
from members.models import Decision, Membership, SavingsProduct
from members.selectors.decisions import decisions_of

TYPED = (ShareBasis.WORK_DAYS, ShareBasis.TRANSACTIONS)
"""Bases whose weights a group may keep on paper: offered from the records, open to correction."""
MOST = 10**12


class WeightsForm(forms.Form):
    """A weight for every member; `shown` says for which basis and year they were offered."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, members: Sequence[Membership], weights: Mapping[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            self.fields[f"w{member.pk}"] = forms.IntegerField(
                label=f"{member.number} {member.person.name}",
                min_value=0,
                max_value=MOST,
                initial=weights[member.pk],
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "money-input"}),
                error_messages={"invalid": _("Tulis bilangan bulat tanpa titik, misalnya 18.")},
            )

    def weights(self) -> list[int]:
        """In the order of the members."""
        return [int(self.cleaned_data[f"w{member.pk}"]) for member in self.members]


def cash_accounts(book: Book) -> dict[str, Account]:
    """Where money lies, by code."""
    found = book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
    return {account.code: account for account in found.order_by("code")}


class InterimForm(forms.Form):
    """How much is shared early, by which decision, from which money."""

    decision = forms.ModelChoiceField(
        label=_("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("(pilih keputusan)"),
        help_text=_("Keputusan jenis “Pembagian laba” dari rapat yang risalahnya sudah final."),
    )
    amount = RupiahField(label=_("Yang dibagi"))
    basis = forms.ChoiceField(label=_("Dibagi menurut"), choices=ShareBasis.choices)
    cash = forms.ChoiceField(label=_("Dibayar dari"))
    on = DayField(label=_("Tanggal bayar"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        decisions.queryset = decisions_of(book.organization, kind="profit_allocation")
        self.accounts = cash_accounts(book)
        offer(self, "cash", [(code, str(a)) for code, a in self.accounts.items()])


class PaymentForm(forms.Form):
    """Who is paid, and where the money goes: cash, bank, or each one's savings."""

    shares = forms.MultipleChoiceField(
        label=_("Yang dibayar"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu anggota.")},
    )
    to = forms.ChoiceField(label=_("Dibayar lewat"))
    on = DayField(label=_("Tanggal bayar"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, waiting: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "shares", [(str(share.pk), str(share.membership)) for share in waiting])
        self.accounts = cash_accounts(book)
        self.products = {
            f"s{product.pk}": product
            for product in SavingsProduct.objects.filter(
                organization__book=book, kind__in=INTO, is_active=True
            )
        }
        offer(
            self,
            "to",
            [
                *((code, str(account)) for code, account in self.accounts.items()),
                *((code, _("Masuk %(product)s") % {"product": product.label})
                  for code, product in self.products.items()),
            ],
        )  # fmt: skip


class ProfitRuleForm(forms.Form):
    """The least reserve, the limit of interim shares, from when, by which decision."""

    minimum_reserve = PercentField(label=_("Cadangan paling sedikit (persen dari laba)"))
    interim_limit = PercentField(
        label=_("Bagi hasil di muka paling banyak (persen dari laba sampai hari itu)")
    )
    valid_from = DayField(label=_("Berlaku sejak"))
    decision = forms.ModelChoiceField(
        label=_("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("(pilih keputusan)"),
        help_text=_("Keputusan jenis “Perubahan anggaran dasar atau aturan”."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        decisions.queryset = decisions_of(book.organization, kind="rule_change")


class WorkDaysForm(forms.Form):
    """The days each member worked in a month."""

    def __init__(
        self, *args: Any, members: Sequence[Membership], days: Mapping[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for member in members:
            self.fields[f"d{member.pk}"] = forms.IntegerField(
                label=f"{member.number} {member.person.name}",
                min_value=0,
                max_value=31,
                required=False,
                initial=days.get(member.pk),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "2"}),
                error_messages={"invalid": _("Tulis hari kerja antara 0 dan 31.")},
            )

    def days(self) -> dict[int, int]:
        """Membership id → days, of those that were filled in."""
        return {int(name[1:]): days for name, days in self.cleaned_data.items() if days is not None}


def month_of(text: str, fallback: date) -> date:
    """The first day of a month written as 2025-07; `fallback`'s month for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return fallback.replace(day=1)
