"""The SHU at size: bases and shares of a year, against the bare SQL that sums the same bases.

A cooperative in a throw-away database; each member has three savings products, twelve months of
wajib, and `--purchases` purchases on the member's card, all through the gate. The ratio is of one
run: `compute` (bases, shares, everything but storing) to two bare indexed sums.

Run: `.venv/bin/python bench/shu.py [--members 100000] [--purchases 4]`, on PostgreSQL with
DATABASE_URL. Exits with 1 above twice the bare SQL, or above 500 MB.
"""

import importlib.util
import resource
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import common

LIMIT, MEMORY = 2.0, 500
YEAR, AMOUNT, SHEET = 2025, 25_000, 500


def load(name: str) -> Any:
    """A neighbour of this file whose name an app has too."""
    spec = importlib.util.spec_from_file_location(
        f"bench_{name}", Path(__file__).with_name(f"{name}.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def buy(organization: Any, times: int) -> None:
    """Purchases of every member on the card, a voucher for each 500 members."""
    from ledger.models import Subsidiary
    from ledger.services import journal
    from ledger.services.actors import system_actor
    from ledger.services.journal import LineInput, VoucherInput

    book = organization.book
    accounts = {a.code: a for a in book.accounts.all()}
    numbers = list(organization.memberships.order_by("number").values_list("number", flat=True))
    cards = Subsidiary.objects.bulk_create(
        [Subsidiary(book=book, account=accounts["1-1321"], code=n, name=n) for n in numbers],
        batch_size=2000,
    )
    for turn in range(times):
        day = date(YEAR, 1 + turn * 12 // times, 15)
        vouchers = [
            VoucherInput(
                date=day,
                narration="Kartu belanja",
                lines=[
                    *(LineInput(accounts["1-1321"], debit=AMOUNT, subsidiary=c) for c in part),
                    LineInput(accounts["4-1101"], credit=AMOUNT * len(part)),
                ],
            )
            for start in range(0, len(cards), SHEET)
            for part in [cards[start : start + SHEET]]
        ]
        journal.post_many(book=book, vouchers=vouchers, actor=system_actor(), at=common.now())


def close(book: Any) -> None:
    """The year, closed."""
    from ledger.services.actors import system_actor
    from ledger.services.closing import close_year
    from ledger.services.periods import close_period

    by: dict[str, Any] = {"actor": system_actor(), "at": common.now()}
    for month in range(1, 13):
        close_period(book=book, year=YEAR, month=month, checks=lambda _book: [], **by)
    close_year(book=book, year=YEAR, checks=lambda _book: [], **by)


def bare(book: Any) -> int:
    """The same two bases, summed by hand; how many members came out."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.membership_id, SUM(b.credit - b.debit) FROM members_savingsaccount a"
            " JOIN members_savingsproduct p ON p.id = a.product_id AND p.counts_for_shu"
            " JOIN ledger_subsidiarybalance b ON b.subsidiary_id = a.subsidiary_id"
            " AND b.period <= %s WHERE p.organization_id = %s GROUP BY a.membership_id",
            [YEAR * 100 + 12, book.organization.pk],
        )
        count = len(cursor.fetchall())
        cursor.execute(
            "SELECT m.id, SUM(l.debit - l.credit) FROM ledger_line l"
            " JOIN ledger_subsidiary s ON s.id = l.subsidiary_id"
            " JOIN members_membership m ON m.organization_id = %s AND m.number = s.code"
            " WHERE l.account_id = %s AND l.date >= %s AND l.date <= %s"
            " AND EXISTS (SELECT 1 FROM ledger_line c WHERE c.voucher_id = l.voucher_id"
            " AND c.account_id IN (SELECT id FROM ledger_account WHERE book_id = %s"
            " AND code LIKE '4-11%%')) GROUP BY m.id",
            [
                book.organization.pk,
                book.accounts.get(code="1-1321").pk,
                date(YEAR, 1, 1),
                date(YEAR, 12, 31),
                book.pk,
            ],
        )
        return count + len(cursor.fetchall())


def wanted(name: str, usual: int) -> int:
    """A whole number of the command line."""
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else usual


def main(count: int, purchases: int) -> int:
    """Measure and compare."""
    with common.database() as vendor:
        from django.db import connection

        from cooperatives.selectors.shu import YearPolicy, compute

        members = load("members")
        organization = members.cooperative("shu", count)
        members.pay(organization)
        buy(organization, purchases)
        close(organization.book)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        policy = YearPolicy(
            "flat",
            {"cadangan": Decimal(60), "jasa_modal": Decimal(15), "jasa_usaha": Decimal(25)},
            rounding="largest_remainder",
        )
        found = compute(organization.book, YEAR, policy)
        assert len(found.shared.members) == count
        assert found.shared.residual == 0
        by_hand = common.median_ms(lambda: bare(organization.book), 3)
        ours = common.median_ms(lambda: compute(organization.book, YEAR, policy), 3)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ratio = ours / by_hand
    print(f"{vendor}: {count} members, {purchases} purchases each")
    print(f"  bare SQL {by_hand:8.0f} ms   bases and shares {ours:8.0f} ms   ratio {ratio:.2f}")
    print(f"  memory {memory} MB")
    return int(ratio > LIMIT or memory > MEMORY)


if __name__ == "__main__":
    common.start()
    sys.exit(main(wanted("--members", 100_000), wanted("--purchases", 4)))
