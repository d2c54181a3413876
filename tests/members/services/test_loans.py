"""A loan from application to the last instalment."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import Loan, LoanProduct, Organization, User
from members.services.loan_disbursement import disburse_loan
from members.services.loan_payments import interest_due, outstanding, pay_loan
from members.services.loan_terms import LoanError
from members.services.loans import apply_for_loan, decide_loan
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import OfficeFactory, officer
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    deposit(member(organization, "A-9"), "sukarela", 50_000_000, date(2025, 1, 2))
    return organization


def product_of(organization: Organization, **more: Any) -> LoanProduct:
    words: dict[str, Any] = {
        "method": "flat",
        "annual_rate": Decimal(12),
        "manager_limit": 2_000_000,
        "max_amount": 20_000_000,
    }
    return LoanProduct.objects.create(
        organization=organization,
        code="umum",
        name="Pinjaman umum",
        account=account(organization.book, "1-1301"),
        interest_account=account(organization.book, "4-1102"),
        penalty_account=account(organization.book, "4-1104"),
        **(words | more),
    )


def applied(organization: Organization, **more: Any) -> Loan:
    words: dict[str, Any] = {"principal": 1_200_000, "months": 12, "number": "PJ-1"}
    return apply_for_loan(
        membership=more.pop("membership", None) or member(organization),
        product=organization.loan_products.first() or product_of(organization),
        on=date(2025, 3, 1),
        actor=system_actor(),
        at=AT,
        **(words | more),
    )


def decided(loan: Loan, by: User, is_approved: bool = True) -> Loan:
    return decide_loan(loan=loan, is_approved=is_approved, on=date(2025, 3, 2), actor=by, at=AT)


def running(organization: Organization, **more: Any) -> Loan:
    loan = decided(applied(organization, **more), officer(organization, "ketua"))
    disburse_loan(
        loan=loan, cash=cash(organization), on=date(2025, 3, 10), actor=system_actor(), at=AT
    )
    return Loan.objects.get(pk=loan.pk)


def paid(loan: Loan, amount: int, on: date, **more: Any) -> Voucher:
    return pay_loan(
        loan=loan,
        amount=amount,
        cash=cash(loan.product.organization),
        on=on,
        actor=system_actor(),
        at=AT,
        **more,
    )


def credits_of(voucher: Voucher) -> list[tuple[Any, ...]]:
    return list(
        voucher.lines.filter(credit__gt=0).values_list(
            "account__code", "subsidiary__code", "credit"
        )
    )


def test_a_loan_runs_to_its_last_instalment(organization: Organization) -> None:
    loan = running(organization)

    for row in loan.instalments.filter(due_on__lte=date(2026, 2, 10)):
        paid(loan, row.principal + row.interest, row.due_on)

    assert loan.instalments.count() == 12
    assert outstanding(loan) == 1_200_000 - 11 * 100_000
    assert faults_of_book(organization.book) == []


def test_payment_goes_to_penalty_then_interest_then_principal(organization: Organization) -> None:
    loan = running(organization)

    voucher = paid(loan, 150_000, date(2025, 5, 10), penalty=5_000)

    assert credits_of(voucher) == [
        ("4-1104", None, 5_000),
        ("4-1102", None, 24_000),
        ("1-1301", "PJ-1", 121_000),
    ]
    assert outstanding(loan) == 1_079_000


def test_a_small_payment_covers_interest_first(organization: Organization) -> None:
    loan = running(organization)

    assert credits_of(paid(loan, 10_000, date(2025, 4, 10))) == [("4-1102", None, 10_000)]
    assert interest_due(loan, date(2025, 4, 10)) == 2_000


def test_more_than_the_debt_is_refused(organization: Organization) -> None:
    loan = running(organization)

    with pytest.raises(LoanError, match=r"melebihi utang.*1\.212\.000"):
        paid(loan, 1_212_001, date(2025, 4, 10))
    paid(loan, 1_212_000, date(2025, 4, 10))

    assert outstanding(loan) == 0


def test_a_reversed_payment_is_owed_again(organization: Organization) -> None:
    loan = running(organization)
    voucher = paid(loan, 112_000, date(2025, 4, 10))
    reverse(voucher=voucher, on=date(2025, 4, 11), reason="salah", actor=system_actor(), at=AT)

    assert outstanding(loan) == 1_200_000
    assert interest_due(loan, date(2025, 4, 10)) == 12_000


def test_above_the_managers_limit_the_chair_decides(organization: Organization) -> None:
    product_of(organization)
    small = applied(organization)
    large = applied(organization, membership=small.membership, principal=2_000_001, number="PJ-2")
    manager = officer(organization, "manajer")

    assert decided(small, manager).state == "approved"
    with pytest.raises(LoanError, match="diputus oleh ketua"):
        decided(large, manager)


def test_nobody_decides_on_his_own_loan(organization: Organization) -> None:
    chair = member(organization, "A-7")
    chair.person.user = User.objects.create_user("ketua.sendiri")
    chair.person.save()
    OfficeFactory(organization=organization, person=chair.person, kind="ketua")

    loan = applied(organization, membership=chair)

    assert loan.is_related
    with pytest.raises(LoanError, match="orang lain"):
        decided(loan, chair.person.user)


def test_a_refused_loan_is_not_paid_out(organization: Organization) -> None:
    loan = decided(applied(organization), officer(organization, "ketua"), is_approved=False)

    with pytest.raises(LoanError, match="yang disetujui"):
        disburse_loan(
            loan=loan, cash=cash(organization), on=date(2025, 3, 10), actor=system_actor(), at=AT
        )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"months": 0}, "months"),
        ({"months": 61}, "months"),
        ({"principal": 20_000_001}, "principal"),
        ({"principal": 0}, "principal"),
        ({"number": " "}, "number"),
    ],
)
def test_impossible_applications_are_refused(
    organization: Organization, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(LoanError) as refused:
        applied(organization, **more)

    assert refused.value.field == field
    assert not Loan.objects.exists()
