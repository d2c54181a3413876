"""A bare SQLite console: no foreign keys, no recursive triggers, and every conflict clause.

`REPLACE` and `UPDATE OR REPLACE` delete the row in the way without a word to the delete guards,
and the clause of the outer statement also rules what a trigger inserts.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.db.models import Model

from ledger.integrity.checks import faults_of_book
from ledger.integrity.messages import MESSAGES
from ledger.models import Account, Book
from tests.factories.attacks import Attack
from tests.factories.books import BookFactory
from tests.factories.forging import (
    Forged,
    ForgedLine,
    Raw,
    forge,
    insert,
    literal,
    snapshot,
    update,
)
from tests.factories.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the other console is psql"),
]
ENGINE_ACCOUNT, ENGINE_LEDGER = "django_ledger_accountmodel", "django_ledger_ledgermodel"
SALE = "Jual kredit"
Console = Callable[..., None]


@pytest.fixture
def console(world: World) -> Iterator[Console]:
    """`console(statement, …)`: as `sqlite3 lumbung.sqlite3` would run them, each by itself."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as bare:

        def run(*statements: str) -> None:
            for statement in statements:
                bare.execute(statement)

        yield run


def pair(world: World, **changes: object) -> list[ForgedLine]:
    cash, sales = world.account("1101"), world.account("4101")
    return [ForgedLine(cash, debit=100), ForgedLine(sales, credit=100, **changes)]


def unused_book(_world: World) -> Book:
    return BookFactory(slug="kube-kosong")


def nothing_there(**ours: object) -> Callable[[World], Forged]:
    """A voucher whose second line points at a row that does not exist."""
    return lambda world: forge(world.book, pair(world, ours=ours))


def takes_over(
    what: str, table: str, row: Callable[[World], Model], **columns: Callable[[World], object]
) -> Attack:
    """`UPDATE OR REPLACE` that gives one row what is another's."""

    def blow(world: World) -> str:
        key = row(world)
        where = f"{key._meta.pk.column} = {literal(key.pk)}"
        values = {name: value(world) for name, value in columns.items()}
        return update(table, where, verb="UPDATE OR REPLACE", **values)

    return Attack(f"{table}: {what}", blow, "duplicate")


def spare(world: World) -> Account:
    return world.account("4901")


def used(world: World) -> Account:
    return world.account("4101")


def spare_engine(world: World) -> Model:
    return spare(world).engine_account


TAKE_OVERS = [
    takes_over("id", "ledger_account", spare, id=lambda w: used(w).pk),
    takes_over("code", "ledger_account", spare, code=lambda _w: "4101"),
    takes_over(
        "engine account",
        "ledger_account",
        spare,
        engine_account_id=lambda w: used(w).engine_account_id,
    ),
    takes_over(
        "purpose",
        "ledger_account",
        lambda w: w.account("3401"),
        purpose=lambda _w: "current_result",
    ),
    takes_over("key", ENGINE_ACCOUNT, spare_engine, uuid=lambda w: used(w).engine_account_id),
    takes_over("code", ENGINE_ACCOUNT, spare_engine, code=lambda _w: "4101"),
    takes_over("path", ENGINE_ACCOUNT, spare_engine, path=lambda w: used(w).engine_account.path),
    takes_over(
        "id",
        "ledger_subsidiary",
        lambda w: w.subsidiary("P-2"),
        id=lambda w: w.subsidiary("P-1").pk,
    ),
    takes_over("code", "ledger_subsidiary", lambda w: w.subsidiary("P-2"), code=lambda _w: "P-1"),
    takes_over("code", "ledger_unit", lambda w: w.unit("TOKO"), code=lambda _w: "UMUM"),
    takes_over(
        "engine unit",
        "ledger_unit",
        lambda w: w.unit("TOKO"),
        engine_unit_id=lambda w: w.unit("UMUM").engine_unit_id,
    ),
    takes_over("slug", "ledger_book", unused_book, slug=lambda w: w.book.slug),
    takes_over("ledger", "ledger_book", unused_book, ledger_id=lambda w: w.book.ledger_id),
    Attack(
        "engine ledger replaced by an unposted one",
        lambda w: (
            f"REPLACE INTO {ENGINE_LEDGER} (created, uuid, name, posted, locked, hidden,"
            f" entity_id) SELECT created, uuid, name, 0, locked, hidden, entity_id"
            f" FROM {ENGINE_LEDGER} WHERE uuid = {literal(w.book.ledger_id)}"
        ),
        "duplicate",
    ),
    Attack(
        "engine ledger deleted",
        lambda w: f"DELETE FROM {ENGINE_LEDGER} WHERE uuid = {literal(w.book.ledger_id)}",
        "ledger_posted",
    ),
    Attack(
        "engine ledger taken over by another",
        lambda w: update(
            ENGINE_LEDGER,
            f"uuid = {literal(unused_book(w).ledger_id)}",
            verb="UPDATE OR REPLACE",
            uuid=w.book.ledger_id,
        ),
        "ledger_posted",
    ),
]


@pytest.mark.parametrize("attack", TAKE_OVERS, ids=lambda attack: attack.name)
def test_no_row_takes_the_place_of_another(attack: Attack, world: World, console: Console) -> None:
    blow = str(attack.aim(world))
    before = snapshot()

    with pytest.raises(sqlite3.IntegrityError) as refused:
        console(blow)

    assert str(refused.value) == MESSAGES[attack.says]
    assert snapshot() == before


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (nothing_there(account_id=999_999), "line_differs"),
        (nothing_there(unit_id=999_999), "wrong_unit"),
        (nothing_there(subsidiary_id=999_999), "no_subsidiary"),
    ],
    ids=["account", "unit", "subsidiary"],
)
def test_no_line_points_at_nothing(
    forged: Callable[[World], Forged], says: str, world: World, console: Console
) -> None:
    voucher = forged(world)
    console(*voucher.statements)
    before = snapshot()

    with pytest.raises(sqlite3.IntegrityError) as refused:
        console(voucher.flip())

    assert str(refused.value) == MESSAGES[says]
    assert snapshot() == before


@pytest.mark.parametrize("clause", ["REPLACE", "IGNORE", "FAIL", "ROLLBACK", "ABORT"])
def test_no_conflict_clause_on_the_flip_corrupts_a_balance(
    clause: str, world: World, console: Console
) -> None:
    """Cash and sales of February 2026 are counted already: the second flip meets their rows."""
    for _ in range(2):
        voucher = forge(world.book, pair(world))
        console(*voucher.statements, voucher.flip(verb=f"UPDATE OR {clause}"))

    only_seals = [fault for fault in faults_of_book(world.book) if "segel" not in fault]
    assert only_seals == []


@pytest.mark.parametrize("clause", ["REPLACE", "IGNORE", "FAIL", "ROLLBACK"])
def test_no_conflict_clause_gets_past_a_guard(clause: str, world: World, console: Console) -> None:
    voucher = forge(world.book, pair(world)[:1])
    console(*voucher.statements)
    before = snapshot()

    with pytest.raises(sqlite3.IntegrityError, match=MESSAGES["too_few_lines"]):
        console(voucher.flip(verb=f"UPDATE OR {clause}"))

    assert snapshot() == before


def test_the_posting_gate_stays_shut_for_a_voucher_that_is_not_posted(
    world: World, console: Console
) -> None:
    voucher = forge(world.book, pair(world))
    console(*voucher.statements)
    before = snapshot()

    with pytest.raises(sqlite3.IntegrityError) as refused:
        console(insert("ledger_postinggate", entry=voucher.entry))

    assert str(refused.value) == MESSAGES["gate_closed"]
    assert snapshot() == before


def test_the_gate_is_shut_again_after_a_flip(world: World, console: Console) -> None:
    voucher = forge(world.book, pair(world))
    console(*voucher.statements, voucher.flip())
    before = snapshot()

    with pytest.raises(sqlite3.IntegrityError) as refused:
        console(update("ledger_accountbalance", "true", debit=Raw("debit + 1")))

    assert str(refused.value) == MESSAGES["balance_direct"]
    assert snapshot() == before
    assert before["ledger_postinggate"] == []
    assert SALE in str(before["ledger_voucher"])
