"""Forged vouchers: whatever is inserted unposted, the flip to posted looks at it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import DatabaseError
from django_ledger.models import AccountModel, JournalEntryModel

from ledger.integrity.messages import MESSAGES
from tests.factories.forging import (
    Forged,
    ForgedLine,
    Raw,
    attempt,
    forge,
    insert,
    run,
    said,
    snapshot,
    transaction_row,
)
from tests.factories.world import World


def cash(world: World, debit: int = 100, **changes: object) -> ForgedLine:
    return ForgedLine(world.account("1101"), debit=debit, **changes)


def sale(world: World, credit: int = 100, **changes: object) -> ForgedLine:
    return ForgedLine(world.account("4101"), credit=credit, **changes)


def pair(world: World) -> list[ForgedLine]:
    return [cash(world), sale(world)]


def root_account(world: World) -> AccountModel:
    return AccountModel.objects.get(coa_model__entity=world.book.entity_id, role="root_assets")


def with_a_line_elsewhere(world: World) -> Forged:
    """The last line's second record lies in another voucher, which is not posted either."""
    third = ForgedLine(world.account("6102"), debit=50)
    forged = forge(world.book, [cash(world), sale(world, 150), third])
    run(*forged.statements[:-1])
    other = forge(world.book, [])
    run(*other.statements)
    last = forged.statements[-1].replace(forged.voucher.sql, other.voucher.sql)
    return Forged(forged.entry, (last,))


@dataclass(frozen=True)
class Forgery:
    name: str
    forge: Callable[[World], Forged]
    says: str


FORGERIES = [
    Forgery("empty", lambda w: forge(w.book, []), "too_few_lines"),
    Forgery("one line", lambda w: forge(w.book, [cash(w)]), "too_few_lines"),
    Forgery("unbalanced", lambda w: forge(w.book, [cash(w, 101), sale(w)]), "unbalanced"),
    Forgery(
        "balanced by a third side",
        lambda w: forge(w.book, [cash(w), sale(w, engine={"tx_type": "netral"})]),
        "not_positive",
    ),
    Forgery(
        "account of another book",
        lambda w: forge(w.book, [cash(w), ForgedLine(w.foreign_account, credit=100)]),
        "foreign_account",
    ),
    Forgery(
        "engine account of another book under ours",
        lambda w: forge(
            w.book,
            [cash(w), sale(w, engine={"account_id": w.foreign_account.engine_account_id})],
        ),
        "foreign_account",
    ),
    Forgery(
        "heading",
        lambda w: forge(w.book, [cash(w), ForgedLine(w.account("4100"), credit=100)]),
        "heading_account",
    ),
    Forgery(
        "the engine's root account",
        lambda w: forge(w.book, [cash(w, engine={"account_id": root_account(w).pk}), sale(w)]),
        "heading_account",
    ),
    Forgery(
        "inactive account",
        lambda w: forge(w.book, [ForgedLine(w.account("6114"), debit=100), sale(w)]),
        "inactive_account",
    ),
    Forgery("no voucher", lambda w: forge(w.book, pair(w), with_voucher=False), "no_voucher"),
    Forgery(
        "voucher of another book",
        lambda w: forge(w.foreign, pair(w), entry={"ledger_id": w.book.ledger_id}),
        "wrong_ledger",
    ),
    Forgery(
        "entry on another day than its voucher",
        lambda w: forge(w.book, pair(w), entry={"timestamp": "2026-01-31 05:00:00+00:00"}),
        "wrong_date",
    ),
    Forgery(
        "entry late in the evening: tomorrow in Jakarta",
        lambda w: forge(w.book, pair(w), entry={"timestamp": "2026-02-01 18:00:00+00:00"}),
        "wrong_date",
    ),
    Forgery(
        "line without its second record",
        lambda w: forge(w.book, [cash(w), sale(w, ours=None)]),
        "line_differs",
    ),
    Forgery("line in another voucher", with_a_line_elsewhere, "line_differs"),
    Forgery(
        "other amount in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"credit": 90})]),
        "line_differs",
    ),
    Forgery(
        "other side in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"debit": 100, "credit": 0})]),
        "line_differs",
    ),
    Forgery(
        "other account in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"account_id": w.account("4901").pk})]),
        "line_differs",
    ),
    Forgery(
        "other period in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"period": 202512})]),
        "line_differs",
    ),
    Forgery(
        "other day in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"date": date(2026, 2, 2)})]),
        "line_differs",
    ),
    Forgery(
        "other book in our line",
        lambda w: forge(w.book, [cash(w), sale(w, ours={"book_id": w.foreign.pk})]),
        "line_differs",
    ),
    Forgery(
        "control account without subsidiary account",
        lambda w: forge(w.book, [cash(w), ForgedLine(w.account("3101"), credit=100)]),
        "no_subsidiary",
    ),
    Forgery(
        "subsidiary account of another account",
        lambda w: forge(
            w.book,
            [cash(w), ForgedLine(w.account("3101"), credit=100, subsidiary=w.subsidiary("P-1"))],
        ),
        "no_subsidiary",
    ),
    Forgery(
        "subsidiary account on an account without any",
        lambda w: forge(w.book, [cash(w), sale(w, subsidiary=w.subsidiary("A-1"))]),
        "no_subsidiary",
    ),
    Forgery(
        "unit of another book",
        lambda w: forge(w.book, [cash(w), sale(w, unit=w.foreign.units.get(code="UMUM"))]),
        "wrong_unit",
    ),
    Forgery(
        "closed month",
        lambda w: forge(w.book, pair(w), day=date(2025, 2, 10)),
        "period_closed",
    ),
    Forgery(
        "closed opening",
        lambda w: forge(w.book, pair(w), day=date(2025, 3, 1), voucher={"period": 0}),
        "period_closed",
    ),
    Forgery(
        "year that was never opened",
        lambda w: forge(w.book, pair(w), day=date(2030, 1, 1)),
        "period_closed",
    ),
    Forgery(
        "year before the book",
        lambda w: forge(w.book, pair(w), day=date(2024, 12, 31)),
        "period_closed",
    ),
]


def by_sql(forged: Forged) -> None:
    run(forged.flip())


def by_queryset(forged: Forged) -> None:
    JournalEntryModel._base_manager.filter(pk=forged.entry).update(posted=True)


def by_saving(forged: Forged) -> None:
    entry = JournalEntryModel._base_manager.get(pk=forged.entry)
    entry.posted = True
    entry.save(verify=False)


def by_bulk_update(forged: Forged) -> None:
    entry = JournalEntryModel._base_manager.get(pk=forged.entry)
    entry.posted = True
    JournalEntryModel._base_manager.bulk_update([entry], ["posted"])


WAYS = [by_sql, by_queryset, by_saving, by_bulk_update]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forged_voucher_is_not_posted(
    forgery: Forgery, way: Callable[[Forged], None], world: World
) -> None:
    forged = forgery.forge(world)
    run(*forged.statements)
    before = snapshot()

    with pytest.raises(DatabaseError) as refused, attempt():
        way(forged)

    assert said(refused.value) == MESSAGES[forgery.says]
    assert snapshot() == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_voucher_forged_without_fault_is_posted(
    way: Callable[[Forged], None], world: World
) -> None:
    forged = forge(world.book, pair(world))  # or the refusals above would prove nothing
    run(*forged.statements)

    way(forged)

    entry = JournalEntryModel._base_manager.get(pk=forged.entry)
    assert (entry.posted, entry.locked) == (True, True)


def test_an_entry_is_not_locked_by_hand(world: World) -> None:
    forged = forge(world.book, pair(world))
    run(*forged.statements)
    before = snapshot()

    with pytest.raises(DatabaseError) as refused, attempt():
        run(forged.flip(locked=True))

    assert said(refused.value) == MESSAGES["locked_by_hand"]
    assert snapshot() == before


def test_an_entry_is_not_posted_as_a_closing_of_the_engine(world: World) -> None:
    forged = forge(world.book, pair(world))
    run(*forged.statements)
    before = snapshot()

    with pytest.raises(DatabaseError) as refused, attempt():
        run(forged.flip(is_closing_entry=True))

    assert said(refused.value) == MESSAGES["engine_closing"]
    assert snapshot() == before


@pytest.mark.parametrize("amount", [0, -100, Raw("100.5"), Raw("0.01"), Raw("-0.01")], ids=str)
def test_an_amount_that_is_no_whole_positive_rupiah_is_not_even_inserted(
    amount: int | Raw, world: World
) -> None:
    forged = forge(world.book, [cash(world)])
    run(*forged.statements)
    before = snapshot()
    row = transaction_row(forged.entry, sale(world), amount=amount)

    with pytest.raises(DatabaseError) as refused, attempt():
        run(insert("django_ledger_transactionmodel", **row))

    assert said(refused.value) == MESSAGES["not_positive"]
    assert snapshot() == before


@pytest.mark.parametrize(
    "amount", [Raw("'NaN'"), Raw("'Infinity'"), Raw("9e999"), Raw("'x'")], ids=str
)
def test_an_amount_that_is_no_number_is_refused(amount: Raw, world: World) -> None:
    forged = forge(world.book, [cash(world)])
    run(*forged.statements)
    before = snapshot()
    row = transaction_row(forged.entry, sale(world), amount=amount)

    with pytest.raises(DatabaseError), attempt():  # PostgreSQL's type refuses most of these
        run(insert("django_ledger_transactionmodel", **row))

    assert snapshot() == before
