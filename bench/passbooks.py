"""200 passbooks as one PDF: our canvas against the same books through xhtml2pdf.

Each book holds a year of three savings, 36 lines. Both print the same heads, lines and typefaces
from the same rows; xhtml2pdf makes one file a book, which spares it the joining of 200. Run:
`.venv/bin/python bench/passbooks.py`. Exits with 1 when ours is not ten times faster.
"""

import sys
import time
from datetime import date
from typing import Any

import common

BOOKS, WANTED = 200, 10.0
PAGE = """<html><head><style>
@font-face {{ font-family: Plain; src: url(PlusJakartaSans-Regular.ttf); }}
@font-face {{ font-family: Money; src: url(InterTabular-Regular.ttf); }}
@page {{ size: a5; margin: 10mm; }}
body {{ font-family: Plain; font-size: 7.5pt; }}
td.money {{ font-family: Money; text-align: right; }}
</style></head><body><p>{name}</p><table repeat="1"><tr><th>Tanggal</th><th>Sandi</th>
<th>No. bukti</th><th>Debet</th><th>Kredit</th><th>Saldo</th><th>Paraf</th></tr>
{rows}</table></body></html>"""
ROW = (
    "<tr><td>{day}</td><td>{code}</td><td>{voucher}</td><td class='money'>{debit}</td>"
    "<td class='money'>{credit}</td><td class='money'>{balance}</td><td></td></tr>"
)


def savers() -> Any:
    """A cooperative with 200 members who paid three savings every month of 2025."""
    from ledger.services import journal
    from ledger.services.actors import system_actor
    from ledger.services.journal import LineInput, VoucherInput
    from members.models import Organization, Person
    from members.services import organizations, savings, savings_products

    actor, at = system_actor(), common.now()
    organization: Organization = organizations.found_organization(
        slug="bench-buku", name="KSU Bench", kind="koperasi", framework="koperasi",
        books_from=date(2025, 1, 1), actor=actor, at=at,
    )  # fmt: skip
    savings_products.add_default_products(organization=organization, actor=actor, at=at)
    products = list(
        organization.savings_products.filter(code__in=["wajib", "sukarela", "hari-raya"])
    )
    accounts = []
    for number in range(BOOKS):
        person = Person.objects.create(name=f"Anggota {number}", sex="P")
        membership = organizations.admit_member(
            organization=organization, person=person,
            number=f"A-{number:03}", element="umum", joined_on=date(2025, 1, 1), actor=actor, at=at,
        )  # fmt: skip
        accounts += [
            savings.open_account(membership=membership, product=product, actor=actor, at=at)
            for product in products
        ]
    cash = organization.book.accounts.get(code="1-1101")
    for month in range(1, 13):
        lines = [
            LineInput(account.product.account, credit=20_000, subsidiary=account.subsidiary)
            for account in accounts
        ]
        voucher = VoucherInput(
            date=date(2025, month, 10), narration=f"Setoran {month}",
            lines=[LineInput(cash, debit=20_000 * len(accounts)), *lines],
        )  # fmt: skip
        journal.post(book=organization.book, voucher=voucher, actor=actor, at=at)
    return organization


def through_xhtml2pdf(members: Any, rows: Any) -> int:
    """Every book as a file of its own; returns how many bytes."""
    from ledger.calculations.money import format_rupiah
    from ledger.reports.pdf import html_to_pdf

    size = 0
    for member in members:
        texts = "".join(
            ROW.format(
                day=row.day.strftime("%d/%m/%Y"),
                code=row.code,
                voucher=row.voucher,
                debit=format_rupiah(row.debit) if row.debit else "",
                credit=format_rupiah(row.credit),
                balance=format_rupiah(row.balance),
            )
            for row in rows[member.pk]
        )
        size += len(
            html_to_pdf(PAGE.format(name=f"{member.number} {member.person.name}", rows=texts))
        )
    return size


def main() -> int:
    from members.reports.member_statement import statement_pdf
    from members.reports.passbook_paper import passbooks_pdf
    from members.selectors.passbook import passbook_rows
    from members.selectors.passbook import savers as people_of

    with common.database() as engine:
        organization = savers()
        members = people_of(organization)
        rows = passbook_rows(members)
        assert len(members) == BOOKS
        assert {len(own) for own in rows.values()} == {36}
        passbooks_pdf(members[:1], rows)  # fonts
        through_xhtml2pdf(members[:1], rows)
        begin = time.perf_counter()
        pages = passbooks_pdf(members, rows)
        ours = time.perf_counter() - begin
        begin = time.perf_counter()
        through_xhtml2pdf(members, rows)
        theirs = time.perf_counter() - begin
        begin = time.perf_counter()
        people = people_of(organization)
        statement_pdf(
            organization.book,
            people,
            start=date(2025, 1, 1),
            end=date(2025, 12, 31),
            at=common.now(),
        )
        whole = time.perf_counter() - begin
        common.report(
            f"{BOOKS} passbooks of 36 lines ({engine} behind them)",
            [
                ("canvas, one PDF", f"{ours:.2f} s, {len(pages) / 1e6:.1f} MB"),
                ("xhtml2pdf, a file a book", f"{theirs:.1f} s: ours {theirs / ours:.0f}× faster"),
                ("statements of all, queries included", f"{whole:.2f} s"),
            ],
        )
    return 1 if theirs / ours < WANTED else 0


if __name__ == "__main__":
    common.start()
    sys.exit(main())
