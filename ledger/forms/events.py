"""Which events to list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from ledger.models import Book
from ledger.selectors.events import acts_of, people_of
from ledger.templatetags.ledger_labels import act_label


class EventFilterForm(forms.Form):
    """Who, what, when, about which voucher, with which words."""

    who = forms.ChoiceField(label=_("Oleh"), required=False)
    act = forms.ChoiceField(label=_("Perbuatan"), required=False)
    start = DayField(label=_("Dari"), required=False)
    end = DayField(label=_("Sampai"), required=False)
    voucher = forms.CharField(label=_("Nomor bukti"), required=False, max_length=20)
    text = forms.CharField(label=_("Cari"), required=False, max_length=100)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = [("", _("Semua"))]
        offer(self, "who", everyone + [(str(p.pk), p.get_full_name()) for p in people_of(book)])
        acts = sorted(((act, act_label(act)) for act in acts_of(book)), key=lambda pair: pair[1])
        offer(self, "act", [("", _("Semua")), *acts])

    def clean(self) -> dict[str, Any]:
        """The range must run forward."""
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("Tanggal akhir harus sesudah tanggal awal."))
        return data

    def filters(self) -> dict[str, Any]:
        """What was asked, as the selector takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return data | {"who": int(data["who"])} if "who" in data else data
