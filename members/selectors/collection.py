"""What a collection sheet shows: members of the day, products, loans, and what each still owes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from members.models import (
    CollectionSheet,
    Membership,
    Organization,
    SavingsKind,
    SavingsProduct,
)
from members.selectors.dues import members_in_arrears
from members.selectors.loan_dues import LoanDue, loan_dues

REGULAR = (SavingsKind.WAJIB, SavingsKind.IKS, SavingsKind.MODAL)
"""Products whose fixed amount comes again at every meeting."""


@dataclass(frozen=True)
class SheetCell:
    """One input: its name in the form, what stands in it, and what is wrong with it."""

    name: str
    product: SavingsProduct
    value: str
    fault: str = ""

    @property
    def regular(self) -> int | None:
        """What is usually paid here, whole rupiah; None where nothing is usual."""
        return self.product.fixed_amount if self.product.kind in REGULAR else None


@dataclass(frozen=True)
class LoanCell:
    """The input for what a member pays on one loan."""

    name: str
    due: LoanDue
    value: str
    fault: str = ""


@dataclass(frozen=True)
class SheetRow:
    """One member in the sheet."""

    membership: Membership
    cells: tuple[SheetCell, ...]
    is_present: bool
    remark: str
    owed: int
    loans: tuple[LoanCell, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A sheet as people see it: its columns and one row for each member."""

    products: list[SavingsProduct]
    rows: list[SheetRow] = field(default_factory=list)

    @property
    def loan_columns(self) -> int:
        """How many loans the member with the most loans is paying."""
        return max((len(row.loans) for row in self.rows), default=0)


def loan_key(pk: int) -> str:
    """The column of a loan in the faults of a sheet."""
    return f"loan-{pk}"


def members_on(organization: Organization, day: date) -> list[Membership]:
    """Members on a day, by number; one query."""
    return list(
        organization.memberships.filter(joined_on__lte=day)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
        .select_related("person")
        .order_by("number")
    )


def sheet_products(organization: Organization) -> list[SavingsProduct]:
    """The products that can be paid in at a meeting; certificates have a page of their own."""
    return list(
        SavingsProduct.objects.filter(organization=organization)
        .filter(is_active=True)
        .exclude(kind=SavingsKind.BERJANGKA)
        .order_by("pk")
        .select_related("account")
    )


def draft_of(organization: Organization, day: date) -> CollectionSheet | None:
    """The day's sheet that is not posted yet."""
    return organization.collection_sheets.filter(held_on=day, voucher__isnull=True).first()


def posted_sheets(organization: Organization) -> list[CollectionSheet]:
    """The newest dozen sheets that became vouchers."""
    found = organization.collection_sheets.filter(voucher__isnull=False)
    return list(found.select_related("voucher").order_by("-held_on", "-pk")[:12])


def sheet_rows(
    organization: Organization,
    day: date,
    content: dict[str, Any],
    faults: dict[tuple[int, str], str] | None = None,
) -> list[SheetRow]:
    """The rows of the grid."""
    return sheet_grid(organization, day, content, faults).rows


def sheet_grid(
    organization: Organization,
    day: date,
    content: dict[str, Any],
    faults: Mapping[tuple[int, str], str] | None = None,
) -> Grid:
    """The grid; its number of queries does not grow with the members."""
    products = sheet_products(organization)
    owed: dict[int, int] = {}
    for item in members_in_arrears(organization.book, on=day):
        owed[item.membership.pk] = owed.get(item.membership.pk, 0) + item.arrears.amount
    dues = loan_dues(organization, day)
    found = faults or {}
    grid = Grid(products)
    for member in members_on(organization, day):
        typed = content.get(str(member.pk), {})
        amounts, loans = typed.get("amounts", {}), typed.get("loans", {})
        grid.rows.append(
            SheetRow(
                membership=member,
                cells=tuple(
                    SheetCell(
                        name=f"s-{member.pk}-{product.code}",
                        product=product,
                        value=amounts.get(product.code, ""),
                        fault=found.get((member.pk, product.code), ""),
                    )
                    for product in products
                ),
                is_present=bool(typed.get("present")),
                remark=typed.get("remark", ""),
                owed=owed.get(member.pk, 0),
                loans=tuple(
                    LoanCell(
                        name=f"a-{member.pk}-{due.loan.pk}",
                        due=due,
                        value=loans.get(str(due.loan.pk), ""),
                        fault=found.get((member.pk, loan_key(due.loan.pk)), ""),
                    )
                    for due in dues.get(member.pk, ())
                ),
            )
        )
    return grid
