"""A request to reopen a period cannot be forged whole, changed or taken away."""

import pytest

from tests.factories.attacks import Attack, assert_refused
from tests.factories.forging import insert, run, update
from tests.factories.world import World


def row(world: World, **changes: object) -> dict[str, object]:
    voucher = world.voucher("Jual kredit")
    return {
        "period_id": world.period(2025, 2).pk,
        "reason": "x",
        "requested_by_id": voucher.made_by_id,
        "requested_at": voucher.posted_at,
    } | changes


def born_approved(world: World) -> str:
    moment = world.voucher("Jual kredit").posted_at
    return insert("ledger_reopenrequest", **row(world, approved_at=moment))


def waiting(world: World) -> str:
    run(insert("ledger_reopenrequest", **row(world)))
    return f"period_id = {world.period(2025, 2).pk}"


ATTACKS = [
    Attack("born approved", born_approved, "request_born"),
    Attack(
        "other reason",
        lambda w: update("ledger_reopenrequest", waiting(w), reason="lain"),
        "request_fixed",
    ),
    Attack(
        "other period",
        lambda w: update("ledger_reopenrequest", waiting(w), period_id=w.period(2025, 1).pk),
        "request_fixed",
    ),
    Attack(
        "delete", lambda w: f"DELETE FROM ledger_reopenrequest WHERE {waiting(w)}", "request_fixed"
    ),
    Attack(
        "cash-flow class of a used account",
        lambda w: update("ledger_account", f"id = {w.account('1101').pk}", cash_flow="operating"),
        "account_frozen",
    ),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_requests_and_classes_hold(attack: Attack, world: World) -> None:
    assert_refused(attack, world)
