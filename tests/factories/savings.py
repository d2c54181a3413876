"""Members with savings, through the services."""

from datetime import date
from typing import Any

from ledger.models import Account, Voucher
from ledger.services.actors import system_actor
from members.models import Membership, Organization, SavingsAccount, SavingsProduct
from members.services import savings, savings_products
from members.services.organizations import admit_member
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory, PersonFactory

DAY = date(2026, 1, 10)


def cooperative(**terms: dict[str, Any]) -> Organization:
    """A cooperative with the usual products; `terms` are changes by product code."""
    organization = OrganizationFactory(kind="koperasi")
    savings_products.add_default_products(organization=organization, actor=system_actor(), at=AT)
    for code, changes in terms.items():
        savings_products.set_terms(
            product=product(organization, code), actor=system_actor(), at=AT, **changes
        )
    return organization


def member(organization: Organization, number: str = "A-1") -> Membership:
    """A member since 2025."""
    return admit_member(
        organization=organization,
        person=PersonFactory(user=None),
        number=number,
        element="umum",
        joined_on=date(2025, 1, 1),
        actor=system_actor(),
        at=AT,
    )


def product(organization: Organization, code: str) -> SavingsProduct:
    """The product of that code."""
    return organization.savings_products.get(code=code)


def cash(organization: Organization) -> Account:
    """The cash account."""
    code = "1101" if organization.book.framework == "kube" else "1-1101"
    return account(organization.book, code)


def deposit(membership: Membership, code: str, amount: int, on: date = DAY, **more: Any) -> Voucher:
    """Pay in."""
    return savings.record_deposit(
        membership=membership,
        product=product(membership.organization, code),
        amount=amount,
        cash=cash(membership.organization),
        on=on,
        actor=system_actor(),
        at=AT,
        **more,
    )


def held(membership: Membership, code: str) -> SavingsAccount:
    """The member's account in a product."""
    return SavingsAccount.objects.get(membership=membership, product__code=code)


def withdraw(
    membership: Membership, code: str, amount: int, on: date = DAY, **more: Any
) -> Voucher:
    """Take out."""
    return savings.record_withdrawal(
        account=held(membership, code),
        amount=amount,
        cash=cash(membership.organization),
        on=on,
        actor=system_actor(),
        at=AT,
        **more,
    )
