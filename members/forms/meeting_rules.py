"""What the bylaws say of a kind of meeting."""

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField
from members.models import Decision, Organization
from members.selectors.decisions import decisions_of
from members.selectors.meetings import Rule


class ShareField(forms.CharField):
    """`1/2`, `2/3` or `75%`."""

    def to_python(self, value: Any) -> Fraction | None:  # type: ignore[override]
        """The share; a ValidationError says how to write it."""
        if isinstance(value, Fraction):
            return value
        text = (super().to_python(value) or "").replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            if len(text) > 10:
                raise ValueError(text)
            share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
        except (ValueError, ZeroDivisionError):
            share = Fraction(0)
        if not 0 < share <= 1 or share.denominator > 100:
            raise ValidationError(_("Tulis pecahan seperti 1/2, 2/3, atau 75%."))
        return share

    def prepare_value(self, value: Any) -> Any:
        """As a fraction."""
        is_share = isinstance(value, Fraction)
        return f"{value.numerator}/{value.denominator}" if is_share else value


class MeetingRuleForm(forms.Form):
    """What the bylaws say of one kind of meeting."""

    quorum = ShareField(label=gettext_lazy("Kuorum"))
    quorum_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu"), required=False
    )
    second_quorum = ShareField(label=gettext_lazy("Kuorum rapat kedua"))
    second_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu (rapat kedua)"), required=False
    )
    majority = ShareField(label=gettext_lazy("Suara yang menerima usul"))
    majority_over = forms.BooleanField(
        label=gettext_lazy("Harus lebih dari pecahan itu (suara)"), required=False
    )
    proxies = forms.IntegerField(
        label=gettext_lazy("Kuasa yang boleh dipegang satu orang"),
        min_value=0,
        max_value=20,
        help_text=gettext_lazy("0: kuasa tidak dikenal, setiap orang hadir sendiri."),
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Undangan paling lambat (hari sebelumnya)"), min_value=0, max_value=60
    )
    valid_from = DayField(label=gettext_lazy("Berlaku sejak"))
    basis = forms.CharField(
        label=gettext_lazy("Pasal anggaran dasar atau dasar lain"), max_length=120
    )
    decision = forms.ModelChoiceField(
        label=gettext_lazy("Keputusan rapat"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("(tanpa: pencatatan pertama)"),
        help_text=gettext_lazy(
            "Aturan yang sudah tercatat diubah dengan keputusan jenis perubahan aturan."
        ),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions_of(  # type: ignore[attr-defined]
            organization, kind="rule_change"
        )

    @staticmethod
    def of(rule: Rule, today: date) -> dict[str, Any]:
        """Initial values."""
        return {
            "quorum": rule.quorum,
            "quorum_over": rule.quorum_over,
            "second_quorum": rule.second_quorum,
            "second_over": rule.second_over,
            "majority": rule.majority,
            "majority_over": rule.majority_over,
            "proxies": rule.proxies,
            "notice_days": rule.notice_days,
            "valid_from": today,
            "basis": rule.basis,
        }

    def rule(self) -> Rule:
        """What the service takes."""
        data = self.cleaned_data
        names = ("quorum", "quorum_over", "second_quorum", "second_over", "majority")
        more = ("majority_over", "proxies", "notice_days", "basis")
        return Rule(**{name: data[name] for name in (*names, *more)})
