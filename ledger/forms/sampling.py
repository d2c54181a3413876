"""Drawing a sample and marking its items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.checking import tick_marks
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.models import Book, SampleMethod
from ledger.services.sampling import MAX_ITEMS, Drawing

METHODS = [
    (SampleMethod.RANDOM, _("acak: setiap bukti sama peluangnya")),
    (SampleMethod.LARGEST, _("bukti dengan jumlah terbesar")),
    (SampleMethod.ABOVE, _("semua bukti mulai jumlah tertentu")),
    (SampleMethod.MONETARY, _("unit uang (MUS): makin besar jumlahnya, makin besar peluangnya")),
    (SampleMethod.WHOLE, _("semua bukti pada rentang ini")),
]


class DrawForm(forms.Form):
    """From which vouchers, how many, in which way."""

    purpose = forms.CharField(
        label=_("Tujuan"),
        max_length=200,
        help_text=_("Misalnya: apakah belanja September disetujui dan ada notanya."),
    )
    start = DayField(label=_("Dari"))
    end = DayField(label=_("Sampai"))
    account = forms.ChoiceField(
        label=_("Hanya yang menyentuh akun"),
        required=False,
        help_text=_("Jumlah yang dihitung lalu jumlah pada akun itu."),
    )
    method = forms.ChoiceField(label=_("Cara memilih"), choices=METHODS)
    size = forms.IntegerField(
        label=_("Banyaknya bukti"),
        required=False,
        help_text=_("Untuk acak, terbesar, dan unit uang."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Isi dengan bilangan bulat, misalnya 20.")},
    )
    threshold = RupiahField(
        label=_("Mulai jumlah (Rp)"),
        required=False,
        help_text=_("Untuk “mulai jumlah tertentu”."),
    )
    seed = forms.CharField(
        label=_("Bilangan acak"),
        required=False,
        max_length=40,
        help_text=_("Kosongkan agar dibuatkan. Bilangan yang sama menarik sampel yang sama."),
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = book.accounts.filter(is_heading=False).order_by("code")
        self.accounts = {account.code: account for account in used}
        choices = [(code, str(account)) for code, account in self.accounts.items()]
        offer(self, "account", [("", _("semua akun")), *choices])

    def clean_size(self) -> int:
        """No number means none; what is too many the service would refuse as well."""
        size = self.cleaned_data["size"] or 0
        if size < 0 or size > MAX_ITEMS:
            raise forms.ValidationError(
                _("Isi banyaknya bukti dari 1 sampai %(max)s."), params={"max": MAX_ITEMS}
            )
        return int(size)

    def drawing(self) -> Drawing:
        """What to draw."""
        data = self.cleaned_data
        return Drawing(
            purpose=data["purpose"],
            method=data["method"],
            start=data["start"],
            end=data["end"],
            account=self.accounts.get(data["account"]),
            size=data["size"],
            threshold=int(data["threshold"] or 0),
            seed=data["seed"],
        )


class ItemForm(forms.Form):
    """The marks of one voucher, and what is to be said about it."""

    marks = forms.MultipleChoiceField(
        label=_("Tanda periksa"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila ada yang tidak cocok."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = tick_marks().values()
        offer(self, "marks", [(mark.code, f"{mark.sign}: {mark.label}") for mark in marks])


class ConclusionForm(forms.Form):
    """What the checker concludes."""

    text = forms.CharField(
        label=_("Simpulan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
