"""Letters of confirmation: written once for a day, answered, and what is open stays in sight."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ledger.models import Event
from ledger.services.actors import system_actor
from members.models import BalanceConfirmation, Organization
from members.reports.letters import confirmation_letter, letters_pdf
from members.selectors.confirmations import confirmations, held_on, tally
from members.services.confirmations import (
    ConfirmationError,
    issue_confirmations,
    record_answer,
)
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.savings import cooperative, deposit, member

pytestmark = pytest.mark.django_db
TODAY, YEAR_END = date(2026, 2, 15), date(2025, 12, 31)


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    sari = member(organization)
    deposit(sari, "pokok", 100_000, date(2025, 3, 1))
    deposit(sari, "wajib", 20_000, date(2025, 3, 1))
    deposit(sari, "wajib", 50_000, date(2026, 1, 5))  # after the day of the letter
    return organization


def issue(organization: Organization, on: date = YEAR_END) -> int:
    return issue_confirmations(
        organization=organization, on=on, today=TODAY, actor=system_actor(), at=AT
    )


def answer(letter: BalanceConfirmation, state: str, **more: Any) -> BalanceConfirmation:
    words: dict[str, Any] = {"returned_on": date(2026, 1, 20), "note": ""}
    return record_answer(
        confirmation=letter, state=state, today=TODAY, actor=system_actor(), at=AT, **(words | more)
    )


def test_a_letter_tells_the_balances_of_its_day(organization: Organization) -> None:
    lending(organization)
    running_loan(organization.memberships.get(number="A-1"))

    assert issue(organization) == 2

    letter = BalanceConfirmation.objects.get(membership__number="A-1")
    assert letter.rows == {
        "savings": [["Simpanan pokok", 100_000], ["Simpanan wajib", 20_000]],
        "loans": [["Pinjaman umum PJ-1", 1_200_000]],
    }
    assert (letter.savings, letter.loans) == (120_000, 1_200_000)
    text = PdfReader(io.BytesIO(letters_pdf([confirmation_letter(letter)]))).pages[0].extract_text()
    assert "(1.080.000)" in text
    assert "Tidak setuju. Menurut saya" in text


def test_letters_are_written_once_and_late_members_are_added(organization: Organization) -> None:
    issue(organization)
    deposit(member(organization, "A-2"), "wajib", 5_000, date(2025, 12, 30))

    assert (issue(organization), issue(organization)) == (1, 0)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY, "belum lewat"),
        (date(2024, 12, 31), "mulai sesudah tanggal itu"),
        (date(2025, 1, 31), "Tidak ada anggota yang mempunyai saldo"),
    ],
)
def test_a_day_that_says_nothing_is_refused(
    organization: Organization, on: date, sentence: str
) -> None:
    with pytest.raises(ConfirmationError, match=sentence):
        issue(organization, on)


def test_answers_are_counted_and_can_be_corrected(organization: Organization) -> None:
    deposit(member(organization, "A-2"), "wajib", 5_000, date(2025, 12, 30))
    issue(organization)
    first, second = confirmations(organization, YEAR_END)

    answer(first, "agreed")
    answer(first, "disagreed", note="wajib seharusnya 40.000")

    found = tally(organization, YEAR_END)
    assert (found.open, found.agreed, found.disagreed, found.all) == (1, 0, 1, 2)
    assert [letter.pk for letter in confirmations(organization, YEAR_END)] == [second.pk, first.pk]
    assert Event.objects.filter(act="answer_confirmation").count() == 2


@pytest.mark.parametrize(
    ("state", "more", "field"),
    [
        ("disagreed", {}, "note"),
        ("agreed", {"returned_on": date(2025, 12, 30)}, "returned_on"),
        ("agreed", {"returned_on": date(2026, 2, 16)}, "returned_on"),
        ("open", {}, "state"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    organization: Organization, state: str, more: dict[str, Any], field: str
) -> None:
    issue(organization)

    with pytest.raises(ConfirmationError) as refused:
        answer(BalanceConfirmation.objects.get(), state, **more)

    assert refused.value.field == field
    assert BalanceConfirmation.objects.get().state == "open"


def test_hundreds_cost_the_queries_of_one(organization: Organization) -> None:
    counts = []
    for numbers in (range(2, 3), range(3, 33)):
        for number in numbers:
            deposit(member(organization, f"A-{number}"), "wajib", 1_000, date(2025, 5, 1))
        with CaptureQueriesContext(connection) as queries:
            held_on(organization, YEAR_END)
        counts.append(len(queries))

    assert counts[0] == counts[1]
