"""Raw SQL under a posted voucher: nothing of it can be changed, taken away or added to."""

from datetime import date
from uuid import uuid4

import pytest

from tests.factories.attacks import Attack, assert_refused
from tests.factories.forging import (
    ENTRY,
    TRANSACTION,
    ForgedLine,
    entry_row,
    forge,
    insert,
    literal,
    run,
    transaction_row,
    update,
    voucher_row,
)
from tests.factories.world import World

SALE = "Jual kredit"


def entry(world: World) -> str:
    return f"uuid = {literal(world.voucher(SALE).entry_id)}"


def transactions(world: World) -> str:
    return f"journal_entry_id = {literal(world.voucher(SALE).entry_id)}"


def voucher(world: World) -> str:
    return f"id = {world.voucher(SALE).pk}"


def lines(world: World) -> str:
    return f"voucher_id = {world.voucher(SALE).pk}"


def new_entry(world: World, **changes: object) -> str:
    return insert(ENTRY, **entry_row(world.book, uuid4(), date(2026, 2, 1), **changes))


def new_transaction(world: World) -> str:
    line = ForgedLine(world.account("6102"), debit=5)
    return insert(TRANSACTION, **transaction_row(world.voucher(SALE).entry_id, line))


def another_line(world: World) -> str:
    """A third record of ours in a posted voucher, about a transaction that is not posted."""
    forged = forge(world.book, [ForgedLine(world.account("6102"), debit=5)])
    run(*forged.statements[:-1])
    return forged.statements[-1].replace(forged.voucher.sql, str(world.voucher(SALE).pk))


def transaction_moved_in(world: World) -> str:
    forged = forge(world.book, [ForgedLine(world.account("6102"), debit=5)])
    run(*forged.statements)
    return update(
        TRANSACTION,
        f"journal_entry_id = {literal(forged.entry)}",
        journal_entry_id=world.voucher(SALE).entry_id,
    )


def transaction_moved_out(world: World) -> str:
    forged = forge(world.book, [])
    run(*forged.statements)
    return update(TRANSACTION, transactions(world), journal_entry_id=forged.entry)


ENTRIES = [
    Attack("insert posted", lambda w: new_entry(w, posted=True), "born_posted"),
    Attack("insert locked", lambda w: new_entry(w, locked=True), "born_posted"),
    Attack("insert a closing", lambda w: new_entry(w, is_closing_entry=True), "engine_closing"),
    Attack("unpost", lambda w: update(ENTRY, entry(w), posted=False), "posted_fixed"),
    Attack("unlock", lambda w: update(ENTRY, entry(w), locked=False), "posted_fixed"),
    Attack(
        "unpost and unlock",
        lambda w: update(ENTRY, entry(w), posted=False, locked=False),
        "posted_fixed",
    ),
    Attack(
        "flag as closing",
        lambda w: update(ENTRY, entry(w), is_closing_entry=True),
        "posted_fixed",
    ),
    Attack(
        "re-date",
        lambda w: update(ENTRY, entry(w), timestamp="2025-04-05 05:00:00"),
        "posted_fixed",
    ),
    Attack(
        "move to another book",
        lambda w: update(ENTRY, entry(w), ledger_id=w.foreign.ledger_id),
        "posted_fixed",
    ),
    Attack("rename", lambda w: update(ENTRY, entry(w), description="Lain"), "posted_fixed"),
    Attack("new key", lambda w: update(ENTRY, entry(w), uuid=uuid4()), "posted_fixed"),
    Attack("all of them", lambda w: update(ENTRY, "true", posted=False), "posted_fixed"),
    Attack("delete", lambda w: f"DELETE FROM {ENTRY} WHERE {entry(w)}", "posted_stays"),
    Attack("delete all", lambda w: f"DELETE FROM {ENTRY}", "posted_stays"),
]

TRANSACTIONS = [
    Attack("amount", lambda w: update(TRANSACTION, transactions(w), amount=1), "line_of_posted"),
    Attack(
        "side", lambda w: update(TRANSACTION, transactions(w), tx_type="debit"), "line_of_posted"
    ),
    Attack(
        "account",
        lambda w: update(
            TRANSACTION, transactions(w), account_id=w.account("4901").engine_account_id
        ),
        "line_of_posted",
    ),
    Attack(
        "memo", lambda w: update(TRANSACTION, transactions(w), description="x"), "line_of_posted"
    ),
    Attack("key", lambda w: update(TRANSACTION, transactions(w), uuid=uuid4()), "line_of_posted"),
    Attack("add", new_transaction, "line_of_posted"),
    Attack("move in", transaction_moved_in, "line_of_posted"),
    Attack("move out", transaction_moved_out, "line_of_posted"),
    Attack("delete", lambda w: f"DELETE FROM {TRANSACTION} WHERE {transactions(w)}",
           "line_of_posted"),
]  # fmt: skip

VOUCHERS = [
    Attack(
        f"change {column}",
        lambda w, column=column, value=value: update(
            "ledger_voucher", voucher(w), **{column: value}
        ),
        "voucher_fixed",
    )
    for column, value in {
        "date": date(2025, 3, 6),
        "number": 9,
        "sequence": 99,
        "narration": "Lain",
        "party": "Lain",
        "period": 4,
        "seal": "0" * 64,
        "previous_seal": "0" * 64,
        "key": "lain",
        "fingerprint": "0" * 64,
        "posted_at": "2025-01-01 00:00:00",
        "reason": "Lain",
        "id": 9999,
    }.items()
] + [
    Attack("delete", lambda w: f"DELETE FROM ledger_voucher WHERE {voucher(w)}", "voucher_fixed"),
    Attack("delete all", lambda w: "DELETE FROM ledger_voucher", "voucher_fixed"),
]

LINES = [
    Attack(
        f"change {column}",
        lambda w, column=column, value=value: update(
            "ledger_line", lines(w), **{column: value(w) if callable(value) else value}
        ),
        "line_of_posted",
    )
    for column, value in {
        "debit": 1,
        "credit": 1,
        "memo": "x",
        "date": date(2025, 4, 1),
        "period": 202504,
        "account_id": lambda w: w.account("4901").pk,
        "subsidiary_id": lambda w: w.subsidiary("P-2").pk,
        "unit_id": lambda w: w.unit("TOKO").pk,
        "voucher_id": lambda w: w.voucher("Simpanan").pk,
    }.items()
] + [
    Attack("add", another_line, "line_of_posted"),
    Attack("delete", lambda w: f"DELETE FROM ledger_line WHERE {lines(w)}", "line_of_posted"),
]


def free_entry(world: World) -> object:
    """An unposted entry that a voucher can be written for."""
    uuid = uuid4()
    run(insert(ENTRY, **entry_row(world.book, uuid, date(2026, 2, 1))))
    return uuid


def new_voucher(world: World, day: date = date(2026, 2, 1), **changes: object) -> str:
    return insert("ledger_voucher", **voucher_row(world.book, free_entry(world), day, **changes))


NUMBERING = [
    Attack(
        "duplicate number",
        lambda w: new_voucher(w, kind="BKM", number=1, code="BKM/2026/02/0001"),
        "number_gap",
    ),
    Attack(
        "gap in the numbers",
        lambda w: new_voucher(w, kind="BKM", number=4, code="BKM/2026/02/0004"),
        "number_gap",
    ),
    Attack("number zero", lambda w: new_voucher(w, number=0, code="BU/2026/02/0000"), "number_gap"),
    Attack("gap in the sequence", lambda w: new_voucher(w, sequence=99), "number_gap"),
    Attack("duplicate sequence", lambda w: new_voucher(w, sequence=1), "number_gap"),
    Attack(
        "code of another number", lambda w: new_voucher(w, code="BU/2026/02/0009"), "number_gap"
    ),
    Attack("code of another month", lambda w: new_voucher(w, code="BU/2026/01/0001"), "number_gap"),
    Attack("chain from nothing", lambda w: new_voucher(w, previous_seal="0" * 64), "seal_chain"),
    Attack(
        "chain from an earlier voucher",
        lambda w: new_voucher(w, previous_seal=w.voucher(SALE).seal),
        "seal_chain",
    ),
    Attack("no seal", lambda w: new_voucher(w, seal=""), "seal_chain"),
    Attack("half a seal", lambda w: new_voucher(w, seal="a" * 63), "seal_chain"),
    Attack("period of another month", lambda w: new_voucher(w, period=1), "voucher_period"),
    Attack("closing in February", lambda w: new_voucher(w, period=13), "voucher_period"),
    Attack(
        "year of another date",
        lambda w: new_voucher(w, year=2025, number=3, code="BU/2026/02/0003"),
        "voucher_period",
    ),
    Attack(
        "for a posted entry",
        lambda w: insert(
            "ledger_voucher",
            **voucher_row(w.book, w.voucher(SALE).entry_id, date(2026, 2, 1)),
        ),
        "voucher_late",
    ),
]

IDS = {"ids": lambda attack: attack.name}


@pytest.mark.parametrize("attack", ENTRIES, **IDS)
def test_entry(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


@pytest.mark.parametrize("attack", TRANSACTIONS, **IDS)
def test_transaction(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


@pytest.mark.parametrize("attack", VOUCHERS, **IDS)
def test_voucher(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


@pytest.mark.parametrize("attack", LINES, **IDS)
def test_line(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


@pytest.mark.parametrize("attack", NUMBERING, **IDS)
def test_numbering(attack: Attack, world: World) -> None:
    assert_refused(attack, world)
