"""The size of a paper book."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PassbookForm(forms.Form):
    """Lines and pages as they are printed in the book."""

    lines_per_page = forms.IntegerField(
        label=_("Baris sehalaman"), min_value=5, max_value=60, initial=24
    )
    pages = forms.IntegerField(label=_("Jumlah halaman"), min_value=1, max_value=200, initial=20)
