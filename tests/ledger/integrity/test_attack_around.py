"""Raw SQL at what surrounds a voucher: balances, periods, accounts, the log; REPLACE, TRUNCATE."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from tests.factories.attacks import Attack, assert_refused
from tests.factories.forging import (
    ENTRY,
    TRANSACTION,
    ForgedLine,
    forge,
    insert,
    literal,
    run,
    update,
)
from tests.factories.world import World

SALE = "Jual kredit"
BALANCE = "ledger_accountbalance"
SUBSIDIARY_BALANCE = "ledger_subsidiarybalance"
ENGINE_ACCOUNT = "django_ledger_accountmodel"


def balance_row(world: World, verb: str = "INSERT INTO") -> str:
    return insert(
        BALANCE,
        verb=verb,
        book_id=world.book.pk,
        period=202604,
        account_id=world.account("1101").pk,
        unit_id=world.unit("UMUM").pk,
        debit=1,
        credit=0,
        count=1,
    )


def subsidiary_balance_row(world: World) -> str:
    return insert(
        SUBSIDIARY_BALANCE,
        subsidiary_id=world.subsidiary("P-1").pk,
        period=202604,
        debit=1,
        credit=0,
        count=1,
    )


def pk(thing: object) -> str:
    return f"id = {thing.pk}"  # type: ignore[attr-defined]


def engine_account(world: World, code: str = "1101") -> str:
    return f"uuid = {literal(world.account(code).engine_account_id)}"


def reopened(world: World) -> str:
    return update("ledger_period", pk(world.period(2025, 2)), state="open")


def asked_by_oneself(world: World) -> str:
    """A reopening that waits for its second officer is no leave to open."""
    voucher = world.voucher(SALE)
    run(
        insert(
            "ledger_reopenrequest",
            period_id=world.period(2025, 2).pk,
            reason="x",
            requested_by_id=voucher.made_by_id,
            requested_at=voucher.posted_at,
        )
    )
    return reopened(world)


def gate_for_a_draft(world: World) -> str:
    cash, sales = world.account("1101"), world.account("4101")
    forged = forge(world.book, [ForgedLine(cash, debit=5), ForgedLine(sales, credit=5)])
    run(*forged.statements)
    return insert("ledger_postinggate", entry=forged.entry)


AROUND = [
    Attack("balance, insert", balance_row, "balance_direct"),
    Attack("balance, update", lambda _w: f"UPDATE {BALANCE} SET debit = 0", "balance_direct"),
    Attack("balance, delete", lambda _w: f"DELETE FROM {BALANCE}", "balance_direct"),
    Attack("pembantu, insert", subsidiary_balance_row, "balance_direct"),
    Attack(
        "pembantu, update",
        lambda _w: f"UPDATE {SUBSIDIARY_BALANCE} SET credit = 9",
        "balance_direct",
    ),
    Attack("pembantu, delete", lambda _w: f"DELETE FROM {SUBSIDIARY_BALANCE}", "balance_direct"),
    Attack(
        "gate for a stranger",
        lambda _w: insert("ledger_postinggate", entry=uuid4()),
        "gate_closed",
    ),
    Attack(
        "gate for a posted entry",
        lambda w: insert("ledger_postinggate", entry=w.voucher(SALE).entry_id),
        "gate_closed",
    ),
    Attack("gate for a voucher that is not posted", gate_for_a_draft, "gate_closed"),
    Attack("period, reopen", reopened, "period_reopen"),
    Attack("period, reopen with a single officer", asked_by_oneself, "period_reopen"),
    Attack(
        "period, close out of order",
        lambda w: update("ledger_period", pk(w.period(2025, 5)), state="closed"),
        "period_order",
    ),
    Attack(
        "period, move",
        lambda w: update("ledger_period", pk(w.period(2025, 5)), year=2031),
        "period_fixed",
    ),
    Attack(
        "period, other state",
        lambda w: update("ledger_period", pk(w.period(2025, 5)), state="maybe"),
        "period_fixed",
    ),
    Attack("period, delete", lambda _w: "DELETE FROM ledger_period", "period_fixed"),
    Attack(
        "period, born closed",
        lambda w: insert("ledger_period", book_id=w.book.pk, year=2030, month=1, state="closed"),
        "period_born_open",
    ),
    Attack(
        "period, added before the last",
        lambda w: insert("ledger_period", book_id=w.book.pk, year=2024, month=12, state="open"),
        "period_born_last",
    ),
    Attack(
        "account, side",
        lambda w: update("ledger_account", pk(w.account("1101")), side="credit"),
        "account_frozen",
    ),
    Attack(
        "account, kind",
        lambda w: update("ledger_account", pk(w.account("4101")), kind="liability"),
        "account_frozen",
    ),
    Attack(
        "account, code",
        lambda w: update("ledger_account", pk(w.account("4101")), code="4999"),
        "account_frozen",
    ),
    Attack(
        "account, no control",
        lambda w: update("ledger_account", pk(w.account("1103")), control=""),
        "account_frozen",
    ),
    Attack(
        "account, other book",
        lambda w: update("ledger_account", pk(w.account("1101")), book_id=w.foreign.pk),
        "account_frozen",
    ),
    Attack(
        "account, delete",
        lambda w: f"DELETE FROM ledger_account WHERE {pk(w.account('1101'))}",
        "account_frozen",
    ),
    Attack(
        "engine account, role",
        lambda w: update(ENGINE_ACCOUNT, engine_account(w), role="in_operational"),
        "account_frozen",
    ),
    Attack(
        "engine account, side",
        lambda w: update(ENGINE_ACCOUNT, engine_account(w), balance_type="credit"),
        "account_frozen",
    ),
    Attack(
        "engine account, delete",
        lambda w: f"DELETE FROM {ENGINE_ACCOUNT} WHERE {engine_account(w)}",
        "account_frozen",
    ),
    Attack(
        "subsidiary, other account",
        lambda w: update(
            "ledger_subsidiary", pk(w.subsidiary("P-1")), account_id=w.account("3101").pk
        ),
        "subsidiary_frozen",
    ),
    Attack(
        "subsidiary, code",
        lambda w: update("ledger_subsidiary", pk(w.subsidiary("P-1")), code="P-9"),
        "subsidiary_frozen",
    ),
    Attack(
        "subsidiary, delete",
        lambda w: f"DELETE FROM ledger_subsidiary WHERE {pk(w.subsidiary('P-1'))}",
        "subsidiary_frozen",
    ),
    Attack(
        "unit, code",
        lambda w: update("ledger_unit", pk(w.unit("UMUM")), code="LAIN"),
        "unit_frozen",
    ),
    Attack(
        "unit, delete",
        lambda w: f"DELETE FROM ledger_unit WHERE {pk(w.unit('UMUM'))}",
        "unit_frozen",
    ),
    Attack("book, slug", lambda w: update("ledger_book", pk(w.book), slug="lain"), "book_frozen"),
    Attack(
        "book, framework",
        lambda w: update("ledger_book", pk(w.book), framework="koperasi"),
        "book_frozen",
    ),
    Attack(
        "book, first day",
        lambda w: update("ledger_book", pk(w.book), opened_on="2026-01-01"),
        "book_frozen",
    ),
    Attack("book, delete", lambda w: f"DELETE FROM ledger_book WHERE {pk(w.book)}", "book_frozen"),
    Attack(
        "engine ledger, unpost",
        lambda w: update(
            "django_ledger_ledgermodel", f"uuid = {literal(w.book.ledger_id)}", posted=False
        ),
        "ledger_posted",
    ),
    Attack(
        "engine ledger, delete",
        lambda w: f"DELETE FROM django_ledger_ledgermodel WHERE uuid = {literal(w.book.ledger_id)}",
        "ledger_posted",
    ),
    Attack(
        "engine ledger, other entity",
        lambda w: update(
            "django_ledger_ledgermodel",
            f"uuid = {literal(w.book.ledger_id)}",
            entity_id=w.foreign.entity_id,
        ),
        "ledger_posted",
    ),
    Attack("event, update", lambda _w: "UPDATE ledger_event SET act = 'x'", "event_fixed"),
    Attack("event, delete", lambda _w: "DELETE FROM ledger_event", "event_fixed"),
]


@pytest.mark.parametrize("attack", AROUND, ids=lambda attack: attack.name)
def test_around_the_voucher(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


GUARDED = {
    ENTRY: ("posted_fixed", lambda w: f"uuid = {literal(w.voucher(SALE).entry_id)}"),
    TRANSACTION: (
        "line_of_posted",
        lambda w: f"journal_entry_id = {literal(w.voucher(SALE).entry_id)}",
    ),
    "ledger_voucher": ("voucher_late", lambda w: pk(w.voucher(SALE))),
    "ledger_line": ("line_of_posted", lambda w: f"voucher_id = {w.voucher(SALE).pk}"),
    BALANCE: ("balance_direct", lambda _w: "true"),
    SUBSIDIARY_BALANCE: ("balance_direct", lambda _w: "true"),
    "ledger_period": ("duplicate", lambda w: pk(w.period(2025, 1))),
    "ledger_event": ("event_fixed", lambda _w: "true"),
    "ledger_account": ("duplicate", lambda w: pk(w.account("1101"))),
    ENGINE_ACCOUNT: ("duplicate", engine_account),
    "ledger_subsidiary": ("duplicate", lambda w: pk(w.subsidiary("P-1"))),
    "ledger_unit": ("duplicate", lambda w: pk(w.unit("UMUM"))),
    "ledger_book": ("duplicate", lambda w: pk(w.book)),
}


@pytest.mark.parametrize("verb", ["REPLACE INTO", "INSERT OR REPLACE INTO"])
@pytest.mark.parametrize("table", GUARDED)
def test_replace_puts_no_row_in_the_place_of_another(table: str, verb: str, world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    says, where = GUARDED[table]
    run("PRAGMA recursive_triggers=OFF")  # as on a console
    condition: Callable[[World], str] = where

    assert_refused(
        Attack(
            f"{verb} {table}",
            lambda w: f'{verb} "{table}" SELECT * FROM "{table}" WHERE {condition(w)}',
            says,
        ),
        world,
    )


@pytest.mark.parametrize("table", GUARDED)
def test_truncate_empties_nothing(table: str, world: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")

    assert_refused(
        Attack("truncate", lambda _w: f'TRUNCATE "{table}" CASCADE', "no_truncate"), world
    )
