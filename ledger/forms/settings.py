"""What a chair may set for the book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.models import CashPolicy


class CashPolicyForm(forms.Form):
    """What happens when a voucher would leave cash below zero, and why it is set so."""

    policy = forms.ChoiceField(
        label=_("Bila bukti membuat kas di bawah nol"),
        choices=[
            (CashPolicy.REFUSE, _("Tolak buktinya")),
            (CashPolicy.WARN, _("Bukukan, dengan peringatan")),
        ],
        help_text=_(
            "Uang tunai tidak bisa kurang dari nol; saldo minus berarti ada yang belum dicatat."
        ),
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
