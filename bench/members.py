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
BATCH = 20
"""Vouchers of one call."""
POKOK, WAJIB, SUKARELA = "3-1101", "3-1102", "2-1201"
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
    """A quarter of wajib at a time, pokok and sukarela with the first; 500 members a voucher.

    One member in ten skips the last month.
    """
    from ledger.models import Subsidiary
    from ledger.services import journal
    from ledger.services.actors import system_actor
    from ledger.services.journal import LineInput, VoucherInput

    book = organization.book
    accounts = {a.code: a for a in book.accounts.all()}
    by_account = {
        code: list(Subsidiary.objects.filter(account=accounts[code]).order_by("code"))
        for code in (POKOK, WAJIB, SUKARELA)
    }
    for quarter in (1, 4, 7, 10):
        vouchers = []
        for start in range(0, len(by_account[WAJIB]), SHEET):
            lines = [
                LineInput(
                    accounts[WAJIB],
                    credit=AMOUNT * (2 if quarter == 10 and not n % 10 else 3),
                    subsidiary=s,
                )
                for n, s in enumerate(by_account[WAJIB][start : start + SHEET])
            ]
            if quarter == 1:
                lines += [
                    LineInput(accounts[code], credit=AMOUNT, subsidiary=s)
                    for code in (POKOK, SUKARELA)
                    for s in by_account[code][start : start + SHEET]
                ]
            cash = LineInput(accounts["1-1101"], debit=sum(line.credit for line in lines))
            vouchers.append(VoucherInput(date(YEAR, quarter, 10), "Setoran", [cash, *lines]))
        for first in range(0, len(vouchers), BATCH):
            journal.post_many(
                book=book, vouchers=vouchers[first : first + BATCH], actor=system_actor(),
                at=common.now(),
            )  # fmt: skip


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


def bare(*statements: tuple[str, list[Any]]) -> Callable[[], Any]:
    """The same rows and columns by SQL alone."""
    from django.db import connection

    def read() -> Any:
        found = []
        with connection.cursor() as cursor:
            for sql, values in statements:
                cursor.execute(sql, values)
                found.append(cursor.fetchall())
        return found

    return read


MEMBER = "m.id, m.number, p.name, m.kind, m.element, m.status, m.joined_on, m.left_on"
REGISTER = f"""
SELECT {MEMBER} FROM members_membership m JOIN members_person p ON p.id = m.person_id
WHERE m.organization_id = %s AND m.status <> 'left' AND m.number > %s ORDER BY m.number LIMIT 51"""
LIST = f"""
SELECT m.*, a.id, s.name, s.name_en, a.certificate,
  COALESCE((SELECT SUM(b.credit - b.debit) FROM ledger_subsidiarybalance b
            WHERE b.subsidiary_id = a.subsidiary_id), 0)
FROM (SELECT {MEMBER} FROM members_membership m JOIN members_person p ON p.id = m.person_id
      WHERE m.organization_id = %s AND m.number > %s ORDER BY m.number LIMIT 51) m
JOIN members_savingsaccount a ON a.membership_id = m.id
JOIN members_savingsproduct s ON s.id = a.product_id
ORDER BY m.number, a.product_id, a.certificate"""
SAVINGS = """
SELECT s.name, s.name_en, a.certificate,
  COALESCE((SELECT SUM(b.credit - b.debit) FROM ledger_subsidiarybalance b
            WHERE b.subsidiary_id = a.subsidiary_id), 0)
FROM members_savingsaccount a JOIN members_savingsproduct s ON s.id = a.product_id
WHERE a.membership_id = %s ORDER BY a.product_id"""
LOANS = """
SELECT t.name, l.number,
  COALESCE((SELECT SUM(b.debit - b.credit) FROM ledger_subsidiarybalance b
            WHERE b.subsidiary_id = l.subsidiary_id), 0)
FROM members_loan l JOIN members_loanproduct t ON t.id = l.product_id
WHERE l.membership_id = %s AND l.state = 'disbursed'"""
DUES = """
SELECT s.name, COUNT(*), SUM(d.amount), MIN(d.period) FROM (
  SELECT o.product_id, o.period, o.amount,
    SUM(o.amount) OVER (PARTITION BY o.product_id ORDER BY o.period) upto,
    (SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM members_savingsaccount a
     JOIN ledger_line l ON l.subsidiary_id = a.subsidiary_id
     WHERE a.membership_id = o.membership_id AND a.product_id = o.product_id
     AND l.date >= %s AND l.date <= %s) paid
  FROM members_obligation o
  WHERE o.membership_id = %s AND o.due_on <= %s AND o.exempt_reason = '') d
JOIN members_savingsproduct s ON s.id = d.product_id
WHERE d.upto > d.paid GROUP BY s.id, s.name"""
ARREARS = f"""
SELECT b.id, b.number, b.name, b.kind, b.element, b.status, b.joined_on, b.left_on,
  MAX(b.owed) - MAX(b.paid), COUNT(*), MIN(o.period)
FROM (
  SELECT * FROM (
    SELECT {MEMBER},
      (SELECT COALESCE(SUM(o.amount), 0) FROM members_obligation o
       WHERE o.product_id = %s AND o.membership_id = m.id
       AND o.due_on <= %s AND o.exempt_reason = '') owed,
      (SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM members_savingsaccount a
       JOIN ledger_line l ON l.subsidiary_id = a.subsidiary_id
       WHERE a.membership_id = m.id AND a.product_id = %s AND l.date >= %s AND l.date <= %s) paid
    FROM members_membership m JOIN members_person p ON p.id = m.person_id
    WHERE m.organization_id = %s AND m.number > %s) x
  WHERE owed > paid ORDER BY number LIMIT 51) b
JOIN members_obligation o ON o.membership_id = b.id AND o.product_id = %s
WHERE o.due_on <= %s AND o.exempt_reason = '' AND b.paid < (
  SELECT SUM(u.amount) FROM members_obligation u WHERE u.product_id = o.product_id
  AND u.membership_id = o.membership_id AND u.period <= o.period AND u.exempt_reason = '')
GROUP BY b.id, b.number, b.name, b.kind, b.element, b.status, b.joined_on, b.left_on
ORDER BY b.number"""


def selectors(organization: Any) -> dict[str, tuple[float, float]]:
    """Per selector: milliseconds, and milliseconds of the bare SQL for the same rows."""
    from members.selectors.card import loans_of, savings_of
    from members.selectors.dues import dues_of
    from members.selectors.dues_pages import arrears_page
    from members.selectors.register import register_page
    from members.selectors.savings_accounts import savers

    wajib = organization.savings_products.get(code="wajib")
    after = f"A-{organization.memberships.count() // 2:06d}"
    one = organization.memberships.get(number=after)
    first, on = date(YEAR, 1, 1).isoformat(), ON.isoformat()
    page = [organization.pk, after]
    behind = [wajib.pk, on, wajib.pk, first, on, *page, wajib.pk, on]
    pairs = {
        "register, a page in the middle": (
            lambda: register_page(organization, after=after),
            bare((REGISTER, page)),
        ),
        "list of savers, a page in the middle": (
            lambda: savers(organization, after=after),
            bare((LIST, page)),
        ),
        "card of one member: savings, loans, dues": (
            lambda: (savings_of(one), loans_of(one), dues_of(one, ON)),
            bare((SAVINGS, [one.pk]), (LOANS, [one.pk]), (DUES, [first, on, one.pk, on])),
        ),
        "arrears, a page in the middle": (
            lambda: arrears_page(organization, on=ON, after=after),
            bare((ARREARS, behind)),
        ),
    }
    shown = {
        row.member.pk: row.arrears for row in arrears_page(organization, on=ON, after=after).rows
    }
    (alone,) = bare((ARREARS, behind))()
    if {row[0]: (row[8], row[9]) for row in alone[:50]} != {
        pk: (a.amount, a.months) for pk, a in shown.items()
    }:
        raise SystemExit("the list of arrears and the bare SQL differ")
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
