"""Dues: one row a month for each member, paid oldest first, never a journal entry."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import Obligation, Organization, SavingsProduct
from members.selectors.dues import members_in_arrears
from members.selectors.dues_pages import arrears_page
from members.services.dues import DuesError, end_exemption, exempt, exempt_member, generate_dues
from members.services.leaving import settle_leaving
from members.services.savings_interest import run_interest
from members.services.savings_products import add_default_products, set_terms
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory
from tests.factories.savings import cooperative, deposit, member, product

pytestmark = pytest.mark.django_db
WAJIB = {"fixed_amount": 50_000}


def generate(organization: Organization, month: int, year: int = 2025) -> int:
    return generate_dues(
        organization=organization, year=year, month=month, actor=system_actor(), at=AT
    )


def behind(organization: Organization, on: date) -> list[tuple[str, str, int, int]]:
    return [
        (row.membership.number, row.product.code, row.arrears.months, row.arrears.amount)
        for row in members_in_arrears(organization.book, on=on)
    ]


def test_every_member_gets_one_row_and_no_voucher() -> None:
    organization = cooperative(wajib=WAJIB)
    member(organization)
    member(organization, "A-2")

    assert [generate(organization, 11), generate(organization, 11)] == [2, 0]
    assert set(Obligation.objects.values_list("period", "due_on", "amount")) == {
        (202511, date(2025, 11, 30), 50_000)
    }
    assert not Voucher.objects.exists()


def test_generation_costs_the_same_for_one_and_three_members() -> None:
    counts = []
    for people in (1, 3):
        organization = cooperative(wajib=WAJIB)
        for number in range(people):
            member(organization, f"A-{number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            generate(organization, 11)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_who_left_or_came_later_owes_nothing() -> None:
    organization = cooperative(wajib=WAJIB | {"starts_next_month": True})
    gone = member(organization)
    gone.left_on = date(2025, 10, 31)
    gone.save()
    newcomer = member(organization, "A-2")
    newcomer.joined_on = date(2025, 11, 5)
    newcomer.save()

    assert [generate(organization, 11), generate(organization, 12)] == [0, 1]


def test_payments_are_laid_on_the_oldest_month() -> None:
    organization = cooperative(wajib=WAJIB)
    sari = member(organization)
    for month in (9, 10, 11):
        generate(organization, month)
    deposit(sari, "wajib", 70_000, date(2025, 11, 30))

    (row,) = members_in_arrears(organization.book, on=date(2025, 11, 30))

    assert (row.arrears.months, row.arrears.amount, row.arrears.oldest) == (2, 80_000, 202510)


def test_advance_and_rapel_leave_no_arrears() -> None:
    organization = cooperative(wajib=WAJIB)
    sari = member(organization)
    for month in (10, 11, 12):
        generate(organization, month)
    deposit(sari, "wajib", 150_000, date(2025, 11, 10))

    assert behind(organization, date(2025, 11, 9)) == [("A-1", "wajib", 1, 50_000)]
    assert behind(organization, date(2025, 12, 31)) == []


def test_a_reversed_payment_is_owed_again() -> None:
    organization = cooperative(wajib=WAJIB)
    sari = member(organization)
    generate(organization, 11)
    paid = deposit(sari, "wajib", 50_000, date(2025, 11, 10))
    reverse(voucher=paid, on=date(2025, 11, 11), reason="salah", actor=system_actor(), at=AT)

    assert behind(organization, date(2025, 11, 30)) == [("A-1", "wajib", 1, 50_000)]


def test_iks_is_followed_without_a_balance() -> None:
    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    set_terms(product=product(group, "iks"), actor=system_actor(), at=AT, fixed_amount=5_000)
    sari = member(group)
    generate(group, 11)
    generate(group, 12)
    paid = deposit(sari, "iks", 5_000, date(2025, 12, 1))

    assert behind(group, date(2025, 12, 31)) == [("A-1", "iks", 1, 5_000)]
    reverse(voucher=paid, on=date(2025, 12, 2), reason="salah", actor=system_actor(), at=AT)
    assert behind(group, date(2025, 12, 31)) == [("A-1", "iks", 2, 10_000)]


def test_exemption_needs_a_reason_and_ends_the_arrears() -> None:
    organization = cooperative(wajib=WAJIB)
    member(organization)
    generate(organization, 11)
    obligation = Obligation.objects.get()

    with pytest.raises(DuesError, match="alasan"):
        exempt(obligation=obligation, reason=" ", actor=system_actor(), at=AT)
    exempt(obligation=obligation, reason="sakit", actor=system_actor(), at=AT)

    assert behind(organization, date(2025, 11, 30)) == []


def test_without_an_amount_nothing_is_generated() -> None:
    with pytest.raises(DuesError, match="jumlah iuran"):
        generate(cooperative(), 11)


def test_interest_pays_no_dues() -> None:
    organization = cooperative(
        wajib=WAJIB | {"interest_percent": Decimal(12), "interest_method": "lowest"}
    )
    book = organization.book
    SavingsProduct.objects.filter(organization=organization, code="wajib").update(
        interest_account=account(book, "5-1102"), tax_account=account(book, "2-1401")
    )
    sari = member(organization)
    deposit(sari, "wajib", 2_000_000, date(2025, 1, 2))
    generate(organization, 2)
    before = behind(organization, date(2025, 3, 31))
    voucher = run_interest(
        organization=organization, year=2025, month=2, actor=system_actor(), at=AT
    )

    assert behind(organization, date(2025, 3, 31)) == before != []

    reverse(voucher=voucher, on=date(2026, 2, 15), reason="salah", actor=system_actor(), at=AT)
    assert behind(organization, date(2026, 2, 15)) == before


def test_who_has_left_is_settled_with_and_owes_no_dues() -> None:
    organization = cooperative(wajib=WAJIB)
    sari = member(organization)
    generate(organization, 12)
    deposit(sari, "wajib", 20_000, date(2025, 12, 20))
    settle_leaving(
        membership=sari, on=date(2026, 1, 31), due_on=date(2026, 3, 1), reason="Pindah",
        decision="01/RAT", actor=system_actor(), at=AT,
    )  # fmt: skip

    assert members_in_arrears(organization.book, on=date(2026, 2, 15)) == []
    assert arrears_page(organization, on=date(2026, 2, 15)).rows == ()


def test_the_end_of_one_exemption_leaves_what_another_covers() -> None:
    organization = cooperative(wajib=WAJIB)
    sari = member(organization)
    for month in (10, 11, 12):
        generate(organization, month)
    sick = [
        exempt_member(
            membership=sari, product=None, starts_on=start, ends_on=end, reason="Sakit",
            actor=system_actor(), at=AT,
        )
        for start, end in (
            (date(2025, 10, 1), date(2025, 12, 31)),
            (date(2025, 12, 1), date(2025, 12, 31)),
        )
    ]  # fmt: skip

    end_exemption(exemption=sick[0], ends_on=date(2025, 10, 31), actor=system_actor(), at=AT)

    assert list(Obligation.objects.order_by("period").values_list("period", "exempt_reason")) == [
        (202510, "Sakit"),
        (202511, ""),
        (202512, "Sakit"),
    ]
