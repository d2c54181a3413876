"""The ORM and the engine's own methods at posted vouchers: what they let through, a guard stops."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.transaction import atomic
from django_ledger.models import AccountModel, JournalEntryModel, LedgerModel, TransactionModel

from ledger.models import (
    Account,
    AccountBalance,
    Book,
    Event,
    Line,
    Period,
    PostingGate,
    Subsidiary,
    SubsidiaryBalance,
    Unit,
    Voucher,
)
from tests.factories.attacks import Attack, assert_refused
from tests.factories.clock import JAKARTA
from tests.factories.forging import snapshot
from tests.factories.world import World

SALE = "Jual kredit"


def entry(world: World) -> JournalEntryModel:
    return JournalEntryModel._base_manager.get(pk=world.voucher(SALE).entry_id)


def transaction(world: World) -> TransactionModel:
    return TransactionModel._base_manager.filter(journal_entry=world.voucher(SALE).entry_id)[0]


def line(world: World) -> Line:
    return world.voucher(SALE).lines.order_by("position")[0]


def saved(thing: Model, **changes: object) -> Callable[[], None]:
    """Change attributes and save, past the model's own checks."""

    def save() -> None:
        for name, value in changes.items():
            setattr(thing, name, value)
        Model.save_base(thing)

    return save


def updated(model: type[Model], **changes: object) -> Callable[[World], Callable[[], object]]:
    """`QuerySet.update` of every row."""
    return lambda _world: lambda: model._base_manager.order_by().update(**changes)


def deleted(model: type[Model]) -> Callable[[World], Callable[[], object]]:
    """What `QuerySet.delete` does once nothing protects the rows."""
    return lambda _world: lambda: model._base_manager.all()._raw_delete("default")


def bulk_updated(found: Callable[[World], Model], **changes: object) -> Callable[[World], Callable]:
    def aim(world: World) -> Callable[[], object]:
        thing = found(world)
        for name, value in changes.items():
            setattr(thing, name, value)
        return lambda: type(thing)._base_manager.bulk_update([thing], list(changes))

    return aim


def upserted(model: type[Model], field: str, value: object, **changes: object) -> Callable:
    """`bulk_create(update_conflicts=True)` of a row that is there already."""

    def aim(_world: World) -> Callable[[], object]:
        thing = model._base_manager.order_by("pk")[0]
        for name, given in {field: value, **changes}.items():
            setattr(thing, name, given)
        return lambda: model._base_manager.bulk_create(
            [thing],
            update_conflicts=True,
            update_fields=[field],
            unique_fields=[model._meta.pk.name],
        )

    return aim


def added_line(world: World) -> Callable[[], object]:
    """A further engine line in a posted entry, by `bulk_create`."""
    twin = transaction(world)
    more = TransactionModel(
        journal_entry_id=twin.journal_entry_id,
        account_id=twin.account_id,
        tx_type="debit",
        amount=Decimal(1),
    )
    return lambda: TransactionModel._base_manager.bulk_create([more])


def born_posted(world: World) -> Callable[[], object]:
    entry = JournalEntryModel(ledger_id=world.book.ledger_id, description="x", posted=True)
    return lambda: JournalEntryModel._base_manager.bulk_create([entry])


def committed_by_the_engine(world: World) -> Callable[[], object]:
    """The engine's own way to post what an import staged: `commit_txs`."""
    cash = world.account("1101").engine_account
    sales = world.account("4101").engine_account
    txs = [
        {"account": cash, "tx_type": "debit", "amount": Decimal(5), "description": ""},
        {"account": sales, "tx_type": "credit", "amount": Decimal(5), "description": ""},
    ]
    return lambda: world.book.entity.commit_txs(
        je_timestamp=datetime(2026, 2, 1, 12, tzinfo=JAKARTA),
        je_txs=txs,
        je_posted=True,
        je_ledger_model=world.book.ledger,
    )


ATTACKS = [
    Attack("entry, update", updated(JournalEntryModel, posted=False), "posted_fixed"),
    Attack("entry, delete", deleted(JournalEntryModel), "posted_stays"),
    Attack("entry, save", lambda w: saved(entry(w), description="x"), "posted_fixed"),
    Attack("entry, bulk_update", bulk_updated(entry, posted=False), "posted_fixed"),
    Attack("entry, bulk_create", born_posted, "born_posted"),
    Attack("transaction, update", updated(TransactionModel, amount=1), "line_of_posted"),
    Attack("transaction, delete", deleted(TransactionModel), "line_of_posted"),
    Attack("transaction, bulk_update", bulk_updated(transaction, amount=1), "line_of_posted"),
    Attack("transaction, bulk_create", added_line, "line_of_posted"),
    Attack("voucher, update", updated(Voucher, narration="x"), "voucher_fixed"),
    Attack("voucher, delete", deleted(Voucher), "voucher_fixed"),
    Attack("voucher, save", lambda w: saved(w.voucher(SALE), party="x"), "voucher_fixed"),
    Attack("voucher, bulk_update", bulk_updated(lambda w: w.voucher(SALE), number=9),
           "voucher_fixed"),
    Attack("line, update", updated(Line, memo="x"), "line_of_posted"),
    Attack("line, delete", deleted(Line), "line_of_posted"),
    Attack("line, save", lambda w: saved(line(w), debit=1), "line_of_posted"),
    Attack("line, model delete", lambda w: line(w).delete, "line_of_posted"),
    Attack("line, bulk_update", bulk_updated(line, debit=1), "line_of_posted"),
    Attack("balance, update", updated(AccountBalance, debit=0), "balance_direct"),
    Attack("balance, delete", lambda _w: AccountBalance.objects.all().delete, "balance_direct"),
    Attack("balance, save", lambda _w: saved(AccountBalance.objects.all()[0], debit=1),
           "balance_direct"),
    Attack("pembantu, update", updated(SubsidiaryBalance, debit=0), "balance_direct"),
    Attack("pembantu, delete", lambda _w: SubsidiaryBalance.objects.all().delete,
           "balance_direct"),
    Attack("gate, create",
           lambda w: lambda: PostingGate.objects.create(entry=w.voucher(SALE).entry_id),
           "gate_closed"),
    Attack("period, update", updated(Period, state="open"), "period_reopen"),
    Attack("period, delete", deleted(Period), "period_fixed"),
    Attack("account, update", updated(Account, side="debit"), "account_frozen"),
    Attack("account, delete", deleted(Account), "account_frozen"),
    Attack("engine account, update", updated(AccountModel, balance_type="credit"),
           "account_frozen"),
    Attack("subsidiary, delete", deleted(Subsidiary), "subsidiary_frozen"),
    Attack("unit, delete", deleted(Unit), "unit_frozen"),
    Attack("book, update", updated(Book, framework="yayasan"), "book_frozen"),
    Attack("book, delete", deleted(Book), "book_frozen"),
    Attack("engine ledger, update", updated(LedgerModel, posted=False), "ledger_posted"),
    Attack("engine ledger, save", lambda w: saved(w.book.ledger, posted=False), "ledger_posted"),
    Attack("event, update", updated(Event, act="x"), "event_fixed"),
    Attack("event, delete", lambda _w: Event.objects.all().delete, "event_fixed"),
    Attack("engine unposts", lambda w: lambda: entry(w).mark_as_unposted(commit=True),
           "posted_fixed"),
    Attack("engine unposts its ledger", lambda w: lambda: w.book.ledger.unpost(commit=True),
           "ledger_posted"),
    Attack("engine posts without voucher", committed_by_the_engine, "no_voucher"),
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_orm(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


UPSERTS = [
    Attack(
        "entry",
        upserted(JournalEntryModel, "description", "x", posted=False, locked=False),
        "posted_fixed",
    ),
    Attack("transaction", upserted(TransactionModel, "amount", 1), "line_of_posted"),
    Attack("line", upserted(Line, "memo", "x"), "line_of_posted"),
    Attack("balance", upserted(AccountBalance, "debit", 1), "balance_direct"),
    Attack("pembantu", upserted(SubsidiaryBalance, "debit", 1), "balance_direct"),
]


@pytest.mark.parametrize("attack", UPSERTS, ids=lambda attack: attack.name)
def test_insert_on_conflict_update(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


@dataclass(frozen=True)
class Method:
    """A method of a model that would change what is posted; `aim` returns the call."""

    name: str
    aim: Callable[[World], Callable[[], object]]


METHODS = [
    Method("unlock", lambda w: lambda: entry(w).mark_as_unlocked(commit=True)),
    Method("delete entry", lambda w: entry(w).delete),
    Method("save transaction", lambda w: saved(transaction(w), amount=1)),
    Method("delete ledger", lambda w: w.book.ledger.delete),
    Method("delete voucher", lambda w: w.voucher(SALE).delete),
    Method("delete vouchers", lambda _w: Voucher.objects.all().delete),
    Method("delete account", lambda w: w.account("1101").delete),
    Method("delete engine account", lambda w: w.account("1101").engine_account.delete),
    Method("delete entity", lambda w: w.book.entity.delete),
    Method("delete book", lambda w: w.book.delete),
    Method("delete unit", lambda w: w.unit("UMUM").delete),
    Method("delete subsidiary", lambda w: w.subsidiary("P-1").delete),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_method_of_the_models_changes_nothing(method: Method, world: World) -> None:
    """Models answer with errors of their own, or do nothing: the books stay either way."""
    call = method.aim(world)
    before = snapshot()

    with suppress(DatabaseError, ProtectedError, RestrictedError, ValidationError), atomic():
        call()

    assert snapshot() == before
