"""What is quickly known about a book's health: backup, reopened months, remarks, the last run."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from ledger.models import Book, HealthResult, Period, PeriodState, ReopenRequest


@dataclass(frozen=True)
class Backup:
    """The newest backup that the launcher made: when, where to, how many bytes."""

    at: datetime
    file: str
    size: int

    def age(self, today: date) -> int:
        """Whole days."""
        return (today - self.at.date()).days


def last_backup() -> Backup | None:
    """What the launcher wrote beside its backups; None without a record that can be read."""
    record = Path(settings.VAR_DIR) / "backups" / "last.json"
    try:
        data = json.loads(record.read_text(encoding="utf-8"))
        return Backup(datetime.fromisoformat(data["at"]), str(data["file"]), int(data["size"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def reopened(book: Book) -> QuerySet[Period]:
    """Periods that were closed once and stand open again."""
    used = ReopenRequest.objects.filter(period=OuterRef("pk"), approved_at__isnull=False)
    return book.periods.filter(Exists(used), state=PeriodState.OPEN).order_by("year", "month")


def asked_to_reopen(book: Book) -> QuerySet[ReopenRequest]:
    """Requests to reopen a period that nobody has answered."""
    waiting = ReopenRequest.objects.filter(period__book=book, used_at__isnull=True)
    return waiting.select_related("period")


def results_of(book: Book) -> QuerySet[HealthResult]:
    """The runs of all proofs, newest first."""
    return HealthResult.objects.filter(book=book).select_related("run_by__person").order_by("-id")
