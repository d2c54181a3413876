"""Dues of the demonstration's year: every member of every group paid every month."""

from datetime import date

import pytest

from ledger.models import Book
from members.models import FundContribution, FundUse, Obligation
from members.selectors.dues import members_in_arrears
from members.selectors.dues_pages import arrears_page, dues_of
from tests.scenarios.figures import BOOKS

pytestmark = pytest.mark.usefixtures("demo")
END = date(2025, 12, 31)
OWED = {
    "tani-lentera": (240, 1_560_000),
    "mina-lestari": (288, 3_600_000),
    "jahit-kencana": (64, 400_000),
    "bengkel-roda": (240, 2_400_000),
    "ksu-karya-lentera": (354, 17_700_000),
}
"""Obligations of 2025, and what they ask for together: every month of the book, every member."""


@pytest.mark.parametrize("slug", BOOKS)
def test_compliance_is_whole(slug: str) -> None:
    book = Book.objects.get(slug=slug)
    rows = Obligation.objects.filter(membership__organization__book=book)

    assert (rows.count(), sum(rows.values_list("amount", flat=True))) == OWED[slug]
    assert members_in_arrears(book, on=END) == []
    assert arrears_page(book.organization, on=END).rows == ()


@pytest.mark.parametrize("slug", BOOKS)
def test_every_month_of_every_member_is_covered(slug: str) -> None:
    organization = Book.objects.get(slug=slug).organization

    states = {
        month.state
        for member in organization.memberships.all()[:3]
        for dues in dues_of(member, on=END)
        for month in dues.months
    }

    assert states == {"paid"}


def test_the_funds_know_who_gave_and_for_whom_they_were_used() -> None:
    given = FundContribution.objects.filter(product__organization__slug="mina-lestari")
    used = FundUse.objects.filter(product__organization__slug="mina-lestari")

    assert sum(given.values_list("amount", flat=True)) == 720_000
    assert given.count() == 144
    assert sorted(used.values_list("beneficiary", flat=True)) == [
        "anggota",
        "anggota",
        "lingkungan",
    ]
    assert FundUse.objects.count() == 6
