"""Dues of the demonstration's year, who paid into the pooled funds, and what the funds gave.

The vouchers stand already: this only says whose they were, so no figure of the books changes.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ledger.models import Line
from members.models import FundContribution, Organization, SavingsKind, SavingsProduct
from members.selectors.collection import members_on
from members.selectors.savings_terms import product_on
from members.services.dues import DuesError, generate_dues
from members.services.fund import record_use

YEAR = 2025


def load_dues(
    organization: Organization, uses: Iterable[Mapping[str, str]], actor: Any, at: datetime
) -> None:
    """Write the obligations of each month that the book covers, and tell the funds' vouchers."""
    for month in range(organization.book.opened_on.month, 13):
        try:
            generate_dues(organization=organization, year=YEAR, month=month, actor=actor, at=at)
        except DuesError:
            return  # no dues in its bylaws
    for product in organization.savings_products.filter(kind=SavingsKind.IKS):
        _contributions(organization, product)
        for row in uses:
            if row["organization"] == organization.slug:
                _use(product, row, actor, at)


def _contributions(organization: Organization, product: SavingsProduct) -> None:
    """A month's contribution of all members came with one voucher: each gave the same."""
    lines = Line.objects.filter(account=product.account_id, credit__gt=0)
    for line in lines.select_related("voucher"):
        members = members_on(organization, line.date)
        each = product_on(product, line.date).fixed_amount
        if line.voucher.is_opening or each is None or line.credit != each * len(members):
            continue  # a part of profit is nobody's dues
        FundContribution.objects.bulk_create(
            FundContribution(membership=m, product=product, voucher=line.voucher, amount=each)
            for m in members
        )


def _use(
    product: SavingsProduct,
    row: Mapping[str, str],
    actor: Any,
    at: datetime,
) -> None:
    line = Line.objects.select_related("voucher").get(
        account=product.account_id, date=date.fromisoformat(row["date"]), debit=int(row["amount"])
    )
    record_use(
        product=product,
        voucher=line.voucher,
        beneficiary=row["beneficiary"],
        recipient=row["recipient"],
        decision=row["decision"],
        actor=actor,
        at=at,
    )
