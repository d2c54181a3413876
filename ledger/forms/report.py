"""What a reader of reports may choose."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger import registry
from ledger.forms.fields import DayField, offer
from ledger.models import Book, VoucherKind

BY_UNIT = "*"


class ReportForm(forms.Form):
    """Dates and what else a report can be asked for."""

    start = DayField(label=_("Dari"))
    end = DayField(label=_("Sampai"))
    account = forms.ChoiceField(label=_("Akun"), required=False)
    subsidiary = forms.ChoiceField(label=_("Rekening pembantu"), required=False)
    unit = forms.ChoiceField(label=_("Unit usaha"), required=False)
    compare = forms.ChoiceField(
        label=_("Bandingkan dengan"),
        required=False,
        choices=[("", "–"), ("year", _("tahun sebelumnya")), ("period", _("masa sebelumnya"))],
    )
    budget = forms.BooleanField(label=_("Dengan anggaran"), required=False)
    after_closing = forms.BooleanField(label=_("Setelah penutupan"), required=False)
    hide_zero = forms.BooleanField(label=_("Sembunyikan baris nol"), required=False)

    def __init__(self, *args: Any, book: Book, report: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = registry.report(report).options
        units = list(book.units.order_by("code"))
        for name in list(self.fields):
            if name not in ("start", "end", *offered) or (name == "unit" and len(units) < 2):
                del self.fields[name]
        if "unit" in self.fields:
            choices = [("", _("semua")), (BY_UNIT, _("satu kolom per unit"))]
            offer(self, "unit", choices + [(unit.code, unit.label) for unit in units])
        if "account" in self.fields:
            offer(self, "account", account_choices(book, report))
        if "subsidiary" in self.fields:
            codes = {code for code, _name in account_choices(book, report)}
            asked = codes & {self.data.get("account", "")}  # what was sent goes into no query
            subsidiaries = book.subsidiaries.filter(account__code__in=asked)
            offer(self, "subsidiary", [("", _("semua")), *((s.code, str(s)) for s in subsidiaries)])

    def clean(self) -> dict[str, Any]:
        """The range must run forward."""
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("Tanggal akhir harus sesudah tanggal awal."))
        return data

    def options(self) -> dict[str, Any]:
        """The cleaned choices as the builders of reports take them."""
        data = self.cleaned_data
        unit = data.get("unit") or None
        return {
            "start": data["start"],
            "end": data["end"],
            "account": data.get("account") or None,
            "subsidiary": data.get("subsidiary") or None,
            "after_closing": data.get("after_closing", False),
            "budget": data.get("budget", False),
            "by_unit": unit == BY_UNIT,
            "unit": unit if unit != BY_UNIT else None,
            "compare": compared(data["start"], data["end"], data.get("compare", "")),
        }


def compared(start: date, end: date, choice: str) -> tuple[date, date] | None:
    """The range to compare with: the same days a year earlier, or as many days just before."""
    if choice == "year":
        return _year_before(start), _year_before(end)
    if choice == "period":
        last = date.fromordinal(start.toordinal() - 1)
        return date.fromordinal(last.toordinal() - (end - start).days), last
    return None


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def account_choices(book: Book, report: str) -> list[tuple[str, str]]:
    """The accounts a report can be about."""
    accounts = book.accounts.filter(is_heading=False).order_by("code")
    if report == "cash_book":
        accounts = accounts.filter(cash_flow="cash")
    if report.startswith("subsidiary"):
        accounts = accounts.exclude(control="")
    return [(account.code, str(account)) for account in accounts]


class VoucherFilterForm(forms.Form):
    """Which vouchers to list."""

    text = forms.CharField(label=_("Cari"), required=False)
    kind = forms.ChoiceField(
        label=_("Jenis"), required=False, choices=[("", _("Semua")), *VoucherKind.choices]
    )
    start = DayField(label=_("Dari"), required=False)
    end = DayField(label=_("Sampai"), required=False)
    without_paper = forms.BooleanField(label=_("Hanya yang tanpa lampiran"), required=False)
