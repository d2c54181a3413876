"""Keep the dated result of a run of all proofs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.models import Book, HealthResult
from ledger.selectors.seals import seal_head
from ledger.services import events

KEPT = 20
"""Sentences of one check that are kept; how many there were is kept as well."""


@dataclass(frozen=True)
class Found:
    """What one check found: nothing wrong, or a sentence per fault."""

    name: str
    faults: tuple[str, ...]


@transaction.atomic
def keep_result(
    *, book: Book, found: Sequence[Found], seconds: float, actor: Any, at: datetime
) -> HealthResult:
    """Store what a run found, and enter the run in the log."""
    sequence, seal = seal_head(book)
    faults = sum(len(one.faults) for one in found)
    result = HealthResult.objects.create(
        book=book,
        run_by=actor,
        run_at=at,
        seconds=round(seconds, 2),
        sequence=sequence,
        seal=seal,
        faults=faults,
        findings={
            one.name: {"faults": list(one.faults[:KEPT]), "count": len(one.faults)} for one in found
        },
    )
    events.log(
        act="check_health",
        subject=str(sequence),
        actor=actor,
        at=at,
        book=book,
        faults=faults,
        seal=seal,
    )
    return result
