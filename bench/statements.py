"""Three statements at 10,000, 100,000 and 1,000,000 lines, against three peers, in one run.

Peers: (a) django-ledger's digest; (b) a bare GROUP BY over a covering index of the lines; (c) the
bare query on the balance table. Run: `.venv/bin/python bench/statements.py [--small]`, on
PostgreSQL with DATABASE_URL. Exits with 1 when a limit is missed.
"""

import sys
import time
from datetime import date

import common

SIZES = (10_000, 100_000, 1_000_000)
LINES_PER_VOUCHER = 20
LIMITS = {"growth": 1.3, "bare": 20.0, "table": 8.0, "mid_month_ms": 15.0}
DIGEST = {"sqlite": 1000.0, "postgresql": 200.0}
START, END = date(2025, 1, 1), date(2025, 12, 31)


def three_statements(book: object) -> None:
    """Trial balance, balance sheet and income statement through the registry."""
    from ledger import registry

    for name in ("trial_balance", "balance_sheet", "income_statement"):
        registry.report(name).build(book, start=START, end=END)


def mid_month(book: object) -> None:
    """Balances at a day in the middle of a month."""
    from ledger.selectors.balances import balances

    balances(book, on=date(2025, 7, 17))


def bare(table: str, book: object) -> None:
    """GROUP BY account, as short as SQL allows."""
    from django.db import connection

    if table == "ledger_line" and connection.vendor == "sqlite":
        table += " INDEXED BY line_book_date_covering"  # else it is no covering scan at all
    sql = (
        f"SELECT account_id, SUM(debit), SUM(credit) FROM {table}"
        " WHERE book_id = %s GROUP BY account_id"
    )
    with connection.cursor() as cursor:
        for _ in range(3):  # three statements, three queries
            cursor.execute(sql, [book.pk])
            cursor.fetchall()


def digest(book: object) -> None:
    """django-ledger's own three statements."""
    book.entity.digest(
        entity_slug=book.entity.slug,
        to_date=END,
        process_groups=True,
        balance_sheet_statement=True,
        income_statement=True,
        use_closing_entry=False,
    )


def fill(book: object, lines: int) -> float:
    from django.db import connection

    from ledger.services import journal
    from ledger.services.actors import system_actor

    begin = time.perf_counter()
    inputs = common.voucher_inputs(book, lines // LINES_PER_VOUCHER, LINES_PER_VOUCHER)
    for at in range(0, len(inputs), 5000):
        journal.post_many(
            book=book, vouchers=inputs[at : at + 5000], actor=system_actor(), at=common.now()
        )
    with connection.cursor() as cursor:  # what a server's autovacuum does within a minute
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return time.perf_counter() - begin


def main(sizes: tuple[int, ...]) -> int:
    missed = []
    with common.database() as engine:
        ours: dict[int, float] = {}
        for size in sizes:
            book = common.koperasi(f"bench-{size}")
            seconds = fill(book, size)
            repeats = 9 if size < 10**6 else 7
            ours[size] = common.median_ms(lambda b=book: three_statements(b), repeats)
            middle = common.median_ms(lambda b=book: mid_month(b), repeats)
            table = common.median_ms(lambda b=book: bare("ledger_accountbalance", b), repeats)
            lines = common.median_ms(lambda b=book: bare("ledger_line", b), 3)
            begin = time.perf_counter()
            digest(book)
            engine_ms = (time.perf_counter() - begin) * 1000
            common.report(
                f"{size:,} lines on {engine} (filled through the gate in {seconds:.0f} s)",
                [
                    ("ours, three statements", f"{ours[size]:.1f} ms"),
                    (
                        "(a) django-ledger digest",
                        f"{engine_ms:.0f} ms: {engine_ms / ours[size]:.0f}×",
                    ),
                    ("(b) bare GROUP BY of lines", f"{lines:.1f} ms: {lines / ours[size]:.1f}×"),
                    (
                        "(c) bare query of balances",
                        f"{table:.2f} ms: ours {ours[size] / table:.1f}×",
                    ),
                    ("balances in mid-month", f"{middle:.1f} ms"),
                ],
            )
            if middle > LIMITS["mid_month_ms"]:
                missed.append(f"mid-month {middle:.1f} ms at {size}")
            if size == 10**6:
                if engine_ms / ours[size] < DIGEST[engine]:
                    missed.append(f"digest only {engine_ms / ours[size]:.0f}×")
                if lines / ours[size] < LIMITS["bare"]:
                    missed.append(f"bare lines only {lines / ours[size]:.1f}×")
                if ours[size] / table > LIMITS["table"]:
                    missed.append(f"{ours[size] / table:.1f}× the bare balance query")
        growth = ours[sizes[-1]] / ours[sizes[0]]
        print(f"\ngrowth from {sizes[0]:,} to {sizes[-1]:,} lines: {growth:.2f}×")
        if growth > LIMITS["growth"]:
            missed.append(f"growth {growth:.2f}×")
    for miss in missed:
        print("missed:", miss)
    return 1 if missed else 0


if __name__ == "__main__":
    common.start()
    sys.exit(main(SIZES[:2] if "--small" in sys.argv else SIZES))
