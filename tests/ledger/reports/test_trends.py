"""The sentences above the pictures, and pictures that agree with the statements."""

from datetime import date

import pytest

from ledger.models import Book
from ledger.reports.cash_flow import cash_flow
from ledger.reports.income_statement import income_statement
from ledger.reports.trends import cash_chart, cash_sentence, result_chart, result_sentence
from ledger.selectors.trends import MonthFigures, last_months

NOVEMBER = MonthFigures(date(2025, 11, 1), cash=10_000, income=500, cost=700)


def december(cash: int = 0, income: int = 0, cost: int = 0) -> MonthFigures:
    return MonthFigures(date(2025, 12, 1), cash=cash, income=income, cost=cost)


@pytest.mark.parametrize(
    ("cash", "sentence"),
    [
        (12_500, "kas dan bank 12.500, naik 2.500 dari bulan sebelumnya."),
        (8_000, "kas dan bank 8.000, turun 2.000 dari bulan sebelumnya."),
        (10_000, "kas dan bank 10.000, sama dengan bulan sebelumnya."),
        (-500, "kas dan bank (500), turun 10.500 dari bulan sebelumnya."),
    ],
)
def test_cash_is_compared_with_the_month_before(cash: int, sentence: str) -> None:
    assert cash_sentence([NOVEMBER, december(cash)]) == f"Desember 2025: {sentence}"


def test_a_loss_that_shrinks_has_risen() -> None:
    sentence = result_sentence([NOVEMBER, december(income=100, cost=150)])

    assert sentence == "Desember 2025: hasil (50), naik 150 dari bulan sebelumnya."


def test_the_first_month_is_compared_with_nothing() -> None:
    assert cash_sentence([NOVEMBER]) == "November 2025: kas dan bank 10.000."
    assert result_sentence([NOVEMBER]) == "November 2025: hasil (200)."


def test_the_year_stands_below_the_first_month_and_below_january() -> None:
    months = [NOVEMBER, december(), MonthFigures(date(2026, 1, 1))]

    places = cash_chart(months).places

    assert [(place.short, place.under) for place in places] == [
        ("Nov", "2025"),
        ("Des", ""),
        ("Jan", "2026"),
    ]


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera", "jahit-kencana"])
def test_pictures_agree_with_the_statements(demo: dict[str, Book], slug: str) -> None:
    book = demo[slug]
    months = last_months(book)
    span = {"start": months[0].first, "end": months[-1].end}

    income, cost, result = (sum(s.values) for s in result_chart(months).every)

    totals = income_statement(book, **span).totals
    assert (income, cost, result) == (totals["revenue"], totals["expense"], totals["net"])
    flow = cash_flow(book, start=months[-1].first, end=months[-1].end)
    assert months[-1].cash - months[-2].cash == flow.totals["net"]
