"""Write sealed vouchers: entries, vouchers, lines, then the flip, then the log, in one batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from ledger.calculations.periods import period_code
from ledger.engine import journal as engine
from ledger.engine.rows import Batch, document, stamp, uid
from ledger.models import Event, Line, Voucher
from ledger.services.posting.rules import Prepared
from ledger.services.posting.state import BookState

VOUCHERS, LINES = Voucher._meta.db_table, Line._meta.db_table
EVENTS = Event._meta.db_table
VOUCHER_COLUMNS = (
    "id", "book_id", "entry_id", "kind", "year", "period", "number", "code", "sequence", "date",
    "narration", "reference", "party", "origin", "reversal_of_id", "reason", "batch_id",
    "made_by_id", "approved_by_id", "recorded_on", "posted_at", "key", "fingerprint",
    "previous_seal", "seal",
)  # fmt: skip
LINE_COLUMNS = (
    "transaction_id", "voucher_id", "position", "book_id", "date", "period", "account_id",
    "subsidiary_id", "unit_id", "debit", "credit", "memo",
)  # fmt: skip
EVENT_COLUMNS = ("at", "actor_id", "book_id", "act", "subject", "detail")


def write(
    state: BookState, items: Sequence[Prepared], *, at: datetime, warnings: Sequence[str]
) -> None:
    """Insert everything unposted and flip it: the guards have the last word."""
    batch = Batch(function="lumbung_gate_write")
    entries, vouchers, lines = [], [], []
    ids = iter(engine.new_ids(sum(1 + len(item.lines) for item in items)))
    for item in items:
        entry = next(ids)
        item.voucher.entry_id = entry
        transactions = [next(ids) for _line in item.lines]
        entries.append(_entry_row(state, item, transactions))
        vouchers.append(_voucher_row(item.voucher))
        lines += _line_rows(item, transactions)
    engine.add_entries(batch, entries, at)
    batch.insert(VOUCHERS, VOUCHER_COLUMNS, vouchers)
    batch.insert(LINES, LINE_COLUMNS, lines)
    engine.add_flip(batch, [item.voucher.entry_id for item in items])
    batch.insert(EVENTS, EVENT_COLUMNS, [_event_row(item.voucher, warnings) for item in items])
    batch.run()
    for item in items:
        item.voucher._state.adding, item.voucher._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001
        item.voucher.warnings = tuple(warnings)


def _entry_row(state: BookState, item: Prepared, transactions: Sequence[Any]) -> engine.EntryRow:
    voucher = item.voucher
    units = {unit.engine_unit_id for unit in item.unit_of}
    return engine.EntryRow(
        uuid=voucher.entry_id,
        ledger_id=state.ledger_id,
        number=voucher.code,
        date=voucher.date,
        narration=voucher.narration,
        unit_id=units.pop() if len(units) == 1 else None,
        origin=str(voucher.origin),
        lines=[
            (transaction, line.account.engine_account_id, line.debit, line.credit, line.memo)
            for transaction, line in zip(transactions, item.lines, strict=True)
        ],
    )


def _voucher_row(v: Voucher) -> tuple[Any, ...]:
    return (
        v.pk, v.book_id, uid(v.entry_id), str(v.kind), v.year, v.period, v.number, v.code,
        v.sequence, v.date.isoformat(), v.narration, v.reference, v.party, str(v.origin),
        v.reversal_of_id, v.reason, v.batch_id, v.made_by_id, v.approved_by_id,
        v.recorded_on.isoformat(), stamp(v.posted_at), v.key, v.fingerprint, v.previous_seal,
        v.seal,
    )  # fmt: skip


def _line_rows(item: Prepared, transactions: Sequence[Any]) -> list[tuple[Any, ...]]:
    v = item.voucher
    day, period = v.date.isoformat(), period_code(v.year, v.period)
    return [
        (uid(transaction), v.pk, line.position, v.book_id, day, period, line.account.pk,
         line.subsidiary.pk if line.subsidiary else None, line.unit.pk, line.debit, line.credit,
         line.memo)
        for transaction, line in zip(transactions, item.lines, strict=True)
    ]  # fmt: skip


def _event_row(v: Voucher, warnings: Sequence[str]) -> tuple[Any, ...]:
    detail: dict[str, Any] = {"sequence": v.sequence, "seal": v.seal}
    if warnings:
        detail["warnings"] = list(warnings)
    return (
        stamp(v.posted_at), v.made_by_id, v.book_id, "post_voucher", v.code, document(detail)
    )  # fmt: skip
