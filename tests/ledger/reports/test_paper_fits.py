"""The officers sign below a statement, never alone on a sheet of their own."""

from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from ledger import registry
from ledger.models import Book
from ledger.reports.paper import paper_of
from ledger.reports.pdf import to_pdf
from tests.factories.people import OrganizationFactory

GROUPS = ("tani-lentera", "mina-lestari", "jahit-kencana", "bengkel-roda", "ksu-karya-lentera")


def pages(book: Book, name: str, at: datetime) -> list[str]:
    """The text of each sheet of a statement of 2025."""
    table = registry.report(name).build(book, start=date(2025, 1, 1), end=date(2025, 12, 31))
    return [
        page.extract_text()
        for page in PdfReader(BytesIO(to_pdf(paper_of(book, table, at=at)))).pages
    ]


@pytest.mark.parametrize("name", ["balance_sheet", "income_statement", "cash_flow"])
@pytest.mark.parametrize("slug", GROUPS)
def test_a_statement_and_its_signatures_share_one_sheet(
    demo: dict[str, Book], at: datetime, slug: str, name: str
) -> None:
    sheets = pages(demo[slug], name, at)

    assert len(sheets) == 1
    assert "Bendahara" in sheets[0]


def test_a_long_list_ends_with_rows_above_the_signatures(
    demo: dict[str, Book], at: datetime
) -> None:
    last = pages(demo["jahit-kencana"], "subsidiary_balances", at)[-1]

    assert "Jumlah" in last
    assert "Bendahara" in last


def test_an_empty_ledger_says_so(demo: dict[str, Book], at: datetime) -> None:
    only = pages(OrganizationFactory().book, "cash_book", at)[0]

    assert "Tidak ada catatan dalam masa ini." in only
