"""Two payments of one loan at once: the debt is never paid twice."""

from collections.abc import Callable
from datetime import date

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.services.actors import system_actor
from members.services.loan_payments import outstanding, pay_loan
from members.services.loan_terms import LoanError
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.savings import cash, cooperative, member
from tests.ledger.services.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_cashiers_cannot_both_take_the_whole_debt() -> None:
    organization = cooperative()
    lending(organization)
    loan = running_loan(member(organization))
    money = cash(organization)
    owed = 1_212_000  # the principal and January's interest
    cashiers: list[Callable[[], object]] = [
        lambda: pay_loan(
            loan=loan, amount=owed, cash=money, on=date(2026, 1, 10), actor=system_actor(), at=AT
        )
    ] * 2

    raised = at_once(cashiers)

    assert [type(error) for error in raised] == [LoanError]
    assert "sisa pokok dan bunga Rp 0" in str(raised[0])
    assert outstanding(loan) == 0
    assert loan.payments.count() == 1
    assert faults_of_book(organization.book) == []
