"""Server time of the commonest pages as a ratio to an empty Django view, in one run.

The empty view answers through the same middleware to the same signed-in reader. Two books of the
demonstration's cooperative: as it is, and with 50,000 vouchers more. Page weight is what gzip
leaves. Run: `.venv/bin/python bench/pages.py [--small]`, on PostgreSQL with DATABASE_URL. Exits
with 1 when a page is heavier than 100 kB, asks more than 30 queries, or when a list at 50,000
vouchers takes more than twice what it takes at demonstration size.
"""

import gzip
import sys
from datetime import date, timedelta
from typing import Any

import common

HEAVY, MANY_QUERIES, GROWTH = 100_000, 30, 2.0
VOUCHERS = 50_000
ORG = "ksu-karya-lentera"
PAGES = (
    ("Hari ini", "bendahara.ksu", ""),
    ("Bukti", "bendahara.ksu", "bukti/"),
    ("Bukti, older page", "bendahara.ksu", "bukti/?after=2025-06-30_100"),
    ("Bukti, search of a word", "bendahara.ksu", "bukti/?text=simpanan"),
    ("Catat bukti", "bendahara.ksu", "bukti/catat/"),
    ("One voucher", "bendahara.ksu", "bukti/BKM-2025-1/"),
    ("Laporan", "bendahara.ksu", "laporan/"),
    ("Posisi keuangan", "pengawas.ksu", "laporan/balance_sheet/?start=2025-01-01&end=2025-12-31"),
    ("PHU", "pengawas.ksu", "laporan/income_statement/?start=2025-01-01&end=2025-12-31"),
    ("Neraca saldo", "pengawas.ksu", "laporan/trial_balance/?start=2025-01-01&end=2025-12-31"),
    ("Buku kas, one month", "pengawas.ksu", "laporan/cash_book/?start=2025-06-01&end=2025-06-30"),
    ("Periode", "ketua.ksu", "periode/"),
)
LISTS = {"Hari ini", "Bukti", "Bukti, older page", "Catat bukti", "One voucher"}
"""Pages that must not feel how many vouchers lie behind them."""

EMPTY = "kosong/"


def add_empty_view() -> None:
    """Put an empty view beside the product's addresses."""
    from django.http import HttpResponse
    from django.urls import path

    from config import urls

    urls.urlpatterns.append(path(EMPTY, lambda _request: HttpResponse("")))


def client_of(username: str) -> Any:
    """A browser that is signed in."""
    from django.test import Client

    from members.models import User

    client = Client(headers={"accept-encoding": "identity"})
    client.force_login(User.objects.get(username=username))
    return client


def measure() -> dict[str, tuple[float, float, int, int]]:
    """Per page: milliseconds, ratio to the empty view, queries, bytes after gzip."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = {}
    for label, username, rest in PAGES:
        client = client_of(username)
        url = f"/lembaga/{ORG}/{rest}"
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
            count = len(queries)  # the log is emptied by the next request
        if answer.status_code != 200:
            raise SystemExit(f"{url} answers {answer.status_code}")
        empty = common.median_ms(lambda c=client: c.get(f"/{EMPTY}"), 15)
        page = common.median_ms(lambda c=client, u=url: c.get(u), 15)
        weight = len(gzip.compress(answer.content, 6))
        found[label] = (page, page / empty, count, weight)
    return found


def fill(book: Any, count: int) -> None:
    """Vouchers of 2026, through the gate."""
    from django.db import connection

    from ledger.services import journal
    from ledger.services.actors import system_actor

    inputs = common.voucher_inputs(book, count)
    for at in range(0, len(inputs), 5000):
        part = [_in_2026(wish) for wish in inputs[at : at + 5000]]
        journal.post_many(book=book, vouchers=part, actor=system_actor(), at=common.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _in_2026(wish: Any) -> Any:
    from dataclasses import replace

    day = date(2026, 1, 1) + timedelta(days=wish.date.timetuple().tm_yday * 45 // 365)
    return replace(wish, date=day)


def show(title: str, found: dict[str, tuple[float, float, int, int]]) -> None:
    """Print one table."""
    common.report(
        title,
        [
            (label, f"{ms:6.1f} ms {ratio:5.1f}× {queries:3d} queries {weight / 1000:6.1f} kB")
            for label, (ms, ratio, queries, weight) in found.items()
        ],
    )


def main(vouchers: int) -> int:
    from empowerment.services import demo
    from ledger.models import Book

    missed = []
    with common.database() as engine:
        add_empty_view()
        demo.load(at=common.now(), say=lambda _text: None)
        book = Book.objects.get(slug=ORG)
        small = measure()
        show(f"Pages at demonstration size on {engine}, beside an empty view", small)
        fill(book, vouchers)
        large = measure()
        show(f"The same with {vouchers:,} vouchers more", large)
    for label, (ms, _ratio, queries, weight) in large.items():
        if weight > HEAVY:
            missed.append(f"{label}: {weight} bytes")
        if queries > MANY_QUERIES:
            missed.append(f"{label}: {queries} queries")
        if label in LISTS and ms > GROWTH * small[label][0]:
            missed.append(f"{label}: {ms / small[label][0]:.1f}× its time at demonstration size")
    for miss in missed:
        print("missed:", miss)
    return 1 if missed else 0


if __name__ == "__main__":
    common.start()
    sys.exit(main(2_000 if "--small" in sys.argv else VOUCHERS))
