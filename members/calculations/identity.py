"""The citizen number (NIK, koperasi.md §9.4): what is doubtful about one, and how it is masked.

Six digits of region, six of birth date as DDMMYY with 40 added to a woman's day, four of order.
It carries no check digit: a well-formed number proves nobody's identity, and cards with errors
exist. So this module finds doubts; nothing here refuses a number.
"""

import re
from collections.abc import Set
from datetime import date
from enum import StrEnum

LENGTH = 16
WOMAN = 40
"""What is added to the day of birth of a woman."""
_SEPARATORS = re.compile(r"[\s.\-]")


class Doubt(StrEnum):
    """What does not fit in a citizen number."""

    LENGTH = "length"
    PROVINCE = "province"
    DAY = "day"
    DATE = "date"
    SERIAL = "serial"
    SEX = "sex"
    BIRTH_DATE = "birth_date"


def normalized(text: str) -> str:
    """Return the number without spaces, dots and hyphens between its digits."""
    return _SEPARATORS.sub("", text)


def masked(number: str) -> str:
    """`3201••••••••0007`: region group and order remain; a short number shows nothing of itself."""
    if len(number) != LENGTH:
        return "•" * len(number)
    return f"{number[:4]}{'•' * 8}{number[-4:]}"


def doubts(
    number: str,
    *,
    provinces: Set[str],
    is_woman: bool | None = None,
    birth_date: date | None = None,
) -> list[Doubt]:
    """What does not fit, in reading order; empty when nothing stands out.

    Sex and birth date are compared only when they are given and the number's own date is readable.
    """
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return [Doubt.LENGTH]
    found = []
    if number[:2] not in provinces:
        found.append(Doubt.PROVINCE)
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    says_woman = day > WOMAN
    born = day - WOMAN if says_woman else day
    if not 1 <= born <= 31:
        found.append(Doubt.DAY)
    elif not _exists(born, month, year):
        found.append(Doubt.DATE)
    else:
        if is_woman is not None and is_woman != says_woman:
            found.append(Doubt.SEX)
        if birth_date and (birth_date.day, birth_date.month, birth_date.year % 100) != (
            born,
            month,
            year,
        ):
            found.append(Doubt.BIRTH_DATE)
    if number[12:] == "0000":
        found.append(Doubt.SERIAL)
    return found


def _exists(day: int, month: int, year: int) -> bool:
    """Whether the day stands in the calendar of 19YY or of 20YY; the number does not say which."""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False
