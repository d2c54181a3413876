"""Members' loans of the demonstration follow their schedules and tie to the books."""

from datetime import date

import pytest

from members.models import Loan, Organization
from members.selectors.loans import late_loans
from members.services.loan_disbursement import withheld
from tests.scenarios.figures import KSU, statement, trial

pytestmark = pytest.mark.usefixtures("demo")


def loan(slug: str, number: str) -> Loan:
    return Loan.objects.get(product__organization__slug=slug, number=number)


def test_the_members_loan_of_the_workshop_is_repaid_in_five_instalments() -> None:
    held = loan("bengkel-roda", "PJ-2025-01")

    assert list(held.instalments.values_list("principal", "interest")) == [(100_000, 0)] * 5
    assert list(held.payments.values_list("principal", "interest", "penalty")) == (
        [(100_000, 0, 0)] * 5
    )
    assert trial("bengkel-roda").get("1104", 0) == 0
    (row,) = statement("bengkel-roda", "member_loans", "2025-08-31")["rows"][:1]
    assert (row["outstanding"], row["overdue"]) == (200_000, 0)


def test_the_cooperatives_eight_loans_add_up_to_the_account() -> None:
    for day in ("2025-03-31", "2025-08-17", "2025-12-31"):
        rows = [r for r in statement(KSU, "member_loans", day)["rows"] if r.get("number")]
        assert sum(row["outstanding"] for row in rows) == trial(KSU, day)["1-1301"], day
    assert len(rows) == 8


def test_what_was_withheld_at_payout_is_what_the_products_terms_say() -> None:
    for number in ("PJ-2025-01", "PJ-2025-02", "PJ-2025-03", "PJ-2025-04"):
        held = loan(KSU, number)
        assert held.subsidiary is not None
        voucher = held.subsidiary.lines.get(debit__gt=0).voucher
        fees = voucher.lines.get(account__code="4-1103").credit
        assert withheld(held.product, held.principal).fees == fees, number


def test_an_application_of_the_cooperative_waits_for_its_chair() -> None:
    waiting = loan(KSU, "PJ-2025-05")

    assert (waiting.state, waiting.decided_by, waiting.is_related) == ("applied", None, False)
    assert (waiting.made_by.username, waiting.analyses.get().left_over) == ("kasir.ksu", 980_000)


def test_in_february_the_instalments_of_january_are_late() -> None:
    book = Organization.objects.get(slug=KSU).book

    late = late_loans(book, on=date(2026, 2, 15))

    assert [(item.loan.number, item.days_late) for item in late][:2] == [
        ("PJ-2024-02", 158),
        ("PJ-2025-04", 35),
    ]


def test_the_statement_of_arrears_tells_the_same() -> None:
    rows = statement(KSU, "loan_arrears", "2026-02-15")["rows"]

    assert (rows[0]["number"], rows[0]["days_late"], rows[0]["class"]) == (
        "PJ-2024-02",
        158,
        "Diragukan",
    )


def test_interest_paid_is_what_the_schedules_say() -> None:
    """Every payment of 2025 is an instalment of its loan, interest and principal alike."""
    for held in Loan.objects.filter(product__organization__slug=KSU, state="disbursed"):
        agreed = list(held.instalments.values_list("principal", "interest"))
        paid = list(
            held.payments.order_by("voucher__sequence").values_list("principal", "interest")
        )
        start = next((n for n in range(len(agreed)) if agreed[n : n + len(paid)] == paid), None)
        assert start is not None, held.number
