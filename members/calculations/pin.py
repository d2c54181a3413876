"""Which PIN is too easy to guess."""

from datetime import date

LENGTH = 6
RISING = "01234567890123456789"


def weakness(pin: str, *, birth_date: date | None = None, known: tuple[str, ...] = ()) -> str:
    """What is wrong with a PIN, as a word; empty when nothing is.

    `known` are numbers that others know of the member: telephones, the member number.
    `length`, `easy` (one digit, or digits in a row), `birth` (made of the birth date), `known`.
    """
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        return "length"
    if len(set(pin)) < 3 or pin in RISING or pin in RISING[::-1] or pin[:3] == pin[3:]:
        return "easy"
    if birth_date is not None and any(part in pin for part in _birth_parts(birth_date)):
        return "birth"
    digits = ["".join(c for c in text if c.isdigit()) for text in known]
    if any(pin in number or (len(number) > 3 and number in pin) for number in digits):
        return "known"
    return ""


def _birth_parts(born: date) -> tuple[str, ...]:
    """Day with month, and the year, in every order in which people write them."""
    day, month, year = f"{born:%d}", f"{born:%m}", f"{born:%y}"
    return (
        day + month,
        month + day,
        f"{born:%Y}",
        day + year + month,
        month + year + day,
    )
