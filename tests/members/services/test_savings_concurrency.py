"""Two cashiers, one last rupiah."""

from collections.abc import Callable

import pytest

from ledger.integrity.checks import faults_of_book
from members.services.savings import SavingsError, balance_of
from tests.factories.savings import cooperative, deposit, held, member, withdraw
from tests.ledger.services.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_cashiers_cannot_both_pay_the_last_rupiah() -> None:
    organization = cooperative()
    sari = member(organization)
    deposit(sari, "sukarela", 40_000)
    cashiers: list[Callable[[], object]] = [lambda: withdraw(sari, "sukarela", 40_000)] * 2

    raised = at_once(cashiers)

    assert [type(error) for error in raised] == [SavingsError]
    assert "Saldo hanya Rp 0" in str(raised[0])
    assert balance_of(held(sari, "sukarela")) == 0
    assert faults_of_book(organization.book) == []
