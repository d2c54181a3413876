"""A passbook is printed on from the next free line, once each line, and again where it jammed."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ledger.services.actors import system_actor
from members.models import Membership, Passbook, PassbookPrint
from members.reports.member_statement import statement_pdf
from members.reports.passbook_paper import print_pdf, statements_pdf
from members.selectors.passbook import passbook_rows, savers
from members.services.passbook import PassbookError, open_passbook, print_on
from members.services.savings import record_transfer
from members.services.savings_interest import run_interest
from tests.factories.books import make_voucher
from tests.factories.clock import AT
from tests.factories.savings import cooperative, deposit, held, member, withdraw

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 15)


@pytest.fixture
def sari(db: None) -> Membership:
    return member(cooperative(sukarela={"interest_percent": 12, "interest_method": "lowest"}))


def opened(sari: Membership, lines: int = 5, pages: int = 2) -> Passbook:
    return open_passbook(
        membership=sari,
        lines_per_page=lines,
        pages=pages,
        on=TODAY,
        actor=system_actor(),
        at=AT,
    )


def printed(book: Passbook) -> PassbookPrint:
    return print_on(passbook=book, on=TODAY, actor=system_actor(), at=AT)


def lines(made: PassbookPrint) -> list[tuple[Any, ...]]:
    return [(r["code"], r["debit"], r["credit"], r["balance"]) for r in made.rows]


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_lines_carry_the_codes_of_the_field_and_one_balance(sari: Membership) -> None:
    budi = member(sari.organization, "A-2")
    deposit(sari, "pokok", 100_000, date(2025, 12, 1))
    deposit(sari, "wajib", 20_000, date(2025, 12, 2))
    deposit(sari, "sukarela", 50_000_000, date(2025, 12, 3))
    deposit(budi, "sukarela", 1_000, date(2025, 12, 3))
    withdraw(sari, "sukarela", 10_000_000, date(2026, 1, 5))
    record_transfer(
        source=held(sari, "sukarela"),
        target=held(budi, "sukarela"),
        amount=5_000,
        on=date(2026, 1, 6),
        actor=system_actor(),
        at=AT,
    )
    run_interest(organization=sari.organization, year=2026, month=1, actor=system_actor(), at=AT)

    rows = passbook_rows([sari])[sari.pk]

    assert [(row.code, row.debit, row.credit) for row in rows] == [
        ("SP", 0, 100_000),
        ("SW", 0, 20_000),
        ("SS", 0, 50_000_000),
        ("SS", 10_000_000, 0),
        ("TR", 5_000, 0),
        ("BG", 0, rows[5].credit),
        ("PJ", rows[6].debit, 0),
    ]
    assert rows[5].credit == pytest.approx(39_995_000 * 31 // 100 * 12 // 365, abs=20_000)
    net = sum(row.credit - row.debit for row in rows)
    assert rows[-1].balance == net


def test_printing_goes_on_at_the_next_free_line_and_turns_the_page(sari: Membership) -> None:
    book = opened(sari)
    for day in (1, 2, 3):
        deposit(sari, "wajib", 1_000 * day, date(2026, 1, day))
    first = printed(book)
    for day in (4, 5, 6):
        deposit(sari, "wajib", 1_000 * day, date(2026, 1, day))

    second = printed(book)

    book.refresh_from_db()
    assert (first.first, second.first, book.printed) == (0, 3, 6)
    assert (book.next_page, book.next_line) == (2, 2)
    texts = pages(print_pdf(second, is_blank=False))
    assert len(texts) == 2
    assert ("15.000" in texts[0], "21.000" in texts[1]) == (True, True)
    assert "6.000" not in pages(print_pdf(first, is_blank=False))[0].split()[-3:-1]


def test_a_late_voucher_of_an_earlier_day_comes_on_the_next_line(sari: Membership) -> None:
    book = opened(sari)
    deposit(sari, "wajib", 2_000, date(2026, 1, 10))
    printed(book)
    deposit(sari, "wajib", 1_000, date(2026, 1, 5))

    assert lines(printed(book)) == [("SW", 0, 1_000, 3_000)]


def test_nothing_new_is_a_sentence_and_nothing_is_printed_twice(sari: Membership) -> None:
    book = opened(sari)
    deposit(sari, "wajib", 2_000)
    printed(book)

    with pytest.raises(PassbookError, match="Belum ada mutasi baru"):
        printed(book)
    assert PassbookPrint.objects.count() == 1


def test_a_jammed_print_is_the_same_again(sari: Membership) -> None:
    book = opened(sari)
    deposit(sari, "wajib", 2_000)
    made = printed(book)
    deposit(sari, "wajib", 3_000)

    again = PassbookPrint.objects.get(pk=made.pk)

    assert pages(print_pdf(again, is_blank=True)) == pages(print_pdf(made, is_blank=True))


def test_a_full_book_goes_on_in_a_new_one_with_its_balance(sari: Membership) -> None:
    book = opened(sari, pages=1)
    with pytest.raises(PassbookError, match="masih punya 5 baris"):
        opened(sari)
    for day in range(1, 8):
        deposit(sari, "wajib", 1_000, date(2026, 1, day))
    printed(book)
    with pytest.raises(PassbookError, match="Buku ini penuh"):
        printed(book)

    new = opened(sari)
    made = printed(new)

    assert (new.number, new.carried) == (2, 5_000)
    assert lines(made) == [("SA", 0, 0, 5_000), ("SW", 0, 1_000, 6_000), ("SW", 0, 1_000, 7_000)]
    with pytest.raises(PassbookError, match="sudah penuh"):
        printed(book)


def test_hundreds_of_statements_cost_the_queries_of_one(sari: Membership) -> None:
    organization = sari.organization
    for number in range(2, 32):
        deposit(member(organization, f"A-{number:02}"), "wajib", 1_000)
    deposit(sari, "wajib", 7_000, date(2025, 12, 31))
    deposit(sari, "wajib", 1_000, date(2026, 1, 31))
    told: list[tuple[int, int]] = []
    counts, files = [], []
    for people in ([sari], savers(organization)):
        with CaptureQueriesContext(connection) as queries:
            files.append(
                statement_pdf(
                    organization.book,
                    people,
                    start=date(2026, 1, 1),
                    end=date(2026, 1, 31),
                    at=AT,
                    progress=lambda done, count: told.append((done, count)),
                )
            )
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert told[-1] == (31, 31)
    texts = pages(files[1])
    assert len(texts) == 31
    (mine,) = [text for text in texts if "A-1  " in text]
    assert "Saldo awal\n7.000" in mine
    assert "8.000" in mine


def test_interest_booked_as_a_journal_is_interest_too(sari: Membership) -> None:
    deposit(sari, "sukarela", 100_000)
    account = held(sari, "sukarela")
    book = sari.organization.book
    make_voucher(
        book,
        date(2026, 1, 31),
        [("5-1102", 900, 0), ("2-1201", 0, 900, account.subsidiary.code)],
    )

    assert [row.code for row in passbook_rows([sari])[sari.pk]] == ["SS", "BG"]


def test_opening_balances_are_the_opening_of_a_statement(sari: Membership) -> None:
    deposit(sari, "wajib", 1_000)
    rows = passbook_rows([sari], by_date=True)[sari.pk]
    opening = replace(rows[0], code="SA", balance=1_000)
    later = replace(rows[0], credit=500, balance=1_500)

    content = statements_pdf(
        sari.organization.book,
        [sari],
        {sari.pk: [opening, later]},
        {},
        start=date(2026, 1, 1),
        end=date(2026, 1, 31),
        at=AT,
    )

    assert "Saldo awal\n1.000" in pages(content)[0]
    assert "SA" not in pages(content)[0].split("Saldo awal")[1].split("Saldo simpanan")[0]
