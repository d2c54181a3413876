"""The general journal: a voucher with as many lines as it needs."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.options import Option, Options, SharedSelect
from ledger.models import Account, Book, Subsidiary, Unit, Voucher
from ledger.services.journal import LineInput, PostingError, VoucherInput

EMPTY_LINES = 2
MORE_LINES = 4
MAX_LINES = 200
KEY = re.compile(r"[\w-]{1,64}")
INCOMPLETE = _("Formulir ini tidak terkirim utuh. Muat ulang halaman, lalu isi lagi.")
NO_SUBSIDIARY = _("Rekening pembantu ini tidak ada dalam buku ini. Pilih dari daftar.")


class KeyField(forms.CharField):
    """The hidden key that makes a repeated request harmless; only a broken page lacks it."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def clean(self, value: Any) -> str:
        """Any fault of the key is the page's, not the reader's."""
        if not isinstance(value, str) or not KEY.fullmatch(value):
            raise forms.ValidationError(INCOMPLETE)
        return value


class VoucherForm(forms.Form):
    """What belongs to the voucher as a whole."""

    date = DayField(label=_("Tanggal"))
    narration = forms.CharField(label=_("Uraian"), max_length=200)
    reference = forms.CharField(
        label=_("No. Bukti sendiri"),
        max_length=60,
        required=False,
        help_text=_("Nomor pada kertas Anda; nomor Lumbung dibuat otomatis."),
    )
    party = forms.CharField(label=_("Pihak"), max_length=120, required=False)
    unit = forms.ChoiceField(label=_("Unit usaha"), required=False)
    key = KeyField()

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        if len(units) < 2:
            del self.fields["unit"]
        else:
            offer(self, "unit", [(pk, str(unit)) for pk, unit in self.units.items()])

    def clean_unit(self) -> Unit | None:
        """The chosen unit."""
        return self.units.get(self.cleaned_data["unit"])


class LineForm(forms.Form):
    """One line. A line left wholly empty is skipped."""

    account = forms.ChoiceField(
        label=_("Akun"),
        error_messages={
            "required": _("Pilih akun."),
            "invalid_choice": _("Akun ini tidak ada dalam buku ini. Pilih dari daftar."),
        },
    )
    subsidiary = forms.ChoiceField(
        label=_("Rekening pembantu"),
        required=False,
        error_messages={"invalid_choice": NO_SUBSIDIARY},
    )
    debit = RupiahField(label=_("Debet"), required=False)
    credit = RupiahField(label=_("Kredit"), required=False)
    memo = forms.CharField(label=_("Keterangan"), max_length=100, required=False)

    def __init__(self, *args: Any, choices: "LineChoices", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for name, options in (("account", choices.accounts), ("subsidiary", choices.subsidiaries)):
            self.fields[name].widget = SharedSelect(options)
            offer(self, name, options.choices)

    def line(self, unit: Unit | None) -> LineInput:
        """The cleaned line for the gate."""
        data = self.cleaned_data
        return LineInput(
            account=self.choices.account_by_pk[data["account"]],
            debit=data["debit"] or 0,
            credit=data["credit"] or 0,
            subsidiary=self.choices.subsidiary_by_pk.get(data["subsidiary"]),
            unit=unit,
            memo=data["memo"],
        )


class LineChoices:
    """Accounts grouped by heading and subsidiary accounts of a book, read once per page."""

    def __init__(self, book: Book) -> None:
        self.account_by_pk: dict[str, Account] = {}
        self.subsidiary_by_pk: dict[str, Subsidiary] = {}
        groups: list[tuple[str, list[Option]]] = [("", [])]
        for account in book.accounts.order_by("code"):
            if account.is_heading:
                groups.append((account.label, []))
            elif account.is_active:
                self.account_by_pk[str(account.pk)] = account
                groups[-1][1].append(Option(str(account.pk), str(account)))
        self.accounts = Options(groups)
        named = []
        for subsidiary in book.subsidiaries.filter(is_active=True).select_related("account"):
            pk = str(subsidiary.pk)
            self.subsidiary_by_pk[pk] = subsidiary
            label = f"{subsidiary} ({subsidiary.account.code})"
            named.append(Option(pk, label, belongs_to=str(subsidiary.account_id)))
        self.subsidiaries = Options([("", named)])


class BaseLines(BaseFormSet):
    """The lines of a voucher, in the order of the page."""

    default_error_messages = {
        "missing_management_form": INCOMPLETE,
        "too_many_forms": _(
            "Satu bukti di halaman ini paling banyak %(num)d baris. Bagi menjadi beberapa bukti,"
            " atau impor dari berkas."
        ),
    }

    def _construct_form(self, i: int, **kwargs: Any) -> forms.Form:
        """Let every line stay empty, also those that the page opened with."""
        return super()._construct_form(i, **{"empty_permitted": True, **kwargs})  # type: ignore[misc]

    @property
    def empty_form(self) -> forms.Form:
        """The row that scripts copy. It offers nothing: they take the offers of the first row,
        and the page carries the chart of accounts once less."""
        form = super().empty_form
        offer(form, "account", [("", "")])
        offer(form, "subsidiary", [("", "")])
        return form

    def filled(self) -> list[LineForm]:
        """The lines in which something was entered."""
        return [form for form in self.forms if form.has_changed()]


Lines = formset_factory(
    LineForm, formset=BaseLines, extra=0, max_num=MAX_LINES, absolute_max=MAX_LINES
)


class JournalForm:
    """The voucher form and its lines as one thing for the view."""

    def __init__(
        self,
        book: Book,
        *,
        data: Any = None,
        initial: dict[str, Any] | None = None,
        lines: list[dict[str, Any]] | None = None,
    ) -> None:
        self.book = book
        units = list(book.units.filter(is_active=True))
        units.sort(key=lambda unit: unit.code != Unit.DEFAULT_CODE)
        self.form = VoucherForm(data, initial=initial, units=units)
        self.lines: BaseLines = Lines(  # type: ignore[assignment]
            data,
            prefix="lines",
            initial=lines or [{} for _ in range(EMPTY_LINES)],
            form_kwargs={"choices": LineChoices(book)},
        )

    @classmethod
    def again(cls, voucher: Voucher, *, key: str) -> "JournalForm":
        """The form filled as a voucher that was reversed: what was wrong in it is typed anew."""
        lines = list(voucher.lines.all())
        initial = {
            "date": voucher.date,
            "narration": voucher.narration,
            "reference": voucher.reference,
            "party": voucher.party,
            "unit": str(lines[0].unit_id),
            "key": key,
        }
        rows = [
            {
                "account": str(line.account_id),
                "subsidiary": str(line.subsidiary_id or ""),
                "debit": line.debit or None,
                "credit": line.credit or None,
                "memo": line.memo,
            }
            for line in lines
        ]
        return cls(voucher.book, initial=initial, lines=rows)

    @classmethod
    def with_more_lines(cls, book: Book, data: Any) -> "JournalForm":
        """The form as it was sent, with more empty lines and without a judgment: for a browser
        without scripts."""
        content = {name: data.get(name) for name in data}
        total = content.get("lines-TOTAL_FORMS") or ""
        if total.isascii() and total.isdigit():
            content["lines-TOTAL_FORMS"] = str(min(int(total[:6]) + MORE_LINES, MAX_LINES))
        journal = cls(book, data=content)
        journal.forget_faults()
        return journal

    def forget_faults(self) -> None:
        """Half a voucher is not a mistake."""
        for form in (self.form, *self.lines.forms):
            form.errors.clear()

    def is_valid(self) -> bool:
        """Whether every field could be read; the gate judges the rest."""
        return all([self.form.is_valid(), self.lines.is_valid()])

    def voucher(self) -> VoucherInput:
        """The cleaned input for the gate."""
        data = self.form.cleaned_data
        return VoucherInput(
            date=data["date"],
            narration=data["narration"],
            reference=data["reference"],
            party=data["party"],
            key=data["key"],
            lines=[form.line(data.get("unit")) for form in self.lines.filled()],
        )

    def add_refusal(self, error: PostingError) -> None:
        """Put what the gate refused at the field it is about."""
        if error.line is not None:
            form: forms.Form = self.lines.filled()[error.line]
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            field = error.field if error.field in self.form.fields else None
            self.form.add_error(field, str(error))


class ReversalForm(forms.Form):
    """Why and when a voucher is reversed."""

    date = DayField(label=_("Tanggal pembalikan"), help_text=_("Di bulan yang masih terbuka."))
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = KeyField()


class ReasonForm(forms.Form):
    """A reason, where an act needs one."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
