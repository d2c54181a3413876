"""The form of one act: its fields come from the catalogue."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.acts import words
from ledger.forms.fields import DayField, RupiahField, offer
from ledger.forms.voucher import KeyField
from ledger.models import Account, Book, Subsidiary, Unit
from ledger.selectors.acts import ActSlot, BookAct, names_of
from ledger.services.acts import ActInput, Name, PlannedLine
from ledger.services.journal import PostingError


def word(name: str) -> str:
    """What an amount, a choice or a kind of subsidiary account is called."""
    found = words().get(name)
    return found.text(get_language()) if found else name


class ActForm(forms.Form):
    """Date, accounts to choose, names, amounts; then what may be left blank."""

    date = DayField(label=_("Tanggal"))

    def __init__(self, book: Book, act: BookAct, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        self.account_by_pk: dict[str, Account] = {}
        self.names = names_of(book, act)
        for slot in act.slots:
            if slot.line.choice:
                self._add_choice(slot)
        for kind in act.controls:
            self._add_name(kind)
        for name in act.spec.amounts:
            self.fields[name] = RupiahField(
                label=word(name), required=name not in act.spec.optional
            )
        self._add_rest(book)

    def _add_choice(self, slot: ActSlot) -> None:
        label = slot.line.choice
        if label == "money":
            label = "money_in" if slot.line.is_debit else "money_out"
        self.account_by_pk |= {str(account.pk): account for account in slot.accounts}
        options = [(str(account.pk), str(account)) for account in slot.accounts]
        first = next((pk for pk, _text in options if not self._taken(pk)), options[0][0])
        self.fields[slot.field] = forms.ChoiceField(
            label=word(label),
            choices=options,
            initial=first,
            error_messages={"invalid_choice": _("Akun ini tidak ditawarkan. Pilih dari daftar.")},
        )

    def _taken(self, pk: str) -> bool:
        """Whether another choice proposes this account already (from and to differ)."""
        return any(field.initial == pk for field in self.fields.values())

    def _add_name(self, kind: str) -> None:
        sure = any(
            all(account.control == kind for account in slot.accounts) for slot in self.act.slots
        )
        label = word(kind)
        options = [("", "")] + [(str(row.pk), str(row)) for row in self.names[kind]]
        if len(options) > 1:
            self.fields[f"name_{kind}"] = forms.ChoiceField(
                label=label,
                choices=options,
                required=False,
                error_messages={"invalid_choice": _("Nama ini tidak ada. Pilih dari daftar.")},
            )
        self.fields[f"new_{kind}"] = forms.CharField(
            label=_("%(kind)s: nama baru") % {"kind": label},
            max_length=120,
            required=sure and len(options) == 1,
            help_text="" if sure else _("Hanya bila akun yang dipilih memerlukannya."),
        )

    def _add_rest(self, book: Book) -> None:
        self.rest = ["narration", "party", "reference"]
        self.fields["narration"] = forms.CharField(
            label=_("Uraian"),
            max_length=200,
            required=False,
            widget=forms.TextInput(
                attrs={"placeholder": self.act.spec.sentence.text(get_language())}
            ),
        )
        self.fields["party"] = forms.CharField(label=_("Pihak"), max_length=120, required=False)
        self.fields["reference"] = forms.CharField(
            label=_("No. Bukti sendiri"), max_length=60, required=False
        )
        units = list(book.units.filter(is_active=True))
        self.units = {str(unit.pk): unit for unit in units}
        if len(units) > 1:
            units.sort(key=lambda unit: unit.code != Unit.DEFAULT_CODE)
            self.fields["unit"] = forms.ChoiceField(label=_("Unit usaha"), required=False)
            offer(self, "unit", [(str(unit.pk), str(unit)) for unit in units])
            self.rest.append("unit")
        self.fields["key"] = KeyField()

    def main_fields(self) -> Iterator[forms.BoundField]:
        """What is always asked."""
        return (self[name] for name in self.fields if name not in [*self.rest, "key"])

    def rest_fields(self) -> Iterator[forms.BoundField]:
        """What may be left blank."""
        return (self[name] for name in self.rest)

    def given(self) -> ActInput:
        """What was filled in, for the service."""
        data = self.cleaned_data
        return ActInput(
            on=data["date"],
            amounts={name: int(data.get(name) or 0) for name in self.act.spec.amounts},
            accounts={
                slot.field: self.account_by_pk[data[slot.field]]
                for slot in self.act.slots
                if slot.line.choice
            },
            names={kind: name for kind in self.act.controls if (name := self._name(kind))},
            narration=data["narration"],
            reference=data["reference"],
            party=data["party"],
            unit=self.units.get(data.get("unit") or ""),
            key=data["key"],
        )

    def _name(self, kind: str) -> Name | None:
        if new := self.cleaned_data.get(f"new_{kind}", "").strip():
            return Name(new)
        chosen: Subsidiary | None = next(
            (r for r in self.names[kind] if str(r.pk) == self.cleaned_data.get(f"name_{kind}")),
            None,
        )
        return Name(chosen.name, chosen.code) if chosen else None

    def add_refusal(self, error: PostingError) -> None:
        """Put what was refused at the field it is about."""
        fields = [error.field, error.field.replace("name_", "new_")]
        self.add_error(next((name for name in fields if name in self.fields), None), str(error))


def sight(given: ActInput, lines: list[PlannedLine]) -> str:
    """A mark of what was shown, so that nothing else is booked than what somebody has seen."""
    shown = [
        given.on.isoformat(),
        given.narration,
        given.party,
        given.reference,
        given.unit and given.unit.code,
        [(line.account.code, line.debit, line.credit, line.name) for line in lines],
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


class OwnActForm(forms.Form):
    """An act of the organization's own."""

    name = forms.CharField(label=_("Kalimat, misalnya “Bayar iuran pasar”"), max_length=100)
    name_en = forms.CharField(label=_("Dalam bahasa Inggris"), max_length=100, required=False)
    debit = forms.ChoiceField(label=_("Akun debet"))
    credit = forms.ChoiceField(label=_("Akun kredit"))

    def __init__(self, accounts: dict[str, Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        options = [("", ""), *((pk, str(account)) for pk, account in accounts.items())]
        offer(self, "debit", options)
        offer(self, "credit", options)

    def values(self) -> dict[str, Any]:
        """The cleaned values for the service."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "name_en": data["name_en"],
            "debit": self.accounts[data["debit"]],
            "credit": self.accounts[data["credit"]],
        }
