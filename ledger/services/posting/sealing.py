"""Give vouchers their numbers and their places in the chain of seals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from ledger.calculations.seal import seal
from ledger.models import Account, Book, ImportBatch, Subsidiary, Unit, Voucher
from ledger.selectors.seals import canonical_content
from ledger.services.posting.rules import Prepared
from ledger.services.posting.state import BookState, DefaultUnit


class SealedLine(NamedTuple):
    """A line as the seal reads it, and as it will be stored."""

    position: int
    account: Account
    subsidiary: Subsidiary | None
    unit: Unit | DefaultUnit
    debit: int
    credit: int
    memo: str


def number_and_seal(
    book: Book,
    state: BookState,
    items: Sequence[Prepared],
    *,
    actor: Any,
    at: datetime,
    batch: ImportBatch | None,
) -> None:
    """Make each prepared voucher's row: the next number of its series, the next seal."""
    sequence, head = state.sequence, state.head
    last = dict(state.numbers)
    recorded_on = timezone.localdate(at)
    for item, identifier in zip(items, state.ids, strict=False):
        source = item.source
        series = (str(item.kind), source.date.year)
        last[series] += 1
        sequence += 1
        item.voucher = Voucher(
            id=identifier,
            book=book,
            kind=item.kind,
            year=source.date.year,
            period=item.period,
            number=last[series],
            code=f"{item.kind}/{source.date:%Y/%m}/{last[series]:04d}",
            sequence=sequence,
            date=source.date,
            narration=source.narration.strip(),
            reference=source.reference,
            party=source.party,
            origin=source.origin,
            reversal_of=source.reversal_of,
            reason=source.reason,
            batch=batch,
            made_by=actor,
            approved_by=source.approval.by,
            recorded_on=source.recorded_on or source.approval.asked_on or recorded_on,
            posted_at=at,
            key=source.key,
            fingerprint=item.fingerprint,
            previous_seal=head,
        )
        item.lines = [
            SealedLine(
                position,
                line.account,
                line.subsidiary,
                unit,
                int(line.debit),
                int(line.credit),
                line.memo[:100],
            )
            for position, (line, unit) in enumerate(zip(source.lines, item.unit_of, strict=True))
        ]
        content = canonical_content(item.voucher, item.lines, state.slug)
        head = item.voucher.seal = seal(head, content)
