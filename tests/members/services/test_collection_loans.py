"""Instalments on a collection sheet: laid as at the counter, in the same voucher."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from members.models import LoanPayment, Membership, Organization
from members.selectors.collection import sheet_grid
from members.selectors.loan_dues import loan_dues
from members.services.collection import (
    SheetChangedError,
    SheetError,
    post_sheet,
    save_sheet,
    version_of,
)
from members.services.loan_payments import interest_due, outstanding, pay_loan
from members.services.loan_reschedule import reschedule_loan
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 25)


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    lending(organization)
    return organization


def row(amounts: dict[str, str] | None = None, loans: dict[int, str] | None = None) -> Any:
    paid = {str(pk): text for pk, text in (loans or {}).items()}
    return {"present": True, "amounts": amounts or {}, "loans": paid, "remark": ""}


def kept(organization: Organization, content: dict[Membership, Any], **more: Any) -> Any:
    return save_sheet(
        organization=organization,
        held_on=DAY,
        content={str(person.pk): cells for person, cells in content.items()},
        actor=system_actor(),
        at=more.pop("at", AT),
        **more,
    )


def post(sheet: Any) -> Voucher:
    return post_sheet(sheet=sheet, cash=cash(sheet.organization), actor=system_actor(), at=AT)


def test_an_instalment_stands_in_the_same_voucher_split_into_interest_and_principal(
    organization: Organization,
) -> None:
    sari = member(organization)
    loan = running_loan(sari)

    voucher = post(kept(organization, {sari: row({"wajib": "20.000"}, {loan.pk: "112.000"})}))

    assert list(voucher.lines.values_list("account__code", "subsidiary__code", "credit"))[1:] == [
        ("3-1102", "A-1", 20_000),
        ("4-1102", None, 12_000),
        ("1-1301", "PJ-1", 100_000),
    ]
    assert (outstanding(loan), interest_due(loan, DAY)) == (1_100_000, 0)
    assert LoanPayment.objects.get().voucher == voucher
    assert faults_of_book(organization.book) == []


def test_more_than_the_debt_is_a_sentence_at_the_cell_and_nothing_is_posted(
    organization: Organization,
) -> None:
    sari = member(organization)
    loan = running_loan(sari)
    before = Voucher.objects.count()

    with pytest.raises(SheetError) as refused:
        post(kept(organization, {sari: row({"wajib": "20.000"}, {loan.pk: "1.212.001"})}))

    assert refused.value.faults == [
        (
            sari.pk,
            f"loan-{loan.pk}",
            "Pembayaran melebihi utang: sisa pokok dan bunga Rp 1.212.000.",
        )
    ]
    assert Voucher.objects.count() == before


def test_a_loan_of_another_member_is_refused(organization: Organization) -> None:
    sari, budi = member(organization), member(organization, "A-2")
    loan = running_loan(sari)

    with pytest.raises(SheetError) as refused:
        post(kept(organization, {budi: row(loans={loan.pk: "1.000"})}))

    assert refused.value.faults == [
        (budi.pk, f"loan-{loan.pk}", "Pinjaman ini milik anggota lain.")
    ]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 10), DAY, date(2026, 2, 10)])
def test_what_is_due_is_what_the_counter_takes(organization: Organization, day: date) -> None:
    sari = member(organization)
    loan = running_loan(sari)
    paid = pay_loan(
        loan=loan,
        amount=62_000,
        cash=cash(organization),
        on=date(2026, 1, 5),
        actor=system_actor(),
        at=AT,
    )
    (due,) = loan_dues(organization, day)[sari.pk]
    assert (due.outstanding, due.interest) == (outstanding(loan), interest_due(loan, day))

    reverse(voucher=paid, reason="Salah anggota", on=date(2026, 1, 6), actor=system_actor(), at=AT)

    (due,) = loan_dues(organization, day)[sari.pk]
    assert (due.outstanding, due.interest) == (outstanding(loan), interest_due(loan, day))


def test_the_due_part_counts_what_was_repaid(organization: Organization) -> None:
    sari = member(organization)
    running_loan(sari)

    (due,) = loan_dues(organization, DAY)[sari.pk]

    assert (due.due, due.principal, due.interest, due.most) == (
        112_000,
        100_000,
        12_000,
        1_212_000,
    )


def test_two_hundred_members_cost_what_one_costs(organization: Organization) -> None:
    counts = []
    for numbers in (range(1, 2), range(2, 31)):
        for number in numbers:
            running_loan(member(organization, f"A-{number}"), f"PJ-{number}")
        with CaptureQueriesContext(connection) as queries:
            grid = sheet_grid(organization, DAY, {})
        counts.append(len(queries))

    assert len(grid.rows) == 31
    assert counts[0] == counts[1]


def test_posting_two_hundred_is_some_hundred_queries(organization: Organization) -> None:
    people = [member(organization, f"B-{number:03}") for number in range(200)]
    for person in people[:3]:
        deposit(person, "wajib", 1_000)
    first = kept(organization, {person: row({"wajib": "20.000"}) for person in people})
    post(first)  # opens the accounts
    again = kept(organization, {person: row({"wajib": "25.000"}) for person in people})

    with CaptureQueriesContext(connection) as queries:
        voucher = post(again)

    assert voucher.lines.count() == 201
    assert len(queries) < 60


def test_a_sheet_changed_elsewhere_is_not_overwritten(organization: Organization) -> None:
    sari = member(organization)
    seen = version_of(kept(organization, {sari: row({"wajib": "1.000"})}, base=""))
    kept(organization, {sari: row({"wajib": "2.000"})}, at=AT + timedelta(seconds=5), base=seen)

    with pytest.raises(SheetChangedError, match="layar lain"):
        kept(organization, {sari: row({"wajib": "3.000"})}, base=seen)

    assert organization.collection_sheets.get().content[str(sari.pk)]["amounts"]["wajib"] == "2.000"


def test_a_late_save_of_a_posted_sheet_makes_no_second_draft(organization: Organization) -> None:
    sari = member(organization)
    content = {sari: row({"wajib": "1.000"})}
    voucher = post(kept(organization, content, base=""))

    with pytest.raises(SheetChangedError, match=voucher.code):
        kept(organization, content, base="")

    assert organization.collection_sheets.count() == 1


def test_a_sheet_before_the_newest_schedule_is_refused(organization: Organization) -> None:
    sari = member(organization)
    loan = running_loan(sari)
    reschedule_loan(
        loan=loan, months=6, annual_rate=Decimal(12), on=AT.date(), reason="Panen gagal",
        decision_no="3/2026", actor=system_actor(), at=AT,
    )  # fmt: skip
    sheet = kept(organization, {sari: row(loans={loan.pk: "112.000"})})

    with pytest.raises(SheetError) as refused:
        post(sheet)

    assert [text for _pk, _code, text in refused.value.faults] == [
        "Tanggal bayar tidak boleh sebelum penjadwalan ulang."
    ]
    assert outstanding(loan) == 1_200_000
