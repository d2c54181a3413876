"""Uploading a file, and undoing an import."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, offer
from ledger.models import Account, Book, SheetKind
from ledger.readers.sheet import MAX_FILE

_CELL = re.compile(r"r(\d{1,7})-(\d{1,2})")


class UploadForm(forms.Form):
    """What the file is, and of which cash account."""

    kind = forms.ChoiceField(
        label=_("Jenis berkas"), choices=SheetKind, widget=forms.RadioSelect, initial="cash_book"
    )
    cash_account = forms.ChoiceField(
        label=_("Kas atau bank"),
        required=False,
        help_text=_("Untuk buku kas: uang mana yang dicatat berkas ini."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_(".xlsx atau .csv, paling besar 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("Berkas kosong.")},
    )

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cash = book.accounts.filter(cash_flow="cash", is_heading=False, is_active=True)
        self.accounts = {a.code: a for a in cash.select_related("book").order_by("code")}
        offer(self, "cash_account", [(code, str(a)) for code, a in self.accounts.items()])

    def clean_file(self) -> Any:
        """Too large is said before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                _("Berkas lebih besar dari 10 MB. Pecah menjadi beberapa berkas.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A cash book is of one cash account."""
        data = super().clean() or {}
        if data.get("kind") == SheetKind.CASH_BOOK and not data.get("cash_account"):
            self.add_error("cash_account", _("Pilih kas atau bank yang dicatat buku kas ini."))
        return data

    def chosen(self) -> Account | None:
        """The cash account of a cash book."""
        if self.cleaned_data["kind"] != SheetKind.CASH_BOOK:
            return None
        return self.accounts[self.cleaned_data["cash_account"]]


class UndoForm(forms.Form):
    """Why an import is undone, and on which day when its months are closed."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    date = DayField(
        label=_("Tanggal pembalikan"),
        required=False,
        help_text=_("Kosong: tanggal masing-masing bukti. Isi bila bulannya sudah ditutup."),
    )


def changed_cells(data: Mapping[str, Any], columns: Sequence[str]) -> dict[int, dict[str, str]]:
    """Row number → column → text, of what a page of a sheet sent."""
    changes: dict[int, dict[str, str]] = {}
    for name, value in data.items():
        match = _CELL.fullmatch(name)
        if match and int(match[2]) < len(columns):
            changes.setdefault(int(match[1]), {})[columns[int(match[2])]] = str(value)[:200]
    return changes
