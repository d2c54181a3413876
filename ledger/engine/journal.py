"""Journal entries and transactions: inserted unposted, then flipped by one UPDATE.

The flip fires the database guards and the balance trigger (ledger.integrity). Nothing here
checks anything: `ledger.services.journal` does, and the guards do it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django_ledger.models import JournalEntryModel, TransactionModel

JAKARTA = ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True)
class EntryRow:
    """One entry for the engine. `lines` holds (account id, debit, credit, memo)."""

    ledger_id: UUID
    number: str
    date: date
    narration: str
    unit_id: UUID | None
    origin: str
    lines: Sequence[tuple[UUID, int, int, str]]


def noon(day: date) -> datetime:
    """Local noon: the engine compares UTC dates, and noon in Jakarta is the same UTC day."""
    return datetime.combine(day, time(12), tzinfo=JAKARTA)


def insert_entries(rows: Sequence[EntryRow]) -> list[tuple[JournalEntryModel, list[Any]]]:
    """Insert unposted entries with their transactions; returns them in order."""
    entries: list[tuple[JournalEntryModel, list[Any]]] = []
    for row in rows:
        entry = JournalEntryModel(
            uuid=uuid4(),
            je_number=row.number,
            timestamp=noon(row.date),
            description=row.narration[:120],
            entity_unit_id=row.unit_id,
            origin=row.origin,
            ledger_id=row.ledger_id,
        )
        transactions = [
            TransactionModel(
                uuid=uuid4(),
                journal_entry=entry,
                account_id=account_id,
                tx_type="debit" if debit else "credit",
                amount=Decimal(debit or credit),
                description=memo[:100],
            )
            for account_id, debit, credit, memo in row.lines
        ]
        entries.append((entry, transactions))
    JournalEntryModel._base_manager.bulk_create([e for e, _ in entries], batch_size=200)
    TransactionModel._base_manager.bulk_create(
        [t for _, transactions in entries for t in transactions], batch_size=200
    )
    return entries


def flip(entries: Sequence[JournalEntryModel]) -> None:
    """Post the entries: the guards look at each of them, count it, and lock it."""
    for start in range(0, len(entries), 500):
        ids = [entry.pk for entry in entries[start : start + 500]]
        JournalEntryModel._base_manager.filter(pk__in=ids).order_by().update(posted=True)
