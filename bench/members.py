"""Members at size: the list, one member's card, arrears, and the run of dues, against bare SQL.

Two cooperatives in one throw-away database: 1,000 members, and as many as asked for. Each member
has three products; dues of twelve months are written and paid through the gate, but for one
member in ten, who skipped the last month. Every figure is a ratio within this run: a selector to
the bare indexed SQL for the same rows, a page to itself at 1,000 members.

Run: `.venv/bin/python bench/members.py [--members 100000]`, on PostgreSQL with DATABASE_URL. Exits
with 1 when a selector takes more than 3 times the bare SQL, a page more than 1.5 times its time at
1,000 members, or the run of dues asks more queries for more members.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import common

SELECTOR, PAGE = 3.0, 1.5
SMALL, YEAR, AMOUNT = 1_000, 2025, 10_000
ON = date(2025, 12, 31)
SHEET = 500
"""Members on one voucher."""
REPEATS = 15


def cooperative(slug: str, count: int) -> Any:
    """A cooperative with its members and their three accounts, written in bulk."""
    from ledger.models import Subsidiary
    from ledger.services.actors import system_actor
    from members.models import Membership, Person, SavingsAccount
    from members.services.organizations import found_organization
    from members.services.savings_products import add_default_products, set_terms

    by: dict[str, Any] = {"actor": system_actor(), "at": common.now()}
    organization = found_organization(
        slug=slug, name=slug, kind="koperasi", framework="koperasi",
        books_from=date(YEAR, 1, 1), **by,
    )  # fmt: skip
    products = {p.code: p for p in add_default_products(organization=organization, **by)}
    set_terms(product=products["wajib"], fixed_amount=AMOUNT, **by)
    people = Person.objects.bulk_create(
        [Person(name=f"Orang {n:06d}", sex="P") for n in range(count)], batch_size=2000
    )
    memberships = Membership.objects.bulk_create(
        [
            Membership(
                organization=organization, person=person, number=f"A-{n:06d}",
                joined_on=date(2024, 1, 1),
            )
            for n, person in enumerate(people)
        ],
        batch_size=2000,
    )  # fmt: skip
    for code in ("pokok", "wajib", "sukarela"):
        account = products[code].account
        held = Subsidiary.objects.bulk_create(
            [
                Subsidiary(book=organization.book, account=account, code=m.number, name=m.number)
                for m in memberships
            ],
            batch_size=2000,
        )
        SavingsAccount.objects.bulk_create(
            [
                SavingsAccount(membership=m, product=products[code], subsidiary=s)
                for m, s in zip(memberships, held, strict=True)
            ],
            batch_size=2000,
        )
    return organization


def pay(organization: Any) -> None:
    """Twelve months of wajib and one of pokok and sukarela, a voucher for each 500 members."""
    from ledger.models import Subsidiary
    from ledger.services import journal
    from ledger.services.actors import system_actor
    from ledger.services.journal import LineInput, VoucherInput

    book = organization.book
    accounts = {a.code: a for a in book.accounts.all()}
    by_account = {
        code: list(Subsidiary.objects.filter(account=accounts[code]).order_by("code"))
        for code in ("3-1101", "3-1102", "2-1201")
    }
    for month in range(1, 13):
        codes = tuple(by_account) if month == 1 else ("3-1102",)
        vouchers = []
        for start in range(0, len(by_account["3-1102"]), SHEET):
            lines = [
                LineInput(accounts[code], credit=AMOUNT, subsidiary=s)
                for code in codes
                for n, s in enumerate(by_account[code][start : start + SHEET])
                if month < 12 or n % 10
            ]
            cash = LineInput(accounts["1-1101"], debit=AMOUNT * len(lines))
            vouchers.append(VoucherInput(date(YEAR, month, 10), "Setoran", [cash, *lines]))
        journal.post_many(book=book, vouchers=vouchers, actor=system_actor(), at=common.now())


def run_dues(organization: Any) -> tuple[float, int, int]:
    """Write twelve months of obligations: seconds, rows, queries of one month."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ledger.services.actors import system_actor
    from members.services.dues import generate_dues

    begin, rows, queries = time.perf_counter(), 0, 0
    for month in range(1, 13):
        with CaptureQueriesContext(connection) as captured:
            rows += generate_dues(
                organization=organization, year=YEAR, month=month, actor=system_actor(),
                at=common.now(),
            )  # fmt: skip
        queries = len(captured)
    return time.perf_counter() - begin, rows, queries


def bare(sql: str, values: list[Any]) -> Callable[[], Any]:
    """The same rows by SQL alone."""
    from django.db import connection

    def read() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    return read


LIST = """
SELECT m.id, m.number, p.name, a.id, a.product_id,
  COALESCE((SELECT SUM(b.credit - b.debit) FROM ledger_subsidiarybalance b
            WHERE b.subsidiary_id = a.subsidiary_id), 0)
FROM (SELECT id, number, person_id FROM members_membership
      WHERE organization_id = %s AND number > %s ORDER BY number LIMIT 50) m
JOIN members_person p ON p.id = m.person_id
JOIN members_savingsaccount a ON a.membership_id = m.id ORDER BY m.number, a.product_id"""
CARD = """
SELECT a.product_id, COALESCE((SELECT SUM(b.credit - b.debit) FROM ledger_subsidiarybalance b
  WHERE b.subsidiary_id = a.subsidiary_id), 0)
FROM members_savingsaccount a WHERE a.membership_id = %s"""
ARREARS = """
SELECT * FROM (
  SELECT m.id, m.number, p.name,
    (SELECT COALESCE(SUM(o.amount), 0) FROM members_obligation o WHERE o.membership_id = m.id
     AND o.product_id = %s AND o.due_on <= %s AND o.exempt_reason = '') owed,
    (SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM members_savingsaccount a
     JOIN ledger_line l ON l.subsidiary_id = a.subsidiary_id
     WHERE a.membership_id = m.id AND a.product_id = %s AND l.date >= %s AND l.date <= %s) paid
  FROM members_membership m JOIN members_person p ON p.id = m.person_id
  WHERE m.organization_id = %s AND m.number > %s) x
WHERE owed > paid ORDER BY number LIMIT 51"""


def selectors(organization: Any) -> dict[str, tuple[float, float]]:
    """Per selector: milliseconds, and milliseconds of the bare SQL for the same rows."""
    from members.selectors.card import savings_of
    from members.selectors.dues_pages import arrears_page
    from members.selectors.savings_accounts import savers

    wajib = organization.savings_products.get(code="wajib")
    count = organization.memberships.count()
    after = f"A-{count // 2:06d}"
    one = organization.memberships.get(number=after)
    first = date(YEAR, 1, 1).isoformat()
    values = [wajib.pk, ON.isoformat(), wajib.pk, first, ON.isoformat(), organization.pk, after]
    pairs = {
        "list of savers, a page in the middle": (
            lambda: savers(organization, after=after),
            bare(LIST, [organization.pk, after]),
        ),
        "card of one member: savings": (lambda: savings_of(one), bare(CARD, [one.pk])),
        "arrears, a page in the middle": (
            lambda: arrears_page(organization, on=ON, after=after),
            bare(ARREARS, values),
        ),
    }
    return {
        label: (common.median_ms(ours, REPEATS), common.median_ms(theirs, REPEATS))
        for label, (ours, theirs) in pairs.items()
    }


def pages(organization: Any) -> dict[str, float]:
    """Milliseconds of each page for a signed-in treasurer."""
    from django.test import Client

    from members.models import Office, Person, User

    user = User.objects.create_user(f"bendahara.{organization.slug}")
    person = Person.objects.create(name="Bendahara", sex="P", user=user)
    Office.objects.create(
        organization=organization, person=person, kind="bendahara", start=date(YEAR, 1, 1)
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    count = organization.memberships.count()
    one = organization.memberships.get(number=f"A-{count // 2:06d}")
    base = f"/lembaga/{organization.slug}/anggota/"
    urls = {
        "register": base,
        "list of savers": f"{base}simpanan/rekening/?after={one.number}",
        "desk": f"{base}simpanan/loket/?after={one.number}",
        "card of one member": f"{base}{one.pk}/",
        "dues of one member": f"{base}iuran/anggota/{one.pk}/",
        "arrears": f"{base}iuran/?after={one.number}",
    }
    found = {}
    for label, url in urls.items():
        if (status := client.get(url).status_code) != 200:
            raise SystemExit(f"{url} answers {status}")
        found[label] = common.median_ms(lambda u=url: client.get(u), REPEATS)
    return found


def main(count: int) -> int:
    from django.db import connection

    missed = []
    with common.database() as engine:
        organizations = {}
        queries = {}
        for slug, size in (("kecil", SMALL), ("besar", count)):
            organizations[slug] = cooperative(slug, size)
            seconds, rows, queries[slug] = run_dues(organizations[slug])
            common.report(
                f"Dues of twelve months for {size:,} members on {engine}",
                [("rows", f"{rows:,}"), ("seconds", f"{seconds:.1f}"),
                 ("queries a month", str(queries[slug]))],
            )  # fmt: skip
            pay(organizations[slug])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        large = selectors(organizations["besar"])
        common.report(
            f"Selectors at {count:,} members beside bare SQL",
            [(k, f"{a:7.2f} ms {b:7.2f} ms {a / b:5.1f}×") for k, (a, b) in large.items()],
        )
        small_pages, large_pages = pages(organizations["kecil"]), pages(organizations["besar"])
        common.report(
            f"Pages at {SMALL:,} and at {count:,} members",
            [
                (k, f"{small_pages[k]:6.1f} ms {v:6.1f} ms {v / small_pages[k]:5.2f}×")
                for k, v in large_pages.items()
            ],
        )
    if queries["besar"] != queries["kecil"]:
        missed.append(f"run of dues: {queries['besar']} queries, {queries['kecil']} for fewer")
    missed += [f"{k}: {a / b:.1f}× bare SQL" for k, (a, b) in large.items() if a > SELECTOR * b]
    missed += [
        f"{k}: {v / small_pages[k]:.2f}× its time at {SMALL:,} members"
        for k, v in large_pages.items()
        if v > PAGE * small_pages[k]
    ]
    for miss in missed:
        print("missed:", miss)
    return 1 if missed else 0


if __name__ == "__main__":
    wanted = 100_000
    if "--members" in sys.argv:
        wanted = int(sys.argv[sys.argv.index("--members") + 1])
    common.start()
    sys.exit(main(wanted))
