"""The terms of savings products on a day: their own columns, or the newest change before it."""

from collections.abc import Iterable
from copy import copy
from datetime import date

from members.models import SavingsProduct, SavingsTerms

TERMS = (
    "fixed_amount",
    "minimum",
    "interest_percent",
    "interest_method",
    "break_penalty_percent",
    "due_day",
    "is_taxed",
)
"""What a change of terms can change; everything else belongs to the product itself."""


def products_on(products: Iterable[SavingsProduct], on: date) -> list[SavingsProduct]:
    """Copies of products with the terms of a day; one query. Read them, never save them."""
    found = [copy(product) for product in products]
    by_id = {product.pk: product for product in found}
    changes = SavingsTerms.objects.filter(product__in=list(by_id), valid_from__lte=on)
    for terms in changes.order_by("valid_from", "pk"):
        for name in TERMS:
            setattr(by_id[terms.product_id], name, getattr(terms, name))
    return found


def product_on(product: SavingsProduct, on: date) -> SavingsProduct:
    """A copy of one product with the terms of a day."""
    return products_on([product], on)[0]
