"""Vouchers written past the gate, in plain SQL, as from a database console.

Everything a forger needs for an entry that looks right: then a test changes one thing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction

from ledger.models import Account, Book, Subsidiary, Unit
from ledger.selectors.seals import seal_head
from ledger.services.actors import system_actor

NOW = "2026-02-15 03:00:00+00:00"
ENTRY = "django_ledger_journalentrymodel"
TRANSACTION = "django_ledger_transactionmodel"
BOOK_TABLES = (
    *(ENTRY, TRANSACTION, "ledger_voucher", "ledger_line"),
    *("ledger_accountbalance", "ledger_subsidiarybalance", "ledger_postinggate"),
    *("ledger_period", "ledger_reopenrequest", "ledger_event"),
    *("ledger_account", "ledger_subsidiary", "ledger_unit", "ledger_book"),
    *("ledger_cashcount", "ledger_cashpiece", "ledger_cashdifference", "ledger_pettyslip"),
    *("ledger_bankstatement", "ledger_notetext"),
    *("ledger_sample", "ledger_sampleitem", "ledger_itemcheck", "ledger_sampleconclusion"),
    *("ledger_remark", "ledger_remarkentry", "ledger_healthresult"),
    *("ledger_actuse", "ledger_hiddenact", "ledger_ownact", "ledger_vouchertemplate"),
    *("ledger_draft", "ledger_budget", "ledger_importbatch", "ledger_importsheet"),
    *("ledger_importrow", "ledger_importmemory", "ledger_pettyfund", "ledger_openingdraft"),
    *("django_ledger_ledgermodel", "django_ledger_accountmodel"),
)


@dataclass(frozen=True)
class Raw:
    """An SQL expression that stands for itself."""

    sql: str


def literal(value: Any) -> str:
    """A value as it stands in SQL of the engine in use."""
    postgresql = connection.vendor == "postgresql"
    if isinstance(value, Raw):
        return value.sql
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper() if postgresql else str(int(value))
    if isinstance(value, int | Decimal | float):
        return str(value)
    if isinstance(value, UUID):
        return f"'{value}'" if postgresql else f"'{value.hex}'"
    if isinstance(value, date | datetime):
        return f"'{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def insert(table: str, *, verb: str = "INSERT INTO", **columns: Any) -> str:
    """An INSERT of one row."""
    names = ", ".join(f'"{name}"' for name in columns)
    return f'{verb} "{table}" ({names}) VALUES ({", ".join(map(literal, columns.values()))})'


def update(table: str, where: str, *, verb: str = "UPDATE", **columns: Any) -> str:
    """An UPDATE."""
    sets = ", ".join(f'"{name}" = {literal(value)}' for name, value in columns.items())
    return f'{verb} "{table}" SET {sets} WHERE {where}'


def run(*statements: str) -> None:
    """Execute statements on Django's own connection."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@dataclass(frozen=True)
class ForgedLine:
    """One line in both records; `engine` and `ours` change a column of one of them."""

    account: Account
    debit: int = 0
    credit: int = 0
    subsidiary: Subsidiary | None = None
    unit: Unit | None = None
    engine: Mapping[str, Any] = field(default_factory=dict)
    ours: Mapping[str, Any] | None = field(default_factory=dict)


@dataclass(frozen=True)
class Forged:
    """The statements of a voucher that is not posted yet, and the one that would post it."""

    entry: UUID
    statements: tuple[str, ...]

    @property
    def where(self) -> str:
        """Finds the entry."""
        return f"uuid = {literal(self.entry)}"

    @property
    def voucher(self) -> Raw:
        """Finds the voucher's id."""
        return Raw(f"(SELECT id FROM ledger_voucher WHERE entry_id = {literal(self.entry)})")

    def flip(self, verb: str = "UPDATE", **columns: Any) -> str:
        """The statement that posts."""
        return update(ENTRY, self.where, verb=verb, posted=True, **columns)


def entry_row(book: Book, entry: UUID, day: date, **changes: Any) -> dict[str, Any]:
    """The columns of an unposted entry."""
    return {
        "created": NOW,
        "updated": NOW,
        "uuid": entry,
        "je_number": "PALSU",
        "timestamp": f"{day} 05:00:00+00:00" if connection.vendor == "postgresql"
        else f"{day} 05:00:00",
        "description": "Palsu",
        "origin": "manual",
        "posted": False,
        "locked": False,
        "is_closing_entry": False,
        "ledger_id": book.ledger_id,
        **changes,
    }  # fmt: skip


def transaction_row(entry: UUID, line: ForgedLine, **changes: Any) -> dict[str, Any]:
    """The columns of an engine line."""
    return {
        "created": NOW,
        "updated": NOW,
        "uuid": uuid4(),
        "tx_type": "debit" if line.debit else "credit",
        "amount": line.debit or line.credit,
        "description": "",
        "account_id": line.account.engine_account_id,
        "journal_entry_id": entry,
        "cleared": False,
        "reconciled": False,
        **line.engine,
        **changes,
    }


def voucher_row(book: Book, entry: UUID, day: date, **changes: Any) -> dict[str, Any]:
    """The columns of a voucher with the right number and place in the chain."""
    kind, sequence_and_head = changes.get("kind", "BU"), seal_head(book)
    number = book.vouchers.filter(kind=kind, year=day.year).count() + 1
    return {
        "book_id": book.pk,
        "entry_id": entry,
        "kind": kind,
        "year": day.year,
        "period": day.month,
        "number": number,
        "code": f"{kind}/{day:%Y/%m}/{number:04d}",
        "sequence": sequence_and_head[0] + 1,
        "date": day,
        "narration": "Palsu",
        "reference": "",
        "party": "",
        "origin": "manual",
        "reason": "",
        "made_by_id": system_actor().pk,
        "recorded_on": day,
        "posted_at": NOW,
        "fingerprint": "f" * 64,
        "previous_seal": sequence_and_head[1],
        "seal": "e" * 64,
        **changes,
    }


def forge(
    book: Book,
    lines: Sequence[ForgedLine],
    *,
    day: date = date(2026, 2, 1),
    entry: Mapping[str, Any] | None = None,
    voucher: Mapping[str, Any] | None = None,
    with_voucher: bool = True,
) -> Forged:
    """A voucher of these lines; `entry` and `voucher` change columns of their rows."""
    uuid, unit = uuid4(), book.units.get(code=Unit.DEFAULT_CODE)
    forged = Forged(uuid, ())
    statements = [insert(ENTRY, **entry_row(book, uuid, day, **(entry or {})))]
    if with_voucher:
        row = voucher_row(book, uuid, day, **(voucher or {}))
        statements.append(insert("ledger_voucher", **row))
    for position, line in enumerate(lines):
        engine = transaction_row(uuid, line)
        statements.append(insert(TRANSACTION, **engine))
        if not with_voucher or line.ours is None:
            continue
        ours = {
            "transaction_id": engine["uuid"],
            "voucher_id": forged.voucher,
            "position": position,
            "book_id": row["book_id"],
            "date": row["date"],
            "period": row["year"] * 100 + row["period"],
            "account_id": line.account.pk,
            "subsidiary_id": line.subsidiary.pk if line.subsidiary else None,
            "unit_id": (line.unit or unit).pk,
            "debit": line.debit,
            "credit": line.credit,
            "memo": "",
        }
        statements.append(insert("ledger_line", **ours | dict(line.ours)))
    return Forged(uuid, tuple(statements))


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the books."""
    books = {}
    with connection.cursor() as cursor:
        for table in BOOK_TABLES:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # the first column may repeat
            books[table] = sorted(map(repr, cursor.fetchall()))
    return books


@contextmanager
def attempt() -> Iterator[None]:
    """What surrounds an attack: PostgreSQL needs a savepoint to go on after an error.

    On SQLite nothing is rolled back, so that a guard which let half a statement through shows.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
        return
    try:
        yield
    finally:
        connection.needs_rollback = False


def said(error: DatabaseError) -> str:
    """The guard's own words."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    return str(diagnosis.message_primary if diagnosis else re.sub(r"\s+$", "", str(error)))
