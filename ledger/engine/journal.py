"""Journal entries and transactions: inserted unposted, then flipped by one UPDATE.

The flip fires the database guards and the balance trigger (ledger.integrity). Nothing here
checks anything: `ledger.services.journal` does, and the guards do it again.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django_ledger.models import JournalEntryModel, TransactionModel

from ledger.engine.rows import Batch, stamp, uid

JAKARTA = ZoneInfo(settings.TIME_ZONE)
ENTRIES, TRANSACTIONS = JournalEntryModel._meta.db_table, TransactionModel._meta.db_table
ENTRY_COLUMNS = (
    "uuid", "created", "updated", "je_number", "timestamp", "description", "entity_unit_id",
    "origin", "posted", "locked", "ledger_id", "is_closing_entry",
)  # fmt: skip
TRANSACTION_COLUMNS = (
    "uuid", "created", "updated", "tx_type", "journal_entry_id", "account_id", "amount",
    "description", "cleared", "reconciled",
)  # fmt: skip


@dataclass(frozen=True)
class EntryRow:
    """One entry for the engine. `lines` holds (transaction id, account id, debit, credit, memo)."""

    uuid: UUID
    ledger_id: UUID
    number: str
    date: date
    narration: str
    unit_id: UUID | None
    origin: str
    lines: Sequence[tuple[UUID, UUID, int, int, str]]


def noon(day: date) -> datetime:
    """Local noon: the engine compares UTC dates, and noon in Jakarta is the same UTC day."""
    return datetime.combine(day, clock_time(12), tzinfo=JAKARTA)


def new_ids(count: int) -> list[UUID]:
    """Identifiers in rising order (RFC 9562, version 7).

    The keys of one voucher lie side by side in every index, so posting touches few pages however
    long the book is.
    """
    head = (time.time_ns() // 1_000_000 << 80) | (7 << 76) | (2 << 62)
    start = secrets.randbits(73)
    return [
        UUID(int=head | (number >> 62 << 64) | (number & ((1 << 62) - 1)))
        for number in range(start, start + count)
    ]


def add_entries(batch: Batch, rows: Sequence[EntryRow], at: datetime) -> None:
    """Add the inserts of unposted entries and their transactions to a batch."""
    made = stamp(at)
    entries, transactions = [], []
    for row in rows:
        entry = uid(row.uuid)
        unit = uid(row.unit_id) if row.unit_id else None
        entries.append(
            (entry, made, made, row.number, stamp(noon(row.date)), row.narration[:120], unit,
             row.origin, False, False, uid(row.ledger_id), False)
        )  # fmt: skip
        for identifier, account, debit, credit, memo in row.lines:
            side = "debit" if debit else "credit"
            transactions.append(
                (uid(identifier), made, made, side, entry, uid(account), debit or credit,
                 memo[:100], False, False)
            )  # fmt: skip
    batch.insert(ENTRIES, ENTRY_COLUMNS, entries)
    batch.insert(TRANSACTIONS, TRANSACTION_COLUMNS, transactions)


def add_flip(batch: Batch, entries: Sequence[UUID]) -> None:
    """Post the entries: the guards look at each of them, count it, and lock it."""
    batch.update(ENTRIES, "posted = true", "uuid", [uid(entry) for entry in entries])
