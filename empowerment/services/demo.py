"""Load the invented demonstration: PSBK Lentera Karya, its four KUBE, and KSU Karya Lentera.

Everything goes through the public import and the gate, as a real institution's data would.
The data lies as readable CSV in empowerment/demo/.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from empowerment.services import (
    demo_business,
    demo_checks,
    demo_kube,
    demo_loans,
    demo_meetings,
    demo_plan,
    demo_records,
    demo_savings,
    demo_shu,
    demo_stock,
)
from ledger.integrity.checks import faults_of_book
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.books import add_unit, open_subsidiary
from ledger.services.closing import close_year
from ledger.services.journal_import import import_journal
from ledger.services.periods import close_period
from members.models import Organization, OrganizationKind, Person, SavingsProduct
from members.services.organizations import (
    admit_member,
    appoint,
    create_login,
    found_organization,
)
from members.services.register import PersonInput, enter_person
from members.services.savings_certificates import attach_certificate
from members.services.savings_products import add_default_products, set_terms

DATA = Path(__file__).resolve().parents[1] / "demo"
PASSWORD = "padi-di-lumbung"  # noqa: S105  printed on screen; the demonstration hides nothing
YEAR = 2025
MONTHS_CLOSED = {
    "psbk-lentera-karya": range(1, 13),
    "tani-lentera": range(1, 10),
    "mina-lestari": range(1, 13),
    "jahit-kencana": range(9, 13),
    "bengkel-roda": range(1, 12),
    "ksu-karya-lentera": range(1, 13),
}
"""How far each treasurer had closed the year (the readiness figures of the institution)."""
YEAR_CLOSED = ("ksu-karya-lentera",)


def rows(*path: str) -> list[dict[str, str]]:
    """Read one CSV of the demonstration; an absent file is empty."""
    file = DATA.joinpath(*path)
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def logins() -> Iterator[tuple[str, str, str]]:
    """User name, password and whose it is."""
    for row in rows("logins.csv"):
        yield row["username"], PASSWORD, row["note"]


def is_loaded() -> bool:
    """Whether the books in the database are those of the demonstration."""
    slugs = {row["slug"] for row in rows("organizations.csv")}
    return slugs <= set(Book.objects.values_list("slug", flat=True))


@transaction.atomic
def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Load everything in one transaction: the whole demonstration or nothing."""
    actor = system_actor()
    people = _people(actor, at)
    organizations = _organizations(actor, at)
    _memberships(people, organizations, actor, at)
    _offices(people, organizations, actor, at)
    _logins(people, actor, at)
    demo_kube.found(organizations, rows, actor, at)
    for slug, organization in organizations.items():
        if not (DATA / "books" / slug).exists():
            continue
        demo_meetings.load(organization, rows, actor, at)
        count = _book(organization.book, actor, at)
        if organization.kind == OrganizationKind.PANTI:
            demo_plan.load(organization, people, rows, actor, at)
            say(f"{organization.name}: {count} bukti")
            continue
        _savings(organization, people, actor, at)
        demo_savings.load_dues(organization, rows("fund_uses.csv"), actor, at)
        demo_loans.load(organization, people, rows, actor, at)
        demo_kube.assess(organization, rows, actor, at)
        say(f"{organization.name}: {count} bukti")
    demo_records.load(organizations, people, rows, actor, at)
    demo_checks.load(organizations["ksu-karya-lentera"].book, at)
    demo_shu.load(organizations["ksu-karya-lentera"].book, at)


def _savings(
    organization: Organization, people: dict[str, Person], actor: Any, at: datetime
) -> None:
    """The savings products, tied to the members' subsidiary accounts of the books."""
    add_default_products(organization=organization, actor=actor, at=at)
    products = {
        product.code: product
        for product in SavingsProduct.objects.filter(organization=organization).all()
    }
    for row in rows("savings.csv"):
        if row["organization"] != organization.slug:
            continue
        terms: dict[str, Any] = {}
        if row["fixed_amount"]:
            terms["fixed_amount"] = int(row["fixed_amount"])
        if row["interest_method"]:
            terms["interest_percent"] = Decimal(row["interest_percent"])
            terms["interest_method"] = row["interest_method"]
        set_terms(product=products[row["product"]], actor=actor, at=at, **terms)
    for row in rows("books", organization.slug, "subsidiaries.csv"):
        term = products.get("berjangka")
        if term is not None and row["account"] == term.account.code:
            attach_certificate(
                product=term,
                membership=organization.memberships.get(person=people[row["person"]]),
                certificate=row["code"],
                placed_on=organization.book.opened_on,
                months=12,
            )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


STATE_SERVICE = {"PNS": "asn", "PPPK": "asn"}


def _people(actor: Any, at: datetime) -> dict[str, Person]:
    return {
        row["code"]: enter_person(
            given=PersonInput(
                fields={
                    "name": row["name"],
                    "sex": row["sex"],
                    "birth_place": row["birth_place"],
                    "birth_date": _day(row["birth_date"]),
                    "village": row["village"],
                    "address": row["address"],
                    "phone": row["phone"],
                    "occupation": row["occupation"],
                    "state_service": STATE_SERVICE.get(row["asn"], ""),
                },
                nik=row["nik"],
            ),
            actor=actor,
            at=at,
        )
        for row in rows("people.csv")
    }


def _organizations(actor: Any, at: datetime) -> dict[str, Organization]:
    made: dict[str, Organization] = {}
    for row in rows("organizations.csv"):
        first_month = min(MONTHS_CLOSED.get(row["slug"], [1]))
        made[row["slug"]] = found_organization(
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            framework=row["framework"],
            books_from=date(YEAR, first_month, 1),
            institution=made.get(row["institution"]),
            founded_on=_day(row["founded_on"]),
            village=row["village"],
            address=row["address"],
            actor=actor,
            at=at,
        )
    return made


def _memberships(
    people: dict[str, Person], organizations: dict[str, Organization], actor: Any, at: datetime
) -> None:
    for row in rows("memberships.csv"):
        admit_member(
            organization=organizations[row["organization"]],
            person=people[row["person"]],
            number=row["number"],
            element=row["element"],
            joined_on=date.fromisoformat(row["joined_on"]),
            actor=actor,
            at=at,
        )


def _offices(
    people: dict[str, Person], organizations: dict[str, Organization], actor: Any, at: datetime
) -> None:
    for row in rows("offices.csv"):
        appoint(
            organization=organizations[row["organization"]],
            person=people[row["person"]],
            kind=row["office"],
            start=date.fromisoformat(row["from"]),
            end=_day(row["to"]),
            decree=row["decree"],
            actor=actor,
            at=at,
        )


def _logins(people: dict[str, Person], actor: Any, at: datetime) -> None:
    for row in rows("logins.csv"):
        create_login(
            person=people[row["person"]],
            username=row["username"],
            password=PASSWORD,
            actor=actor,
            at=at,
        )


def _book(book: Book, actor: Any, at: datetime) -> int:
    folder = DATA / "books" / book.slug
    for row in rows("books", book.slug, "units.csv"):
        add_unit(book=book, actor=actor, at=at, **row)
    accounts = {account.code: account for account in book.accounts.all()}
    for row in rows("books", book.slug, "subsidiaries.csv"):
        open_subsidiary(
            account=accounts[row["account"]],
            code=row["code"],
            name=row["name"],
            actor=actor,
            at=at,
        )
    journal = folder / "journal.csv"
    result = import_journal(
        book=book, content=journal.read_bytes(), file_name=journal.name, actor=actor, at=at
    )
    demo_business.load(book, rows, actor, at)
    demo_stock.load(book, rows, actor, at)
    for month in MONTHS_CLOSED[book.slug]:
        close_period(book=book, year=YEAR, month=month, actor=actor, at=at, checks=lambda _book: [])
    if faults := faults_of_book(book):  # once for all months: the data does not change between
        raise RuntimeError(faults[0])
    if book.slug in YEAR_CLOSED:
        close_year(book=book, year=YEAR, actor=actor, at=at, checks=faults_of_book)
    return result.count
