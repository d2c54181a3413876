"""What is asked to share an SHU: its policy, the decision, the payment, the use of a fund."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import ShuPoolKind, ShuShare, ShuWay
from cooperatives.selectors.bylaws import choice_label, rule_kinds
from cooperatives.selectors.shu import Kinds, YearPolicy
from cooperatives.services.shu_payments import TARGETS
from enterprises.forms.profit import PercentField
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, CashFlow
from members.models import Decision, SavingsProduct
from members.selectors.decisions import decisions_of

CHOICES = {
    "style": "shu_style",
    "capital_method": "shu_capital",
    "leavers": "shu_leavers",
    "rounding": "shu_rounding",
    "non_member": "shu_non_member",
}
"""Field → rule of the bylaws whose choices it offers."""


class PolicyForm(forms.Form):
    """The policy of one year; it begins with what the bylaws say."""

    year = forms.IntegerField(label=_("Tahun buku"), min_value=2000, max_value=2100)

    def __init__(
        self,
        *args: Any,
        policy: YearPolicy,
        kinds: Sequence[tuple[Kinds, str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rule in CHOICES.items():
            kind = rule_kinds()[rule]
            self.fields[name] = forms.ChoiceField(
                label=kind.label,
                help_text=kind.hint,
                choices=[(c, choice_label(rule, c)) for c in kind.choices],
                initial=getattr(policy, name),
            )
        for pool in ShuPoolKind.values:
            kind = rule_kinds()[f"shu_{pool}"]
            self.fields[pool] = PercentField(
                label=kind.label,
                help_text=kind.hint,
                required=False,
                initial=f"{policy.percentages.get(pool, Decimal(0)).normalize():f}".replace(
                    ".", ","
                ),
            )
        self.kinds = {self.name_of(kind): kind for kind, _words, _total in kinds}
        for kind_, words, _total in kinds:
            self.fields[self.name_of(kind_)] = forms.IntegerField(
                label=words,
                min_value=0,
                max_value=1000,
                required=False,
                initial=policy.weights.get(kind_, 1),
                help_text=_("Bobot: satu rupiah dihitung sebagai berapa. 0: tidak dihitung."),
            )

    @staticmethod
    def name_of(kind: Kinds) -> str:
        """The field of a kind of business."""
        return f"weight_{kind[0]}_{kind[1]}"

    def policy(self) -> YearPolicy:
        """What was filled in."""
        data = self.cleaned_data
        skipped = () if data["style"] == "two_level" else (ShuPoolKind.MEMBERS,)
        weights = {
            kind: 1 if data[name] is None else data[name] for name, kind in self.kinds.items()
        }
        return YearPolicy(
            percentages={
                pool: data[pool] or Decimal(0) for pool in ShuPoolKind.values if pool not in skipped
            },
            weights=weights,
            **{name: data[name] for name in CHOICES},
        )


class ApproveForm(forms.Form):
    """The decision of the members' meeting."""

    decision = forms.ModelChoiceField(
        label=_("Keputusan rapat"),
        queryset=Decision.objects.none(),
        empty_label=_("(pilih keputusan)"),
        help_text=_("Keputusan jenis “Pembagian SHU” dari rapat yang risalahnya sudah final."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Decision]", self.fields["decision"])
        field.queryset = decisions_of(book.organization, kind="shu", unused=True)


class BookForm(forms.Form):
    """The day on which the sharing is booked."""

    on = DayField(label=_("Tanggal pembukuan"))


class WithdrawForm(forms.Form):
    """Why a calculation is taken back."""

    reason = forms.CharField(label=_("Alasan dibatalkan"), max_length=200)


def drawers_of(book: Book) -> dict[str, Account]:
    """Cash and bank accounts by code."""
    found = book.accounts.filter(cash_flow=CashFlow.CASH, is_heading=False, is_active=True)
    return {account.code: account for account in found.order_by("code")}


class PayForm(forms.Form):
    """Who receives the share, how, and on which day."""

    shares = forms.MultipleChoiceField(
        label=_("Anggota yang menerima"), widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(label=_("Cara"), choices=ShuWay)
    cash = forms.ChoiceField(label=_("Kas atau bank"), required=False)
    product = forms.ChoiceField(label=_("Simpanan yang menerima"), required=False)
    consent = forms.CharField(
        label=_("Surat persetujuan anggota"),
        max_length=120,
        required=False,
        help_text=_("Nomor atau tanggal suratnya; wajib bila SHU menambah modal."),
    )
    on = DayField(label=_("Tanggal bayar"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, waiting: Sequence[ShuShare], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawers = drawers_of(book)
        kinds = {kind for found in TARGETS.values() for kind in found}
        found = book.organization.savings_products.filter(kind__in=kinds, is_active=True)
        self.products: dict[str, SavingsProduct] = {product.code: product for product in found}
        offer(self, "shares", [(str(s.pk), _label(s)) for s in waiting])
        offer(self, "cash", [("", "–"), *((c, str(a)) for c, a in self.drawers.items())])
        offer(self, "product", [("", "–"), *((c, p.label) for c, p in self.products.items())])


def _label(share: ShuShare) -> str:
    amount = f"{share.total:,}".replace(",", ".")
    return f"{share.membership.number} {share.membership.person.name} · Rp {amount}"


class FundForm(forms.Form):
    """What a fund gives, to whom and by which decision."""

    recipient = forms.CharField(label=_("Penerima"), max_length=120)
    purpose = forms.CharField(label=_("Keperluan"), max_length=150)
    decision = forms.CharField(
        label=_("Keputusan rapat"),
        max_length=120,
        help_text=_("Nomor atau tanggal rapat yang memutuskan."),
    )
    amount = RupiahField(label=_("Jumlah"))
    on = DayField(label=_("Tanggal"))
    cash = forms.ChoiceField(label=_("Kas atau bank"))
    key = KeyField()

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawers = drawers_of(book)
        offer(self, "cash", [(code, str(a)) for code, a in self.drawers.items()])
