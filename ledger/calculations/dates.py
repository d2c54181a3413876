"""Strict reading of dates, the same in every language."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)


class DateError(ValueError):
    """The text is not a date of the calendar."""


def parse_date(text: str) -> date:
    """Read `2025-12-31` or `31/12/2025` (day first, always). Raises DateError otherwise."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _LOCAL.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise DateError(text)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(text) from None
