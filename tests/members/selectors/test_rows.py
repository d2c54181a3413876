"""Lists read by SQL: what they find, and that they say what the slow way says."""

from datetime import date

import pytest
from django.utils import translation

from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import Membership, Organization
from members.selectors.dues import dues_of, members_in_arrears
from members.selectors.dues_pages import arrears_page
from members.selectors.register import register_page
from members.selectors.savings_accounts import people_at_desk, savers
from members.services.dues import exempt, generate_dues
from tests.factories.clock import AT
from tests.factories.savings import cooperative, deposit, member, product

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 15)


@pytest.fixture
def organization(db: None) -> Organization:
    """Five members: paid in full, in part, ahead, nothing, and one month exempt."""
    organization = cooperative(wajib={"fixed_amount": 50_000})
    people = [member(organization, f"A-{n}") for n in range(1, 6)]
    for month in (11, 12):
        generate_dues(
            organization=organization, year=2025, month=month, actor=system_actor(), at=AT
        )
    for person, amount in zip(people, (100_000, 70_000, 300_000), strict=False):
        deposit(person, "wajib", amount, date(2025, 12, 20))
    undone = deposit(people[3], "wajib", 50_000, date(2025, 12, 21))
    reverse(voucher=undone, on=date(2025, 12, 22), reason="Keliru", actor=system_actor(), at=AT)
    exempt(
        obligation=people[4].obligations.get(period=202512), reason="Sakit",
        actor=system_actor(), at=AT,
    )  # fmt: skip
    return organization


def renamed(membership: Membership, name: str) -> None:
    membership.person.name = name
    membership.person.save()


def test_the_page_of_arrears_says_what_the_report_says(organization: Organization) -> None:
    page = arrears_page(organization, on=ON)

    shown = [
        (r.member.number, r.product.code, r.arrears.months, r.arrears.amount, r.since)
        for r in page.rows
    ]
    assert shown == [
        ("A-2", "wajib", 1, 30_000, date(2025, 12, 1)),
        ("A-4", "wajib", 2, 100_000, date(2025, 11, 1)),
        ("A-5", "wajib", 1, 50_000, date(2025, 11, 1)),
    ]
    assert shown == [
        (r.membership.number, r.product.code, r.arrears.months, r.arrears.amount, r.since)
        for r in members_in_arrears(organization.book, on=ON)
    ]


def test_a_card_says_what_the_page_of_arrears_says(organization: Organization) -> None:
    behind = {row.member.pk: row.arrears for row in arrears_page(organization, on=ON).rows}

    for one in organization.memberships.all():
        (row,) = dues_of(one, ON)
        assert (row.label, row.arrears.amount) == (
            "Simpanan wajib",
            behind[one.pk].amount if one.pk in behind else 0,
        )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("tekun", ["A-1"]),
        ("TEKUN", ["A-1"]),
        ("100%", ["A-2"]),
        ("%", ["A-2"]),
        ("a_b", ["A-3"]),
        ("_", ["A-3"]),
        ("\\", []),
        ("'", ["A-4"]),
        ("a-5", ["A-5"]),
        ("-5", []),
    ],
)
def test_a_search_takes_every_character_for_itself(
    organization: Organization, text: str, numbers: list[str]
) -> None:
    names = ("Sari Tekun", "Beras 100%", "Toko a_b", "Nu'man", "Zaki")
    for one, name in zip(organization.memberships.order_by("number"), names, strict=True):
        renamed(one, name)

    for page in (
        register_page(organization, text=text),
        people_at_desk(organization, text=text).page,
    ):
        assert [row.number for row in page.members] == numbers


def test_savers_show_their_accounts_of_a_product_alone(organization: Organization) -> None:
    sari = organization.memberships.get(number="A-1")
    deposit(sari, "sukarela", 20_000)

    every = savers(organization)
    narrowed = savers(organization, product=product(organization, "sukarela"))

    assert [(row.member.number, row.total) for row in every.rows] == [
        ("A-1", 120_000), ("A-2", 70_000), ("A-3", 300_000), ("A-4", 0),
    ]  # fmt: skip
    assert [
        (row.member.number, [(a.label, a.balance) for a in row.accounts]) for row in narrowed.rows
    ] == [("A-1", [("Simpanan sukarela", 20_000)])]


def test_rows_speak_the_readers_language(organization: Organization) -> None:
    row = register_page(organization).members[0]

    with translation.override("en"):
        english = (row.kind_label, row.status_label, row.element_label)
    assert (row.kind_label, row.status_label, row.element_label) == (
        "Anggota biasa", "Aktif", "Umum",
    )  # fmt: skip
    assert english == ("Ordinary member", "Active", "General public")
    assert row.joined_on == date(2025, 1, 1)
