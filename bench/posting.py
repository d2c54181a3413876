"""Posting with everything on (guards, seals, balances, log) against django-ledger's commit_txs.

Run: `.venv/bin/python bench/posting.py`, on PostgreSQL with DATABASE_URL. Prints ratios of one
run on one machine; exits with 1 when a limit is missed.
"""

import statistics
import sys
import threading
import time
from datetime import datetime

import common

SINGLES, ROUNDS, BULK = 200, 5, 10_000
WANTED_SINGLE, WANTED_BULK = 5.0, 10.0


def peer_ms(book: object) -> list[float]:
    """Milliseconds of each `commit_txs` of two lines, without any of our guards."""
    from django.utils import timezone

    from ledger.integrity import guards

    guards.drop()
    entity = book.entity
    accounts = {a.code: a for a in entity.get_coa_accounts(coa_model=entity.default_coa)}

    def commit() -> None:
        entity.commit_txs(
            je_timestamp=datetime(2025, 3, 1, 12, tzinfo=timezone.get_current_timezone()),
            je_txs=[
                {"account": accounts["1-1101"], "amount": 1000, "tx_type": "debit",
                 "description": "x"},
                {"account": accounts["4-2101"], "amount": 1000, "tx_type": "credit",
                 "description": "x"},
            ],
            je_posted=True,
            je_ledger_model=book.ledger,
        )  # fmt: skip

    try:
        return common.times_ms(commit, SINGLES // ROUNDS)
    finally:
        guards.install()


def singles_and_peer(actor: object) -> tuple[float, float]:
    """Medians of ours and of the peer, taken in turns, so that a busy machine slows both."""
    from ledger.services import journal

    book, other = common.koperasi("bench-satuan"), common.koperasi("bench-lawan")
    wishes = iter(common.voucher_inputs(book, SINGLES + ROUNDS))
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours += common.times_ms(
            lambda: journal.post(book=book, voucher=next(wishes), actor=actor, at=common.now()),
            SINGLES // ROUNDS,
        )
        theirs += peer_ms(other)
    return statistics.median(ours), statistics.median(theirs)


def writers(books: list[object], count: int, each: int) -> tuple[list[Exception], float]:
    """`count` threads post `each` vouchers; returns what went wrong and the seconds."""
    from django.db import connections

    from ledger.services import journal
    from ledger.services.actors import system_actor

    actor, errors = system_actor(), []

    def work(number: int) -> None:
        book = books[number % len(books)]
        for wish in common.voucher_inputs(book, each):
            try:
                journal.post(book=book, voucher=wish, actor=actor, at=common.now())
            except Exception as error:  # noqa: BLE001
                errors.append(error)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors, time.perf_counter() - begin


def main() -> int:
    from ledger.integrity.checks import faults_of_book
    from ledger.services import journal
    from ledger.services.actors import system_actor

    with common.database() as engine:
        actor = system_actor()
        single, peer = singles_and_peer(actor)
        bulk_book = common.koperasi("bench-impor")
        inputs = common.voucher_inputs(bulk_book, BULK)
        begin = time.perf_counter()
        journal.post_many(book=bulk_book, vouchers=inputs, actor=actor, at=common.now())
        bulk = (time.perf_counter() - begin) * 1000 / BULK
        one_errors, one_seconds = writers([common.koperasi("bench-satu")], 4, 50)
        four = [common.koperasi(f"bench-empat-{n}") for n in range(4)]
        four_errors, four_seconds = writers(four, 4, 50)
        faults = [fault for each in (bulk_book, *four) for fault in faults_of_book(each)]
        common.report(
            f"Posting on {engine}",
            [
                ("commit_txs, one entry of two lines", f"{peer:.2f} ms"),
                ("post, one voucher of two lines", f"{single:.2f} ms: {peer / single:.1f}×"),
                (f"post_many, {BULK} vouchers", f"{bulk:.2f} ms each: {peer / bulk:.1f}×"),
                (
                    "4 writers, one book, 200 vouchers",
                    f"{one_seconds:.1f} s, {one_errors or 'no error'}",
                ),
                (
                    "4 writers, four books, 200",
                    f"{four_seconds:.1f} s, {four_errors or 'no error'}",
                ),
                ("check_books afterwards", f"{len(faults)} faults"),
            ],
        )
    missed = (
        peer / single < WANTED_SINGLE
        or peer / bulk < WANTED_BULK
        or one_errors
        or four_errors
        or faults
    )
    return 1 if missed else 0


if __name__ == "__main__":
    common.start()
    sys.exit(main())
