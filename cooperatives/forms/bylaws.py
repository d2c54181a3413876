"""What is written down of identity and bylaws."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import CooperativeKind, LegalIdentity
from cooperatives.selectors.bylaws import Bylaws, choice_label
from ledger.forms.fields import DayField, offer
from members.models import Decision, Organization
from members.selectors.decisions import decisions_of

TEXTS = ("deed_no", "notary", "approval_no", "nib", "nik", "npwp", "licence_no")
DAYS = ("deed_on", "approval_on", "licence_on")


class IdentityForm(forms.Form):
    """Numbers of the organization; what is unknown stays empty."""

    kind = forms.ChoiceField(label=_("Jenis koperasi"), required=False)
    deed_no = forms.CharField(label=_("Nomor akta pendirian"), max_length=60, required=False)
    deed_on = DayField(label=_("Tanggal akta"), required=False)
    notary = forms.CharField(label=_("Notaris"), max_length=120, required=False)
    approval_no = forms.CharField(
        label=_("Nomor SK AHU (badan hukum)"), max_length=60, required=False
    )
    approval_on = DayField(label=_("Tanggal SK AHU"), required=False)
    nib = forms.CharField(label=_("NIB"), max_length=30, required=False)
    nik = forms.CharField(label=_("NIK koperasi"), max_length=30, required=False)
    npwp = forms.CharField(label=_("NPWP"), max_length=30, required=False)
    licence_no = forms.CharField(label=_("Nomor izin simpan pinjam"), max_length=60, required=False)
    licence_on = DayField(label=_("Tanggal izin simpan pinjam"), required=False)
    valid_from = DayField(label=_("Berlaku sejak"))

    def __init__(self, *args: Any, standing: LegalIdentity | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("belum ditentukan")), *CooperativeKind.choices])
        if standing is not None:
            for name in ("kind", *TEXTS, *DAYS):
                self.initial.setdefault(name, getattr(standing, name))

    def values(self) -> dict[str, Any]:
        """What the service writes, without the day."""
        return {name: self.cleaned_data[name] for name in ("kind", *TEXTS, *DAYS)}


class BylawsForm(forms.Form):
    """All rules that features read, with the day, the article and the decision."""

    def __init__(
        self, *args: Any, organization: Organization, standing: Bylaws, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for code, rule in standing.rules.items():
            common: dict[str, Any] = {"label": rule.kind.label, "help_text": rule.kind.hint}
            if rule.kind.kind == "choice":
                choices = [(c, choice_label(code, c)) for c in rule.kind.choices]
                self.fields[code] = forms.ChoiceField(choices=choices, **common)
            else:
                self.fields[code] = forms.CharField(
                    max_length=12,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                    **common,
                )
            self.initial.setdefault(code, rule.value.replace(".", ","))
        self.codes = list(standing.rules)
        self.fields["valid_from"] = DayField(label=_("Berlaku sejak"), initial=on)
        self.fields["article"] = forms.CharField(
            label=_("Pasal atau dasar"),
            max_length=120,
            help_text=_("Misalnya “AD pasal 38, akta nomor 12 tanggal 4 Mei 2016”."),
        )
        self.fields["decision"] = forms.ModelChoiceField(
            label=_("Keputusan rapat"),
            queryset=decisions_of(organization, kind="rule_change"),
            required=False,
            empty_label=_("(pilih keputusan)"),
            help_text=_("Setiap perubahan sesudah yang pertama memerlukan keputusan rapat."),
        )

    def rules(self) -> dict[str, str]:
        """Rule code → what was typed."""
        return {code: self.cleaned_data[code] for code in self.codes}

    def decision(self) -> Decision | None:
        """The decision that was chosen."""
        return cast("Decision | None", self.cleaned_data["decision"])
