"""The interest run of a month: who earns what, and what is withheld."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import InterestSlip, Organization
from members.services.savings import SavingsError, balance_of
from members.services.savings_interest import run_interest
from tests.factories.clock import AT
from tests.factories.savings import cooperative, deposit, held, member, withdraw

pytestmark = pytest.mark.django_db
TWELVE: dict[str, Any] = {"interest_percent": Decimal(12), "interest_method": "lowest"}


def run(organization: Organization, month: int = 1) -> Voucher:
    return run_interest(
        organization=organization, year=2026, month=month, actor=system_actor(), at=AT
    )


def by_account(voucher: Voucher) -> list[tuple[Any, ...]]:
    return list(voucher.lines.values_list("account__code", "subsidiary__code", "debit", "credit"))


def test_one_voucher_pays_every_member_net_of_tax() -> None:
    organization = cooperative(sukarela=TWELVE, **{"hari-raya": TWELVE})
    sari, budi = member(organization), member(organization, "A-2")
    deposit(sari, "sukarela", 14_000_000, date(2025, 12, 31))
    deposit(sari, "hari-raya", 16_000_000, date(2025, 12, 31))
    deposit(budi, "sukarela", 24_000_000, date(2025, 12, 31))

    voucher = run(organization)

    assert by_account(voucher) == [
        ("5-1102", None, 540_000, 0),
        ("2-1201", "A-1", 0, 126_000),
        ("2-1202", "A-1", 0, 144_000),
        ("2-1201", "A-2", 0, 240_000),
        ("2-1401", None, 0, 30_000),
    ]
    assert list(InterestSlip.objects.order_by("pk").values_list("gross", "tax")) == [
        (140_000, 14_000),
        (160_000, 16_000),
        (240_000, 0),
    ]
    assert voucher.date == date(2026, 1, 31)
    assert faults_of_book(organization.book) == []


def test_lowest_balance_earns_nothing_for_money_that_left() -> None:
    organization = cooperative(sukarela=TWELVE)
    sari = member(organization)
    deposit(sari, "sukarela", 1_000_000, date(2025, 12, 31))
    withdraw(sari, "sukarela", 900_000, date(2026, 1, 20))

    run(organization)

    assert balance_of(held(sari, "sukarela")) == 101_000


def test_a_month_runs_once_until_it_is_reversed() -> None:
    organization = cooperative(sukarela=TWELVE)
    deposit(member(organization), "sukarela", 1_000_000, date(2025, 12, 31))
    first = run(organization)

    with pytest.raises(SavingsError, match="sudah dibukukan"):
        run(organization)
    reverse(voucher=first, on=date(2026, 2, 1), reason="salah", actor=system_actor(), at=AT)

    assert by_account(run(organization)) == by_account(first)


def test_nothing_earned_posts_nothing() -> None:
    organization = cooperative(sukarela=TWELVE)

    with pytest.raises(SavingsError, match="Tidak ada simpanan"):
        run(organization)

    assert not Voucher.objects.exists()
