"""Which PIN is too easy to guess."""

from datetime import date

import pytest

from members.calculations.pin import weakness

BORN = date(1990, 5, 14)


@pytest.mark.parametrize(
    ("pin", "word"),
    [
        ("482915", ""),
        ("12345", "length"),
        ("1234567", "length"),
        ("48291x", "length"),
        ("٤٨٢٩١٥", "length"),
        ("111111", "easy"),
        ("121212", "easy"),
        ("123456", "easy"),
        ("890123", "easy"),
        ("654321", "easy"),
        ("482482", "easy"),
        ("140590", "birth"),
        ("900514", "birth"),
        ("051490", "birth"),
        ("149005", "birth"),
        ("199083", "birth"),
        ("811405", "birth"),
        ("812345", "known"),
        ("770304", "known"),
    ],
)
def test_a_pin_that_others_know_or_guess_is_weak(pin: str, word: str) -> None:
    assert weakness(pin, birth_date=BORN, known=("0812-3459-981", "ML-0304")) == word


def test_without_a_birth_date_only_the_digits_are_judged() -> None:
    assert weakness("140590") == ""
