"""The logo of a letterhead for the templates of papers."""

from django import template

from ledger.registry import Letterhead
from ledger.reports.logo import Logo, logo_of

register = template.Library()


@register.simple_tag
def logo(head: Letterhead, most: int) -> Logo | None:
    """`{% logo paper.letterhead 34 as mark %}`: at most so many points high."""
    return logo_of(head, most=most)
