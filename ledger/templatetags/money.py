"""Amounts as people read them."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.reports.table import EN_DASH

register = template.Library()


@register.filter
def rupiah_short(value: int) -> str:
    """`10 jt`, `500 rb`: amounts on the axis of a picture, where room is scarce."""
    for size, text in ((10**9, _("%(n)s M")), (10**6, _("%(n)s jt")), (10**3, _("%(n)s rb"))):
        if abs(value) >= size and value % (size // 10) == 0:
            number = f"{value / size:.1f}".removesuffix(".0").replace(".", ",")
            return text % {"n": number}
    return rupiah(value)


@register.filter
def rupiah(value: Any) -> str:
    """`1.250.000`; negatives in brackets, zero as an en dash, nothing for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(value)
    return format_rupiah(amount) if amount else EN_DASH
