"""What was counted stays counted, whoever has the console."""

import pytest

from ledger.models import CashCount, PettySlip
from ledger.services.cash_counts import post_difference, record_count
from ledger.services.petty_cash import record_slip, set_fund
from tests.factories.attacks import Attack, assert_refused
from tests.factories.clock import AT
from tests.factories.forging import update
from tests.factories.world import World


def counted(world: World) -> CashCount:
    actor = world.voucher("Jual kredit").made_by
    count = record_count(
        account=world.account("1101"),
        on=AT.date(), pieces={"note-5000": 1}, kind="close", actor=actor, at=AT,
    )  # fmt: skip
    post_difference(count=count, explanation="Hilang", actor=actor, at=AT)
    return count


def slip(world: World) -> PettySlip:
    actor = world.voucher("Jual kredit").made_by
    fund = set_fund(account=world.account("1101"), amount=100, holder="S", actor=actor, at=AT)
    return record_slip(
        fund=fund, on=AT.date(), narration="Plastik", account=world.account("6106"), amount=10,
        actor=actor, at=AT,
    )  # fmt: skip


ATTACKS = [
    Attack(
        "other sum",
        lambda w: update("ledger_cashcount", f"id = {counted(w).pk}", counted=9),
        "count_fixed",
    ),
    Attack(
        "delete count",
        lambda w: f"DELETE FROM ledger_cashcount WHERE id = {counted(w).pk}",
        "count_fixed",
    ),
    Attack(
        "other piece",
        lambda w: update("ledger_cashpiece", f"count_id = {counted(w).pk}", number=2),
        "count_fixed",
    ),
    Attack(
        "delete pieces",
        lambda w: f"DELETE FROM ledger_cashpiece WHERE count_id = {counted(w).pk}",
        "count_fixed",
    ),
    Attack(
        "other explanation",
        lambda w: update("ledger_cashdifference", f"count_id = {counted(w).pk}", explanation="x"),
        "count_fixed",
    ),
    Attack(
        "slip of another sum",
        lambda w: update("ledger_pettyslip", f"id = {slip(w).pk}", amount=99),
        "slip_fixed",
    ),
    Attack(
        "delete slip",
        lambda w: f"DELETE FROM ledger_pettyslip WHERE id = {slip(w).pk}",
        "slip_fixed",
    ),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_counts_and_slips_hold(attack: Attack, world: World) -> None:
    assert_refused(attack, world)
