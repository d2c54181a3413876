"""What the chair may set about papers and the meterai."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import RupiahField
from ledger.selectors.paper_rules import PaperRules


class PaperRuleForm(forms.Form):
    """Two amounts in whole rupiah, where the first comes from, and why they are set so."""

    meterai_above = RupiahField(
        label=_("Ingatkan meterai pada kuitansi di atas (Rp)"),
        help_text=_("Ketentuan dapat berubah: periksa peraturan yang berlaku."),
    )
    meterai_source = forms.CharField(label=_("Dasar aturan meterai"), max_length=120)
    paper_from = RupiahField(
        label=_("Bukti wajib berlampiran mulai jumlah (Rp)"),
        help_text=_("Isi 0 bila setiap bukti perlu nota atau kuitansi."),
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, rules: PaperRules) -> "PaperRuleForm":
        """The form with the rule that holds now."""
        return cls(
            initial={
                "meterai_above": rules.meterai_above,
                "meterai_source": rules.meterai_source,
                "paper_from": rules.paper_from,
            }
        )
