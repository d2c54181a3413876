"""The map of capital is the balance sheet, in every book of the demonstration, every month."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from enterprises.reports.sources import BUSINESS
from enterprises.selectors.capital import capital_by_source, capital_months
from ledger.calculations.periods import month_end
from ledger.models import Book
from ledger.reports.balance_sheet import balance_sheet
from tests.pages.reading import Page

MONTHS = [month_end(date(2025, month, 1)) for month in range(1, 13)]


def test_the_map_is_the_balance_sheet_on_every_month_end(demo: dict[str, Book]) -> None:
    books = [book for book in demo.values() if book.framework in BUSINESS]
    assert len(books) >= 5

    for book in books:
        for end in MONTHS:
            sheet = balance_sheet(book, start=end.replace(day=1), end=end)
            total = sum(item.amount for item in capital_by_source(book, on=end))
            assert total == sheet.totals["assets"], (book.slug, end)


def test_the_months_of_the_picture_add_up_to_the_map(demo: dict[str, Book]) -> None:
    book = demo["mina-lestari"]

    months = capital_months(book, until=MONTHS[-1])

    assert [month.end for month in months] == MONTHS
    assert (months[-1].own, months[-1].given, months[-1].owed) == (
        22_612_500,
        25_000_000,
        18_750_000,
    )


def test_the_page_shows_the_picture_and_the_table(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("bendahara.mina").get("/lembaga/mina-lestari/usaha/modal/"))

    assert page.status == 200
    assert "Modal tiap akhir bulan" in page.text
    assert "modal Rp 66.362.500; 34 % di antaranya modal sendiri" in page.text
