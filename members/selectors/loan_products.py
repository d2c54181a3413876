"""Loan products on a day, and the rules of the law that mark them (members/data/loan_rules.csv)."""

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from members.models import LoanProduct, Organization

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def _rules() -> tuple[tuple[str, Decimal, date], ...]:
    with (DATA / "loan_rules.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            (row["name"], Decimal(row["value"]), date.fromisoformat(row["valid_from"]))
            for row in csv.DictReader(handle)
        )


def rate_cap(on: date) -> Decimal | None:
    """The effective percent a year above which a loan is marked; None: no cap on the day."""
    found = [(since, value) for name, value, since in _rules() if since <= on]
    return max(found)[1] if found else None


def products_on(organization: Organization, on: date) -> list[LoanProduct]:
    """The products a loan can be asked for on a day: of each code the terms in force."""
    found: dict[str, LoanProduct] = {}
    versions = LoanProduct.objects.filter(organization=organization, valid_from__lte=on)
    for product in versions.order_by("code", "valid_from"):
        found[product.code] = product
    return [product for product in found.values() if product.is_active]
