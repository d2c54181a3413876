"""The members' loans of the demonstration: products, loans taken over, applications that wait."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from members.models import LoanProduct, Organization, Person, User
from members.services.loan_disbursement import take_over_loan
from members.services.loan_products import set_loan_product
from members.services.loans import analyse_loan, apply_for_loan

Rows = Callable[..., list[dict[str, str]]]
SINCE = date(2020, 1, 1)
COOPERATIVE: Mapping[str, Any] = {
    "provision_percent": Decimal(1),
    "admin_fee": 50_000,
    "manager_limit": 5_000_000,
    "meeting_limit": 25_000_000,
    "max_amount": 50_000_000,
}
"""What the cooperative's meeting set: fees as its vouchers withheld them, limits of approval."""


def load(
    organization: Organization, people: dict[str, Person], rows: Rows, actor: Any, at: datetime
) -> None:
    """Tie the loans of the books to their terms, and record what waits."""
    products: dict[str, LoanProduct] = {}
    for row in rows("books", organization.slug, "loans.csv"):
        method = row["method"]
        if method not in products:
            monthly = Decimal(row["rate_percent_per_month"])
            products[method] = _product(organization, method, monthly, actor, at)
        product = products[method]
        take_over_loan(
            membership=organization.memberships.get(person=people[row["person"]]),
            product=product,
            subsidiary=product.account.subsidiaries.get(code=row["code"]),
            principal=int(row["principal"]),
            months=int(row["months"]),
            disbursed_on=date.fromisoformat(row["disbursed_on"]),
            actor=actor,
            at=at,
        )
    for row in rows("books", organization.slug, "loan_applications.csv"):
        _apply(organization, people, products[row["product"]], row, at)


def _product(
    organization: Organization, method: str, monthly: Decimal, actor: Any, at: datetime
) -> LoanProduct:
    is_cooperative = organization.kind == "koperasi"
    return set_loan_product(
        organization=organization,
        code=method,
        name=f"Pinjaman {method} {monthly:f}% per bulan".replace(".", ","),
        method=method,
        annual_rate=monthly * 12,
        rate_basis="month",
        unit=organization.book.units.filter(code="USP").first(),
        valid_from=SINCE,
        actor=actor,
        at=at,
        **(COOPERATIVE if is_cooperative else {}),
    )


def _apply(
    organization: Organization,
    people: dict[str, Person],
    product: LoanProduct,
    row: dict[str, str],
    at: datetime,
) -> None:
    """An application with its analysis; the chair has not decided yet."""
    loan = apply_for_loan(
        membership=organization.memberships.get(person=people[row["person"]]),
        product=product,
        number=row["code"],
        principal=int(row["principal"]),
        months=int(row["months"]),
        purpose=row["purpose"],
        collateral=row["collateral"],
        collateral_value=int(row["collateral_value"]),
        on=date.fromisoformat(row["applied_on"]),
        actor=User.objects.get(username=row["recorded_by"]),
        at=at,
    )
    analyse_loan(
        loan=loan,
        income=int(row["income"]),
        living_cost=int(row["living_cost"]),
        other_instalments=0,
        note=row["note"],
        recommends=True,
        on=date.fromisoformat(row["analysed_on"]),
        actor=User.objects.get(username=row["analysed_by"]),
        at=at,
    )
