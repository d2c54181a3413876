"""A throw-away database with the real guards, and stopwatches that give the median."""

import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def start() -> None:
    """Point Django at a fresh database: DATABASE_URL's server, or SQLite in a temporary folder."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    os.environ["LUMBUNG_VAR"] = tempfile.mkdtemp(prefix="lumbung-bench-")
    import django

    django.setup()


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Make the database, migrate it, drop it in the end; yields the engine's name."""
    from django.db import connection

    old = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield connection.vendor
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


def times_ms(work: Callable[[], Any], repeats: int) -> list[float]:
    """Milliseconds of each call, after one call to warm up."""
    work()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return times


def median_ms(work: Callable[[], Any], repeats: int) -> float:
    """Median milliseconds of one call, after one call to warm up."""
    return statistics.median(times_ms(work, repeats))


def koperasi(slug: str) -> Any:
    """An open cooperative's book."""
    from ledger.services.actors import system_actor
    from ledger.services.books import open_book

    return open_book(
        slug=slug,
        name=slug,
        framework="koperasi",
        opened_on=date(2025, 1, 1),
        actor=system_actor(),
        at=now(),
    )


def now() -> Any:
    """The moment at which everything is posted."""
    from django.utils import timezone

    return timezone.now()


PAIRS = (
    ("1-1101", "4-2101"),
    ("1-1201", "4-2101"),
    ("6-1102", "1-1101"),
    ("6-1103", "1-1201"),
    ("1-1401", "1-1101"),
    ("5-2101", "1-1401"),
    ("6-1104", "1-1101"),
    ("1-1201", "1-1101"),
    ("6-1109", "1-1201"),
    ("1-1101", "8-1103"),
)
"""Debit and credit accounts without subsidiary accounts."""


def voucher_inputs(book: Any, count: int, lines: int = 2, days: int = 360) -> list[Any]:
    """Vouchers spread evenly over the days of 2025, in date order."""
    from ledger.services.journal import LineInput, VoucherInput

    account = {a.code: a for a in book.accounts.all()}
    made = []
    for i in range(count):
        wanted = []
        for j in range(lines // 2):
            debit, credit = PAIRS[(i + j) % len(PAIRS)]
            amount = 1000 + (i * 7 + j) % 90_000
            wanted += [
                LineInput(account[debit], debit=amount),
                LineInput(account[credit], credit=amount),
            ]
        day = date(2025, 1, 1) + timedelta(days=i * days // count)
        made.append(VoucherInput(date=day, narration=f"Bukti {i}", lines=wanted))
    return made


def report(title: str, rows: list[tuple[str, str]]) -> None:
    """Print a small table."""
    print(f"\n{title}")
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        print(f"  {label.ljust(width)}  {value}")
