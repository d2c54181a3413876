"""Certificates of time savings: placed, matured, broken early."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.services.actors import system_actor
from members.models import SavingsAccount
from members.services.savings import SavingsError, balance_of
from members.services.savings_certificates import pay_out_certificate, place_certificate
from tests.factories.clock import AT
from tests.factories.savings import cash, cooperative, deposit, member, product, withdraw

pytestmark = pytest.mark.django_db


def placed(**more: Any) -> SavingsAccount:
    organization = cooperative(berjangka={"break_penalty_percent": Decimal(2)})
    words = {"certificate": "SB-1", "amount": 1_000_000, "months": 1, "on": date(2025, 12, 31)}
    return place_certificate(
        membership=member(organization),
        product=product(organization, "berjangka"),
        cash=cash(organization),
        actor=system_actor(),
        at=AT,
        **(words | more),
    )


def paid_out(account: SavingsAccount, on: date) -> list[tuple[Any, ...]]:
    voucher = pay_out_certificate(
        account=account,
        cash=cash(account.membership.organization),
        on=on,
        actor=system_actor(),
        at=AT,
    )
    return list(voucher.lines.values_list("account__code", "debit", "credit"))


def test_a_certificate_matures_and_is_paid_whole() -> None:
    account = placed()

    assert account.matures_on == date(2026, 1, 31)
    assert paid_out(account, date(2026, 1, 31)) == [
        ("2-1203", 1_000_000, 0),
        ("1-1101", 0, 1_000_000),
    ]
    assert balance_of(account) == 0


def test_breaking_early_costs_the_penalty() -> None:
    assert paid_out(placed(), date(2026, 1, 30)) == [
        ("2-1203", 1_000_000, 0),
        ("1-1101", 0, 980_000),
        ("5-1102", 0, 20_000),
    ]


def test_a_certificate_is_paid_out_once() -> None:
    account = placed()
    paid_out(account, date(2026, 1, 31))

    with pytest.raises(SavingsError, match="sudah dicairkan"):
        paid_out(account, date(2026, 1, 31))


def test_it_is_not_an_ordinary_account() -> None:
    account = placed()

    with pytest.raises(SavingsError, match="dicairkan seluruhnya"):
        withdraw(account.membership, "berjangka", 5)
    with pytest.raises(SavingsError, match="dengan bilyet"):
        deposit(account.membership, "berjangka", 5)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"months": 0}, "months"), ({"amount": 0}, "amount"), ({"certificate": " "}, "certificate")],
)
def test_impossible_certificates_are_refused(more: dict[str, Any], field: str) -> None:
    with pytest.raises(SavingsError) as refused:
        placed(**more)

    assert refused.value.field == field
    assert not SavingsAccount.objects.exists()
