"""Collectability, the allowance of a month, and a bank loan shared by members."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import AllowanceRun, Loan, LoanClassTable, Membership, Organization
from members.selectors.group_loans import group_loan_plan
from members.selectors.loan_allowance import allowance_groups
from members.selectors.loan_classes import class_of, classes_on
from members.services.group_loans import record_group_loan
from members.services.loan_allowance import run_allowance
from members.services.loan_classes import Row, set_loan_classes
from members.services.loan_disbursement import disburse_loan
from members.services.loan_payments import pay_loan
from members.services.loan_products import set_loan_product
from members.services.loan_terms import LoanError
from members.services.loans import apply_for_loan, decide_loan
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import officer
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db
FOUR: list[Row] = [
    ("Lancar", 0, Decimal(0), False),
    ("Kurang lancar", 91, Decimal(50), False),
    ("Macet", 271, Decimal(100), True),
]


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    deposit(member(organization, "A-9"), "sukarela", 50_000_000, date(2025, 1, 2))
    return organization


def lent(organization: Organization, **more: Any) -> Loan:
    """1.200.000 over twelve months from 10 March 2025, with its allowance in 1-1309."""
    product = set_loan_product(
        organization=organization,
        code="umum",
        name="Umum",
        method="flat",
        annual_rate=Decimal(12),
        valid_from=date(2025, 1, 1),
        actor=system_actor(),
        at=AT,
    )
    loan = apply_for_loan(
        membership=member(organization), product=product, number="PJ-1", principal=1_200_000,
        months=12, on=date(2025, 3, 1), actor=system_actor(), at=AT, **more,
    )  # fmt: skip
    chair = officer(organization, "ketua")
    loan = decide_loan(loan=loan, is_approved=True, on=date(2025, 3, 2), actor=chair, at=AT)
    disburse_loan(
        loan=loan, cash=cash(organization), on=date(2025, 3, 10), actor=system_actor(), at=AT
    )
    return Loan.objects.get(pk=loan.pk)


def run(organization: Organization, month: int) -> AllowanceRun:
    return run_allowance(
        organization=organization,
        account=account(organization.book, "1-1309"),
        year=2025,
        month=month,
        actor=system_actor(),
        at=AT,
    )


def lines(made: AllowanceRun) -> list[tuple[str, int, int]]:
    assert made.voucher is not None
    return list(made.voucher.lines.order_by("pk").values_list("account__code", "debit", "credit"))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "Lancar"),
        (30, "Lancar"),
        (31, "Dalam perhatian"),
        (90, "Dalam perhatian"),
        (91, "Kurang lancar"),
        (121, "Diragukan"),
        (180, "Diragukan"),
        (181, "Macet"),
    ],
)
def test_the_usual_table_sorts_by_days(organization: Organization, days: int, name: str) -> None:
    found = class_of(classes_on(organization, date(2025, 1, 1)), days)

    assert found is not None
    assert found.name == name


def test_a_run_books_only_the_difference(organization: Organization) -> None:
    loan = lent(organization)

    fresh, late = run(organization, 3), run(organization, 5)
    pay_loan(
        loan=loan, amount=400_000, cash=cash(organization), on=date(2025, 6, 10),
        actor=system_actor(), at=AT,
    )  # fmt: skip
    cured = run(organization, 6)

    assert lines(fresh) == [("6-1108", 12_000, 0), ("1-1309", 0, 12_000)]  # 1 %
    assert lines(late) == [("6-1108", 48_000, 0), ("1-1309", 0, 48_000)]  # 51 days late: 5 %
    # three months' interest of 36.000 leaves 364.000 of principal repaid
    assert (cured.required, cured.held) == (8_360, 60_000)
    assert lines(cured) == [("6-1108", 0, 51_640), ("1-1309", 51_640, 0)]
    assert late.rows.get().class_name == "Dalam perhatian"
    assert faults_of_book(organization.book) == []


def test_a_month_is_run_once_unless_its_voucher_is_reversed(organization: Organization) -> None:
    lent(organization)
    made = run(organization, 4)

    with pytest.raises(LoanError, match="sudah dibukukan"):
        run(organization, 4)
    with pytest.raises(LoanError, match="sudah dibukukan"):
        run(organization, 3)
    assert made.voucher is not None
    reverse(
        voucher=made.voucher,
        on=date(2025, 4, 30),
        reason="salah tabel",
        actor=system_actor(),
        at=AT,
    )

    assert run(organization, 4).required == made.required


def test_nothing_to_change_makes_no_voucher(organization: Organization) -> None:
    lent(organization, collateral="Motor", collateral_value=1_200_000)

    made = run(organization, 3)

    assert (made.voucher, made.required, made.rows.count()) == (None, 0, 1)
    with pytest.raises(LoanError, match="belum berakhir"):
        run_allowance(
            organization=organization,
            account=account(organization.book, "1-1309"),
            year=2026,
            month=2,
            actor=system_actor(),
            at=AT,
        )


def table(organization: Organization, rows: list[Row], **more: Any) -> LoanClassTable:
    words: dict[str, Any] = {"source": "RA 2025", "valid_from": date(2025, 6, 1)}
    return set_loan_classes(
        organization=organization, rows=rows, actor=system_actor(), at=AT, **(words | more)
    )


def test_an_organizations_own_table_holds_from_its_day(organization: Organization) -> None:
    lent(organization)

    table(organization, FOUR)

    (before,) = allowance_groups(organization, date(2025, 5, 31))
    (after,) = allowance_groups(organization, date(2025, 7, 31))
    assert (before.required, after.required) == (60_000, 600_000)  # 5 %; 112 days late: 50 %


@pytest.mark.parametrize(
    ("rows", "more", "says"),
    [
        (FOUR[1:], {}, "mulai dari 0 hari"),
        ([*FOUR, ("Lagi", 91, Decimal(60), False)], {}, "hari yang berbeda"),
        ([FOUR[0], ("Aneh", 31, Decimal(101), False)], {}, "0 sampai 100"),
        ([("A", 0, Decimal(9), False), ("B", 31, Decimal(5), False)], {}, "makin lama"),
        (FOUR, {"source": " "}, "Tulis dasar"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(
    organization: Organization, rows: list[Row], more: dict[str, Any], says: str
) -> None:
    with pytest.raises(LoanError, match=says):
        table(organization, rows, **more)

    assert not LoanClassTable.objects.exists()


def together(organization: Organization, shares: dict[Membership, int], **more: Any) -> Any:
    words: dict[str, Any] = {
        "number": "KUR-1",
        "lender": "Bank Fiktif Rakyat",
        "principal": 10_000_000,
        "months": 12,
        "method": "anuitas",
        "annual_rate": Decimal(6),
        "received_on": date(2026, 1, 10),
        "account": account(organization.book, "2-2101"),
        "interest_account": account(organization.book, "5-1103"),
    }
    return record_group_loan(
        organization=organization, shares=shares, actor=system_actor(), at=AT, **(words | more)
    )


def test_a_bank_loan_is_shared_to_the_rupiah(organization: Organization) -> None:
    people = [member(organization, f"A-{n}") for n in (1, 2, 3)]

    plan = group_loan_plan(
        together(organization, dict(zip(people, (3_333_333, 3_333_333, 3_333_334), strict=True)))
    )

    assert [(principal, share.principal) for share, principal, _i in plan.by_member] == [
        (3_333_333, 3_333_333),
        (3_333_333, 3_333_333),
        (3_333_334, 3_333_334),
    ]
    assert [sum(row.parts) for row in plan.rows] == [
        int(row.instalment.instalment) for row in plan.rows
    ]
    assert sum(interest for _s, _p, interest in plan.by_member) == plan.plan.interest


@pytest.mark.parametrize(
    ("parts", "more", "field"),
    [
        ((5_000_000, 4_999_999), {}, "shares"),
        ((10_000_000, 0), {}, "shares"),
        ((5_000_000, 5_000_000), {"months": 0}, "months"),
        ((5_000_000, 5_000_000), {"annual_rate": Decimal(1000)}, "annual_rate"),
        ((5_000_000, 5_000_000), {"number": " "}, "number"),
    ],
)
def test_shares_that_do_not_make_the_loan_are_refused(
    organization: Organization, parts: tuple[int, int], more: dict[str, Any], field: str
) -> None:
    people = [member(organization, "A-1"), member(organization, "A-2")]

    with pytest.raises(LoanError) as refused:
        together(organization, dict(zip(people, parts, strict=True)), **more)

    assert refused.value.field == field
    assert not organization.group_loans.exists()
