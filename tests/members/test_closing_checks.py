"""The lights that the register of members adds to a month's close."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.registry import Light, closing_lights
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import Organization
from members.services.dues import generate_dues
from members.services.savings_interest import run_interest
from tests.factories.books import make_voucher
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory
from tests.factories.savings import cooperative, deposit, member

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 31)
WAJIB = {"fixed_amount": 50_000}
TWELVE = {"interest_percent": Decimal(12), "interest_method": "lowest"}


def lights(organization: Organization, end: date = JANUARY) -> dict[str, Light]:
    return {check.name: light for check, light in closing_lights(organization.book, end)}


def test_dues_wait_until_the_month_was_run() -> None:
    organization = cooperative(wajib=WAJIB)
    member(organization)
    before = lights(organization)["dues_run"]

    generate_dues(organization=organization, year=2026, month=1, actor=system_actor(), at=AT)

    assert (before.state, before.text) == (
        "wait",
        "Kewajiban iuran bulan ini belum dibuat: Simpanan wajib.",
    )
    assert lights(organization)["dues_run"].state == "ok"
    assert lights(organization, date(2026, 2, 28))["dues_run"].state == "wait"


def test_interest_waits_until_it_was_credited_and_again_when_that_was_reversed() -> None:
    organization = cooperative(sukarela=TWELVE)
    deposit(member(organization), "sukarela", 14_000_000, date(2025, 12, 31))
    before = lights(organization)["interest_run"].state

    voucher = run_interest(
        organization=organization, year=2026, month=1, actor=system_actor(), at=AT
    )
    after = lights(organization)["interest_run"].state
    reverse(voucher=voucher, on=AT.date(), reason="Salah", actor=system_actor(), at=AT)

    assert (before, after, lights(organization)["interest_run"].state) == ("wait", "ok", "wait")


def test_a_balance_that_belongs_to_no_members_account_is_named() -> None:
    organization = cooperative()
    deposit(member(organization), "sukarela", 100_000)
    before = lights(organization)["members_tie"]

    stray = [("1-1101", 70_000, 0), ("2-1201", 0, 70_000, "LAIN")]
    make_voucher(organization.book, date(2026, 1, 12), stray)

    after = lights(organization)["members_tie"]
    assert before.state == "ok"
    assert (after.state, after.text) == (
        "warn",
        "Saldo tanpa simpanan atau pinjaman anggota: LAIN (2-1201).",
    )


def test_a_group_without_savings_products_sees_none_of_them() -> None:
    assert not {"dues_run", "interest_run", "members_tie"} & lights(OrganizationFactory()).keys()
