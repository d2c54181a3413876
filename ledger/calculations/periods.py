"""Period codes: year × 100 + period, where 0 is the opening and 13 the year-end closing."""

import calendar
from datetime import date

OPENING, CLOSING = 0, 13
MONTHS = range(1, 13)


def period_code(year: int, period: int) -> int:
    """Return the sortable code, such as 202513 for the closing of 2025."""
    return year * 100 + period


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def is_month_end(day: date) -> bool:
    """Whether the day is the last of its month."""
    return day == month_end(day)


def month_start(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def months_until(day: date, count: int) -> list[date]:
    """The first days of `count` months in a row, the last of them the day's own."""
    last = day.year * 12 + day.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1)]


def year_start(day: date) -> date:
    """1 January of the day's year."""
    return date(day.year, 1, 1)


def previous_day(day: date) -> date:
    """The day before."""
    return date.fromordinal(day.toordinal() - 1)
