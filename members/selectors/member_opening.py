"""Members' opening balances against the control accounts of the opening balance sheet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from ledger.models import Account, OpeningDraft
from members.models import (
    LoanProduct,
    MemberOpening,
    Organization,
    SavingsKind,
    SavingsProduct,
)


@dataclass(frozen=True)
class ControlRow:
    """One control account: what the balance sheet says, and what the members' details add up to.

    Whole rupiah; `control` is None while nobody has said what the balance sheet says.
    """

    account: Account
    control: int | None
    details: int

    @property
    def gap(self) -> int:
        """What is still missing (or too much) in the details."""
        return (self.control or 0) - self.details

    @property
    def is_even(self) -> bool:
        """Whether the balance sheet was named and met."""
        return self.gap == 0 and (self.control is not None or not self.details)


def savings_products(organization: Organization) -> QuerySet[SavingsProduct]:
    """Products with a balance for each member: no pooled fund, no certificates."""
    return (
        organization.savings_products.filter(is_active=True)
        .exclude(kind__in=[SavingsKind.IKS, SavingsKind.BERJANGKA])
        .select_related("account")
        .order_by("pk")
    )


def loan_products(organization: Organization) -> QuerySet[LoanProduct]:
    """What loans may be: of each code the newest terms."""
    newer = LoanProduct.objects.filter(
        organization=OuterRef("organization"),
        code=OuterRef("code"),
        valid_from__gt=OuterRef("valid_from"),
    )
    found = organization.loan_products.filter(~Exists(newer), is_active=True)
    return found.select_related("account")


def opening_of(organization: Organization) -> MemberOpening | None:
    """What was gathered so far."""
    return MemberOpening.objects.filter(organization=organization).first()


def control_rows(organization: Organization, opening: MemberOpening | None) -> list[ControlRow]:
    """Every control account that members' details lie below, by code."""
    savings = {product.code: product.account for product in savings_products(organization)}
    loans = {product.code: product.account for product in loan_products(organization)}
    accounts = {a.code: a for a in (*savings.values(), *loans.values())}
    details = dict.fromkeys(accounts, 0)
    if opening is not None:
        for _number, product, amount in opening.savings:
            if product in savings:
                details[savings[product].code] += amount
        for loan in opening.loans:
            if loan["product"] in loans:
                details[loans[loan["product"]].code] += loan["balance"]
    controls = opening.controls if opening else {}
    return [
        ControlRow(accounts[code], controls.get(code), details[code]) for code in sorted(accounts)
    ]


def opening_is_posted(organization: Organization) -> bool:
    """Whether the book has its opening voucher already."""
    draft = OpeningDraft.objects.filter(book=organization.book).first()
    return draft is not None and draft.voucher_id is not None
