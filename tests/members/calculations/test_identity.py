"""The citizen number: what is doubtful in it, and how it is masked."""

from datetime import date

import pytest

from members.calculations.identity import Doubt, doubts, masked, normalized

KNOWN = frozenset({"32", "33"})


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("3201011703760001", []),
        ("3201015703760001", []),  # a woman born on the 17th
        ("320101170376001", [Doubt.LENGTH]),
        ("32010117037600011", [Doubt.LENGTH]),
        ("32010117O3760001", [Doubt.LENGTH]),
        ("٣٢٠١٠١١٧٠٣٧٦٠٠٠١", [Doubt.LENGTH]),  # digits, but of another script
        ("0001011703760001", [Doubt.PROVINCE]),
        ("3201010003760001", [Doubt.DAY]),
        ("3201014003760001", [Doubt.DAY]),
        ("3201013203760001", [Doubt.DAY]),
        ("3201017203760001", [Doubt.DAY]),
        ("3201013103760001", []),
        ("3201017103760001", []),
        ("3201013102760001", [Doubt.DATE]),
        ("3201011700760001", [Doubt.DATE]),
        ("3201011713760001", [Doubt.DATE]),
        ("3201012902000001", []),  # 1900 had no 29 February, 2000 had
        ("3201012902010001", [Doubt.DATE]),
        ("3201011703760000", [Doubt.SERIAL]),
        ("0001010003760000", [Doubt.PROVINCE, Doubt.DAY, Doubt.SERIAL]),
    ],
)
def test_doubts_of_a_number(number: str, found: list[Doubt]) -> None:
    assert doubts(number, provinces=KNOWN) == found


@pytest.mark.parametrize(
    ("number", "is_woman", "born", "found"),
    [
        ("3201011703760001", False, date(1976, 3, 17), []),
        ("3201015703760001", True, date(1976, 3, 17), []),
        ("3201011703760001", True, None, [Doubt.SEX]),
        ("3201015703760001", False, date(1976, 3, 17), [Doubt.SEX]),
        ("3201011703760001", False, date(1976, 3, 18), [Doubt.BIRTH_DATE]),
        ("3201010003760001", True, date(1976, 3, 18), [Doubt.DAY]),
    ],
)
def test_a_number_is_compared_with_what_is_known(
    number: str, is_woman: bool, born: date | None, found: list[Doubt]
) -> None:
    assert doubts(number, provinces=KNOWN, is_woman=is_woman, birth_date=born) == found


def test_a_mask_hides_date_and_district_and_all_of_an_odd_number() -> None:
    assert masked("3201011703760001") == "3201••••••••0001"
    assert masked("12345") == "•••••"
    assert masked("") == ""


def test_separators_do_not_count() -> None:
    assert normalized(" 3201.01-170376 0001 ") == "3201011703760001"
