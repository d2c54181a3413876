"""Savings products: the usual ones of a framework, their terms, accounts that stand already."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from ledger.models import Subsidiary
from ledger.services import events
from members.models import Organization, SavingsAccount, SavingsKind, SavingsProduct

DATA = Path(__file__).resolve().parents[1] / "data"


@transaction.atomic
def add_default_products(
    *, organization: Organization, actor: Any, at: datetime
) -> list[SavingsProduct]:
    """Give an organization the usual products of its framework that it does not have yet.

    Amounts and rates stay open: they come from its bylaws. Members' subsidiary accounts that
    stand in the book already are tied to the products.
    """
    book = organization.book
    accounts = {account.code: account for account in book.accounts.all()}
    held = set(
        SavingsProduct.objects.filter(organization=organization).values_list("code", flat=True)
    )
    made = []
    with (DATA / "savings_products.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["framework"] != book.framework or row["code"] in held:
                continue
            made.append(
                SavingsProduct.objects.create(
                    organization=organization,
                    code=row["code"],
                    kind=row["kind"],
                    name=row["name"],
                    name_en=row["name_en"],
                    account=accounts[row["account"]],
                    interest_account=accounts.get(row["interest_account"]),
                    tax_account=accounts.get(row["tax_account"]),
                    is_withdrawable=bool(row["is_withdrawable"]),
                    counts_for_shu=bool(row["counts_for_shu"]),
                )
            )
    events.log(
        act="add_savings_products", subject=book.slug, actor=actor, at=at, book=book,
        products=[product.code for product in made],
    )  # fmt: skip
    for product in made:
        attach_accounts(product=product)
    return made


def attach_accounts(*, product: SavingsProduct) -> int:
    """Tie subsidiary accounts named by a member's number to the product; returns how many."""
    if product.is_fund or product.kind == SavingsKind.BERJANGKA:
        return 0
    members = dict(product.organization.memberships.values_list("number", "pk"))
    loose = Subsidiary.objects.filter(
        account=product.account_id, code__in=list(members), savings_account__isnull=True
    )
    taken = set(product.accounts.values_list("membership_id", flat=True))
    made = SavingsAccount.objects.bulk_create(
        [
            SavingsAccount(membership_id=members[s.code], product=product, subsidiary=s)
            for s in loose
            if members[s.code] not in taken
        ],
        batch_size=500,
    )
    return len(made)


@transaction.atomic
def set_terms(*, product: SavingsProduct, actor: Any, at: datetime, **terms: Any) -> SavingsProduct:
    """Change amounts, rates and switches of a product as its bylaws say; history is kept."""
    for name, value in terms.items():
        setattr(product, name, value)
    product.save(update_fields=list(terms))
    events.log(
        act="set_savings_terms",
        subject=product.code,
        actor=actor,
        at=at,
        book=product.organization.book,
        **{name: str(value) for name, value in terms.items()},
    )
    return product
