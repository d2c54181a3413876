"""When something that comes every month comes next."""

import calendar
from datetime import date


def day_in_month(year: int, month: int, day: int) -> date:
    """The day of a month; the last one where the month is shorter (31 → 28 February)."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def next_monthly(day: int, after: date) -> date:
    """The first date after `after` that is the given day of a month (1 to 31)."""
    here = day_in_month(after.year, after.month, day)
    if here > after:
        return here
    year, month = (after.year + 1, 1) if after.month == 12 else (after.year, after.month + 1)
    return day_in_month(year, month, day)
