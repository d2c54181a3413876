"""Members' savings at a date, read from the subsidiary balances."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledger.models import Book
from ledger.selectors.balances import balances, subsidiary_movements
from members.calculations.savings import TaxRule
from members.models import SavingsAccount, SavingsProduct

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class MemberBalance:
    """One member's balance in one product; whole rupiah. A fund has no member."""

    number: str
    name: str
    product: SavingsProduct
    balance: int


def tax_rule(on: date) -> TaxRule | None:
    """The final tax on members' savings interest in force on a day (data/savings_tax.csv)."""
    found = None
    with (DATA / "savings_tax.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if date.fromisoformat(row["valid_from"]) <= on:
                found = TaxRule(int(row["exempt"]), Decimal(row["percent"]), row["source"])
    return found


def member_balances(book: Book, *, on: date) -> list[MemberBalance]:
    """Every member × product with an account, by member number; pooled funds come last.

    Six queries, whatever the number of members.
    """
    products = list(
        SavingsProduct.objects.filter(organization__book=book).select_related("account")
    )
    order = {product.pk: place for place, product in enumerate(products)}
    by_id = {product.pk: product for product in products}
    moved = subsidiary_movements(
        book, accounts=[p.account for p in products if not p.is_fund], start=None, end=on
    )
    found = [
        MemberBalance(
            number,
            name,
            by_id[product_id],
            -moved[subsidiary].balance if subsidiary in moved else 0,
        )
        for number, name, product_id, subsidiary in SavingsAccount.objects.filter(
            product__in=products
        ).values_list(
            "membership__number", "membership__person__name", "product_id", "subsidiary_id"
        )
    ]
    found.sort(key=lambda row: (row.number, order[row.product.pk]))
    funds = [product for product in products if product.is_fund]
    held = balances(book, on=on) if funds else {}
    return found + [MemberBalance("", "", p, -held.get(p.account_id, 0)) for p in funds]
