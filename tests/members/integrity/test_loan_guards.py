"""What the database refuses about loans, from any console."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.integrity.guards import guard_sql, missing_guards
from ledger.services.actors import system_actor
from members.integrity.loan_messages import MESSAGES
from members.models import Loan, Organization
from members.services.loan_payments import pay_loan
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.savings import cash, cooperative, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan(db: None) -> Loan:
    organization: Organization = cooperative()
    lending(organization)
    loan = running_loan(member(organization))
    pay_loan(
        loan=loan, amount=112_000, cash=cash(organization), on=date(2026, 1, 10),
        actor=system_actor(), at=AT,
    )  # fmt: skip
    return loan


def refused(sql: str, *values: Any) -> str:
    """What the database says to a statement."""
    with (
        pytest.raises(DatabaseError) as answer,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(answer.value)


def test_every_guard_of_loans_stands() -> None:
    assert missing_guards() == []
    names = {name for name in guard_sql(connection.vendor) if "loan" in name or "allowance" in name}
    assert len(names) >= 30


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE members_loan SET principal = 1 WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loan SET annual_rate = 1 WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loan SET months = 99 WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loan SET disbursed_on = '2025-01-01' WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loan SET decision_no = 'x' WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loan SET state = 'applied' WHERE id = %s", "loan_state"),
        ("DELETE FROM members_loan WHERE id = %s", "loan_fixed"),
        ("UPDATE members_loaninstalment SET interest = 0 WHERE loan_id = %s", "loan_row_fixed"),
        ("DELETE FROM members_loaninstalment WHERE loan_id = %s", "loan_row_fixed"),
        ("UPDATE members_loanpayment SET principal = 0 WHERE loan_id = %s", "loan_row_fixed"),
        ("DELETE FROM members_loanpayment WHERE loan_id = %s", "loan_row_fixed"),
    ],
)
def test_what_was_agreed_and_paid_stays(loan: Loan, sql: str, says: str) -> None:
    assert MESSAGES[says] in refused(sql, loan.pk)


@pytest.mark.parametrize(
    "change",
    [
        "annual_rate = 1",
        "payment_order = 'pbd'",
        "manager_limit = 5",
        "penalty_percent_per_day = 9",
    ],
)
def test_terms_in_use_stay(loan: Loan, change: str) -> None:
    said = refused(f"UPDATE members_loanproduct SET {change} WHERE id = %s", loan.product_id)

    assert MESSAGES["loan_terms_fixed"] in said


def test_nobody_decides_on_what_they_recorded(loan: Loan) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT made_by_id FROM members_loan WHERE id = %s", [loan.pk])
        (maker,) = cursor.fetchone()
    said = refused("UPDATE members_loan SET decided_by_id = %s WHERE id = %s", maker, loan.pk)

    assert MESSAGES["loan_fixed"] in said or MESSAGES["loan_self"] in said


def test_replacing_a_row_is_refused_on_sqlite(loan: Loan) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE")
    said = refused(
        "REPLACE INTO members_loanpayment (id, loan_id, voucher_id, principal, interest, penalty,"
        " fee, waived, waive_reason, version) SELECT id, loan_id, voucher_id, 0, 0, 0, 0, 0, '', 1"
        " FROM members_loanpayment WHERE loan_id = %s",
        loan.pk,
    )

    assert MESSAGES["loan_row_fixed"] in said


def test_a_table_is_not_emptied_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")

    assert MESSAGES["no_truncate"] in refused("TRUNCATE members_loanpayment")
