"""What a collection sheet shows: members of the day, products, and what each still owes."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class SheetCell:
    """One input: its name in the form, what stands in it, and what is wrong with it."""

    name: str
    product: SavingsProduct
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


def sheet_rows(
    organization: Organization,
    day: date,
    content: dict[str, Any],
    faults: dict[tuple[int, str], str] | None = None,
) -> list[SheetRow]:
    """The grid; its number of queries does not grow with the members."""
    products = sheet_products(organization)
    owed: dict[int, int] = {}
    for item in members_in_arrears(organization.book, on=day):
        owed[item.membership.pk] = owed.get(item.membership.pk, 0) + item.arrears.amount
    rows = []
    for member in members_on(organization, day):
        typed = content.get(str(member.pk), {})
        rows.append(
            SheetRow(
                membership=member,
                cells=tuple(
                    SheetCell(
                        name=f"s-{member.pk}-{product.code}",
                        product=product,
                        value=typed.get("amounts", {}).get(product.code, ""),
                        fault=(faults or {}).get((member.pk, product.code), ""),
                    )
                    for product in products
                ),
                is_present=bool(typed.get("present")),
                remark=typed.get("remark", ""),
                owed=owed.get(member.pk, 0),
            )
        )
    return rows
