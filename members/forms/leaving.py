"""When a member leaves, why, by which decision, and when the savings are paid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from ledger.models import Book


class LeavingForm(forms.Form):
    """Everything that the settlement needs beside its figures."""

    on = DayField(label=_("Keluar pada"))
    requested_on = DayField(label=_("Minta berhenti pada"), required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=200)
    decision = forms.CharField(
        label=_("Keputusan"),
        max_length=120,
        help_text=_("Nomor keputusan rapat atau surat pengurus."),
    )
    due_on = DayField(
        label=_("Dibayar paling lambat"),
        help_text=_("Menurut anggaran dasar; sampai hari itu simpanannya menunggu sebagai utang."),
    )


class ClaimForm(forms.Form):
    """From which money, and on which day."""

    cash = forms.ChoiceField(label=_("Dibayar dari"))
    on = DayField(label=_("Dibayar pada"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cash = book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
        self.accounts = {a.code: a for a in cash.select_related("book").order_by("code")}
        offer(self, "cash", [(code, str(a)) for code, a in self.accounts.items()])
