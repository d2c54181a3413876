"""Amounts as people read them."""

from decimal import Decimal
from typing import Any

from django import template

from ledger.calculations.money import format_rupiah
from ledger.reports.table import EN_DASH

register = template.Library()


@register.filter
def rupiah(value: Any) -> str:
    """`1.250.000`; negatives in brackets, zero as an en dash, nothing for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(value)
    return format_rupiah(amount) if amount else EN_DASH


@register.filter
def percent(value: Any) -> str:
    """`1,5`: a percentage without idle zeros; nothing for None."""
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")
