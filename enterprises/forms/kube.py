"""A KUBE: its kind, founding, state, rules, assessments, practice, and fields of business."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.models import BusinessField, KubeKind, PracticeKind
from ledger.forms.fields import DayField, RupiahField, offer
from members.models import Decision


class SetUpForm(forms.Form):
    """Kind, field and area."""

    kind = forms.ChoiceField(label=_("Jenis KUBE"), choices=KubeKind.choices)
    field = forms.ChoiceField(label=_("Bidang usaha"), required=False)
    area = forms.CharField(label=_("Wilayah kerja"), max_length=120, required=False)

    def __init__(self, *args: Any, fields: Sequence[BusinessField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(f.pk): f for f in fields}
        choices = [(k, f.name_display) for k, f in self.found.items()]
        offer(self, "field", [("", "–"), *choices])


class _Decided(forms.Form):
    decision = forms.ChoiceField(label=_("Keputusan rapat"), required=False)

    def __init__(self, *args: Any, decisions: Sequence[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decisions = {str(d.pk): d for d in decisions}
        offer(self, "decision", [("", "–"), *((k, str(d)) for k, d in self.decisions.items())])

    def decided(self) -> Decision | None:
        """The decision that was chosen."""
        return self.decisions.get(self.cleaned_data["decision"])


class FoundingForm(_Decided):
    """The founding meeting."""

    on = DayField(label=_("Tanggal musyawarah"))
    paper = forms.CharField(
        label=_("Nomor berita acara"),
        max_length=120,
        required=False,
        help_text=_("Bila musyawarahnya sebelum buku ini dibuka."),
    )


class MoveForm(forms.Form):
    """Another state."""

    state = forms.ChoiceField(label=_("Status baru"))
    on = DayField(label=_("Sejak"))
    reason = forms.CharField(label=_("Alasan"), max_length=200)

    def __init__(self, *args: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", states)


class EffectiveForm(forms.Form):
    """From which day on a client-only group is effective."""

    on = DayField(label=_("Berlaku efektif sejak"))
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        help_text=_("Misalnya: semua anggota masuk resosialisasi menurut keputusan kepala panti."),
    )


class RuleForm(_Decided):
    """A rule of the group."""

    number = forms.IntegerField(label=_("Nomor aturan"), min_value=1, max_value=99)
    text = forms.CharField(label=_("Bunyi"), max_length=500)
    valid_from = DayField(label=_("Berlaku sejak"))


class AssessForm(forms.Form):
    """A score and its evidence for each sign."""

    on = DayField(label=_("Tanggal penilaian"))

    def __init__(
        self, *args: Any, signs: Sequence[dict[str, str]], said: dict[str, bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.signs = signs
        for sign in signs:
            code, known = sign["code"], said.get(sign["code"])
            self.fields[code] = forms.ChoiceField(
                label=f"{code} {sign['sign']}",
                choices=[(0, _("belum")), (1, _("sebagian")), (2, _("terpenuhi"))],
                initial=2 if known else 0,
                help_text="" if known is None else self._words(is_met=known),
            )
            self.fields[f"evidence_{code}"] = forms.CharField(
                label=_("Bukti"),
                max_length=300,
                required=False,
                initial=_("menurut data di Lumbung") if known else "",
            )

    @staticmethod
    def _words(*, is_met: bool) -> Any:
        return _("Menurut data: terpenuhi.") if is_met else _("Menurut data: belum.")

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Score and evidence of each sign."""
        return [(self[s["code"]], self[f"evidence_{s['code']}"]) for s in self.signs]


class PracticeForm(forms.Form):
    """An entry to practise with."""

    on = DayField(label=_("Tanggal"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=PracticeKind.choices)
    narration = forms.CharField(label=_("Uraian"), max_length=200)
    amount = RupiahField(label=_("Jumlah (Rp)"))


class FieldForm(forms.Form):
    """A field of business."""

    name = forms.CharField(label=_("Nama yang dipakai"), max_length=80)
    is_active = forms.BooleanField(label=_("Dijalankan"), required=False)
