"""Strict dates and period arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.dates import DateError, parse_date
from ledger.calculations.periods import (
    CLOSING,
    OPENING,
    is_month_end,
    month_end,
    period_code,
    previous_day,
    year_start,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        ("31-12-2025", date(2025, 12, 31)),
        ("1/2/2026", date(2026, 2, 1)),
        (" 2025-1-5 ", date(2025, 1, 5)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_parse_date_reads_iso_and_day_first(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2025",
        "29/02/2025",
        "12/31/2025",
        "2025-13-01",
        "2025-00-10",
        "00/01/2025",
        "0000-01-01",
        "31/12/25",
        "31.12.2025",
        "31 Desember 2025",
        "2025-12-31T00:00",
        "20251231",
        "45000",
        "٣١/١٢/٢٠٢٥",
        "2025-12-31x",
    ],
)
def test_parse_date_refuses_what_is_not_a_day(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


def test_opening_and_closing_stand_around_the_months_of_their_year() -> None:
    codes = [
        period_code(2024, CLOSING),
        period_code(2025, OPENING),
        *(period_code(2025, month) for month in range(1, 13)),
        period_code(2025, CLOSING),
        period_code(2026, OPENING),
    ]

    assert codes == sorted(codes)
    assert codes[1:3] == [202500, 202501]
    assert codes[-2] == 202513


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_month_end(day: date, last: date) -> None:
    assert month_end(day) == last


@given(st.dates())
def test_a_month_ends_on_the_day_before_another_month(day: date) -> None:
    last = month_end(day)

    assert is_month_end(last)
    assert last == date.max or date.fromordinal(last.toordinal() + 1).day == 1


def test_previous_day_crosses_the_year() -> None:
    assert previous_day(date(2026, 1, 1)) == date(2025, 12, 31)


def test_year_start() -> None:
    assert year_start(date(2025, 7, 17)) == date(2025, 1, 1)
