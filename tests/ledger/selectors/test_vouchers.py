"""Finding vouchers: by words, names and amounts, page after page."""

from datetime import date
from typing import Any

import pytest

from ledger.models import Book
from ledger.selectors.vouchers import page, vouchers


def codes(book: Book, text: str) -> list[str]:
    return [voucher.code for voucher in vouchers(book, text=text)]


@pytest.fixture
def mina(demo: dict[str, Book]) -> Book:
    return demo["mina-lestari"]


def test_an_amount_finds_lines_and_totals_however_it_is_written(mina: Book) -> None:
    line = mina.vouchers.get(code="BKM/2025/01/0001").lines.earliest("position")
    amount = line.debit or line.credit

    plain, dotted = codes(mina, str(amount)), codes(mina, f"{amount:,}".replace(",", "."))

    assert "BKM/2025/01/0001" in plain
    assert plain == dotted


def test_the_total_of_a_voucher_with_many_lines_is_found(mina: Book) -> None:
    many = next(
        voucher for voucher in mina.vouchers.all() if voucher.lines.filter(debit__gt=0).count() > 1
    )
    total = sum(line.debit for line in many.lines.all())

    assert many.code in codes(mina, str(total))


def test_the_name_of_a_member_finds_the_vouchers_of_his_savings(mina: Book) -> None:
    subsidiary = mina.subsidiaries.filter(lines__isnull=False).first()
    assert subsidiary is not None

    found = set(codes(mina, subsidiary.name))

    assert found >= {line.voucher.code for line in subsidiary.lines.select_related("voucher")}


def test_the_name_finds_nothing_in_another_book(demo: dict[str, Book]) -> None:
    subsidiary = demo["mina-lestari"].subsidiaries.filter(lines__isnull=False).first()
    assert subsidiary is not None

    assert codes(demo["ksu-karya-lentera"], subsidiary.name) == []


def test_pages_together_are_the_whole_list_once(mina: Book) -> None:
    every = [voucher.pk for voucher in vouchers(mina)]
    seen: list[Any] = []
    after = ""
    while True:
        shown = page(vouchers(mina), after=after)
        seen += [voucher.pk for voucher in shown.vouchers]
        after = shown.next
        if not after:
            break

    assert len(every) > 100
    assert seen == every


def test_a_malformed_place_means_the_first_page(mina: Book) -> None:
    assert page(vouchers(mina), after="kemarin_x").is_first


def test_days_limit_the_list(mina: Book) -> None:
    found = vouchers(mina, start=date(2025, 3, 1), end=date(2025, 3, 31))

    assert {voucher.date.month for voucher in found} == {3}
