"""Dues: the month of a run, a payment, an exemption; and what the pooled fund is used for."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.calculations.periods import month_start
from ledger.forms.fields import YEARS, DayField, offer, shortened
from ledger.models import Book
from members.forms.savings import CashForm
from members.models import Beneficiary, Decision, Membership, SavingsProduct
from members.selectors.decisions import decisions_of
from members.selectors.dues_pages import DuesOfMember

MONTH = re.compile(r"(\d{4})-(\d{2})")


class MonthField(forms.CharField):
    """A month as `2026-01`, as the browser's month input sends it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "month"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        """The first day of the month, or None for an empty input."""
        if isinstance(value, date):
            return month_start(value)
        text = super().to_python(value)
        if not text:
            return None
        found = MONTH.fullmatch(text.strip())
        if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
            return date(int(found[1]), int(found[2]), 1)
        raise ValidationError(
            _("“%(text)s” bukan bulan. Tulis seperti 2026-01."), params={"text": shortened(text)}
        )

    def prepare_value(self, value: Any) -> Any:
        """What the browser's month input reads."""
        return value.strftime("%Y-%m") if isinstance(value, date) else value


class MonthForm(forms.Form):
    """The month that a run is about, inside the life of the book."""

    month = MonthField(label=gettext_lazy("Bulan"))

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = month_start(first), month_start(last)

    def clean_month(self) -> date:
        """Neither before the book began nor beyond the last month that makes sense."""
        month: date = self.cleaned_data["month"]
        if not self.first <= month <= self.last:
            raise ValidationError(
                _("Pilih bulan dari %(first)s sampai %(last)s."),
                params={"first": f"{self.first:%m/%Y}", "last": f"{self.last:%m/%Y}"},
            )
        return month


class DuesPaymentForm(CashForm):
    """Dues that a member pays: some months, part of one, or ahead."""

    product = forms.ChoiceField(label=gettext_lazy("Iuran"))
    field_order = ("product", "amount", "date", "cash")

    def __init__(self, *args: Any, dues: list[DuesOfMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dues = {item.product.code: item for item in dues}
        offer(self, "product", [(code, self._words(item)) for code, item in self.dues.items()])

    @staticmethod
    def _words(item: DuesOfMember) -> str:
        if not item.arrears.amount:
            return item.product.label
        return _("%(product)s · menunggak Rp %(amount)s") % {
            "product": item.product.label,
            "amount": format_rupiah(item.arrears.amount),
        }

    def chosen(self) -> DuesOfMember:
        """The dues that are paid."""
        return self.dues[self.cleaned_data["product"]]


class ExemptionForm(forms.Form):
    """From when to when a member owes no dues, and why."""

    product = forms.ChoiceField(label=gettext_lazy("Iuran"), required=False)
    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(
        label=gettext_lazy("Sampai"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila belum diketahui; dapat diakhiri kemudian."),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = membership.organization.savings_products.filter(kind__in=("wajib", "iks", "modal"))
        self.products = {product.code: product for product in found}
        every = [(code, product.label) for code, product in self.products.items()]
        offer(self, "product", [("", _("semua iuran")), *every])

    def chosen(self) -> SavingsProduct | None:
        """The dues waived; None for all."""
        return self.products.get(self.cleaned_data.get("product") or "")


class EndForm(forms.Form):
    """The last day of an exemption."""

    ends_on = DayField(label=gettext_lazy("Berakhir pada"))


class FundUseForm(CashForm):
    """What the pooled fund gives, to whom and by which decision."""

    beneficiary = forms.ChoiceField(label=gettext_lazy("Untuk"), choices=Beneficiary)
    recipient = forms.CharField(label=gettext_lazy("Penerima"), max_length=120)
    purpose = forms.CharField(label=gettext_lazy("Keperluan"), max_length=150)
    meeting_decision = forms.ModelChoiceField(
        label=gettext_lazy("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("(pilih keputusan)"),
        help_text=gettext_lazy("Jenis “Penggunaan dana bersama”; risalah rapatnya final."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Keputusan lain"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Nomor atau tanggal rapat, bila keputusannya tidak ada di daftar."),
    )
    field_order = (
        "beneficiary",
        "recipient",
        "purpose",
        "meeting_decision",
        "decision",
        "amount",
        "date",
        "cash",
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        decisions = cast("forms.ModelChoiceField[Decision]", self.fields["meeting_decision"])
        decisions.queryset = decisions_of(book.organization, kind="fund_use")

    def decision_words(self) -> str:
        """What the page shows before it books."""
        found = self.cleaned_data["meeting_decision"]
        return str(found) if found else self.cleaned_data["decision"]
