"""Months close in order, open again with two officers; years close into period 13."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Event, PeriodState, Voucher
from ledger.selectors.balances import balances, result_movements
from ledger.selectors.seals import seal_head
from ledger.services import closing, periods
from ledger.services.journal import PeriodClosedError
from ledger.services.periods import PeriodError
from members.models import User

JAKARTA = ZoneInfo("Asia/Jakarta")
Make = Callable[..., Voucher]
SALE = [("1101", 900, 0), ("4101", 0, 900)]
COST = [("6102", 250, 0), ("1101", 0, 250)]


def no_faults(_book: Book) -> list[str]:
    return []


@pytest.fixture
def close(book: Book, actor: User, at: datetime) -> Callable[..., object]:
    """Close a month of 2025."""

    def close_month(month: int, **changes: object) -> object:
        given = {"book": book, "year": 2025, "actor": actor, "at": at, "checks": no_faults}
        return periods.close_period(month=month, **(given | changes))

    return close_month


@pytest.fixture
def closed_year(book: Book, actor: User, at: datetime, make_voucher: Make, close: Callable) -> Book:
    """A year with a result of 650, closed."""
    make_voucher(book, date(2025, 2, 3), SALE)
    make_voucher(book, date(2025, 11, 4), COST)
    for month in range(1, 13):
        close(month)
    closing.close_year(book=book, year=2025, actor=actor, at=at, checks=faults_of_book)
    return book


def state(book: Book, month: int, year: int = 2025) -> str:
    return book.periods.get(year=year, month=month).state


def test_a_close_shuts_the_month_and_the_opening_with_it(book: Book, close: Callable) -> None:
    close(1)

    assert [state(book, month) for month in (0, 1, 2)] == ["closed", "closed", "open"]


def test_a_close_keeps_the_seal_head_in_the_log(
    book: Book, close: Callable, make_voucher: Make
) -> None:
    make_voucher(book, date(2025, 1, 3), SALE)

    close(1)

    sequence, head = seal_head(book)
    event = Event.objects.filter(book=book, act="close_period", subject="2025-01").get()
    assert (event.detail["sequence"], event.detail["seal"]) == (sequence, head)


def test_months_close_in_order(book: Book, close: Callable) -> None:
    with pytest.raises(PeriodError, match="Tutup dahulu periode Januari 2025"):
        close(2)

    assert state(book, 2) == PeriodState.OPEN


def test_a_month_that_has_not_ended_stays_open(book: Book, close: Callable) -> None:
    with pytest.raises(PeriodError, match="belum berakhir"):
        close(1, at=datetime(2025, 1, 31, 23, 59, tzinfo=JAKARTA))


def test_a_month_has_ended_by_jakartas_clock(book: Book, close: Callable) -> None:
    close(1, at=datetime(2025, 2, 1, 0, 1, tzinfo=JAKARTA))

    assert state(book, 1) == PeriodState.CLOSED


def test_a_fault_keeps_the_month_open(book: Book, close: Callable) -> None:
    with pytest.raises(PeriodError, match="Saldo rusak"):
        close(1, checks=lambda _book: ["Saldo rusak."])

    assert state(book, 1) == PeriodState.OPEN


def test_the_checks_look_at_the_book_before_the_month_closes(book: Book, close: Callable) -> None:
    seen: list[tuple[Book, str]] = []

    def checks(checked: Book) -> list[str]:
        seen.append((checked, state(checked, 1)))
        return []

    close(1, checks=checks)

    assert seen == [(book, "open")]


def test_a_closed_month_is_not_closed_again(book: Book, close: Callable) -> None:
    close(1)

    with pytest.raises(PeriodError, match="Januari 2025 sudah ditutup"):
        close(1)


def test_a_month_that_the_book_lacks_is_not_closed(book: Book, close: Callable) -> None:
    with pytest.raises(PeriodError, match="tidak ada dalam buku ini"):
        close(12, year=2024)


def test_period_13_is_not_closed_as_a_month(book: Book, close: Callable) -> None:
    with pytest.raises(PeriodError, match="bukan sebagai bulan"):
        close(13)


def test_nothing_is_posted_into_a_closed_month(
    book: Book, close: Callable, make_voucher: Make
) -> None:
    close(1)

    with pytest.raises(PeriodClosedError) as refused:
        make_voucher(book, date(2025, 1, 31), SALE)

    assert refused.value.field == "date"
    assert make_voucher(book, date(2025, 2, 1), SALE).period == 2


def test_reopening_needs_a_second_officer(
    book: Book, close: Callable, actor: User, second_actor: User, at: datetime
) -> None:
    close(1)
    asked = periods.request_reopen(
        book=book, year=2025, month=1, reason="Nota hilang", actor=actor, at=at
    )

    with pytest.raises(PeriodError, match="Pengurus lain"):
        periods.reopen_period(request=asked, actor=actor, at=at)
    assert state(book, 1) == PeriodState.CLOSED
    periods.reopen_period(request=asked, actor=second_actor, at=at)

    assert state(book, 1) == PeriodState.OPEN
    event = Event.objects.get(book=book, act="reopen_period")
    assert event.detail == {"reason": "Nota hilang", "requested_by": actor.username}


def test_a_request_opens_a_period_once(
    book: Book, close: Callable, actor: User, second_actor: User, at: datetime
) -> None:
    close(1)
    asked = periods.request_reopen(
        book=book, year=2025, month=1, reason="Nota hilang", actor=actor, at=at
    )
    periods.reopen_period(request=asked, actor=second_actor, at=at)
    close(1)

    with pytest.raises(PeriodError, match="sudah dipakai"):
        periods.reopen_period(request=asked, actor=second_actor, at=at)


def test_an_open_period_is_not_asked_for(book: Book, actor: User, at: datetime) -> None:
    with pytest.raises(PeriodError, match="masih terbuka"):
        periods.request_reopen(book=book, year=2025, month=1, reason="x", actor=actor, at=at)


def test_one_request_waits_at_a_time(
    book: Book, close: Callable, actor: User, second_actor: User, at: datetime
) -> None:
    close(1)
    given = {"book": book, "year": 2025, "month": 1, "reason": "Nota hilang", "at": at}
    periods.request_reopen(actor=actor, **given)

    with pytest.raises(PeriodError, match="sudah menunggu persetujuan"):
        periods.request_reopen(actor=second_actor, **given)


def test_every_step_of_a_period_is_in_the_log(
    book: Book, close: Callable, actor: User, second_actor: User, at: datetime
) -> None:
    close(1)
    asked = periods.request_reopen(
        book=book, year=2025, month=1, reason="Nota hilang", actor=actor, at=at
    )
    periods.reopen_period(request=asked, actor=second_actor, at=at)

    log = Event.objects.filter(book=book, act__contains="period") | Event.objects.filter(
        book=book, act="request_reopen"
    )
    assert list(log.order_by("id").values_list("act", "subject", "actor__username")) == [
        ("close_period", "2025-00", actor.username),
        ("close_period", "2025-01", actor.username),
        ("request_reopen", "2025-01", actor.username),
        ("reopen_period", "2025-01", second_actor.username),
    ]


def test_reopening_needs_a_reason_and_starts_from_the_last(
    book: Book, close: Callable, actor: User, at: datetime
) -> None:
    close(1)
    close(2)

    with pytest.raises(PeriodError, match="Tulis alasan"):
        periods.request_reopen(book=book, year=2025, month=2, reason=" ", actor=actor, at=at)
    with pytest.raises(PeriodError, match="Februari 2025"):
        periods.request_reopen(book=book, year=2025, month=1, reason="x", actor=actor, at=at)


def test_a_year_does_not_close_before_its_months(book: Book, actor: User, at: datetime) -> None:
    with pytest.raises(PeriodError, match="Tutup dahulu bulan Januari 2025"):
        closing.close_year(book=book, year=2025, actor=actor, at=at, checks=no_faults)


def test_the_closing_voucher_moves_the_result_into_equity(closed_year: Book) -> None:
    voucher = Voucher.objects.get(book=closed_year, origin="closing")
    codes = {a.pk: a.code for a in closed_year.accounts.all()}

    after = balances(closed_year, on=date(2025, 12, 31), after_closing=True)
    before = balances(closed_year, on=date(2025, 12, 31))

    assert (voucher.date, voucher.period, voucher.kind) == (date(2025, 12, 31), 13, "BU")
    assert {codes[pk]: net for pk, net in after.items() if net} == {"1101": 650, "3402": -650}
    assert {codes[pk]: net for pk, net in before.items() if net} == {
        "1101": 650,
        "4101": -900,
        "6102": 250,
    }
    assert faults_of_book(closed_year) == []


def test_a_closed_year_still_shows_its_result(closed_year: Book) -> None:
    moved = result_movements(closed_year, start=date(2025, 1, 1), end=date(2025, 12, 31))

    codes = {a.pk: a.code for a in closed_year.accounts.filter(kind__in=["revenue", "expense"])}
    assert {codes[pk]: m.change for pk, m in moved.items() if pk in codes} == {
        "4101": -900,
        "6102": 250,
    }


def test_next_year_begins_with_empty_result_accounts(closed_year: Book, make_voucher: Make) -> None:
    make_voucher(closed_year, date(2026, 1, 9), SALE)
    codes = {a.pk: a.code for a in closed_year.accounts.all()}

    held = balances(closed_year, on=date(2026, 1, 31))

    assert {codes[pk]: net for pk, net in held.items() if net} == {
        "1101": 1550,
        "3402": -650,
        "4101": -900,
    }


def test_a_reopened_year_closes_again_to_the_same(
    closed_year: Book, actor: User, second_actor: User, at: datetime
) -> None:
    asked = periods.request_reopen(
        book=closed_year, year=2025, month=13, reason="Salah catat", actor=actor, at=at
    )

    closing.reopen_year(request=asked, actor=second_actor, at=at)
    opened = balances(closed_year, on=date(2025, 12, 31), after_closing=True)
    closing.close_year(book=closed_year, year=2025, actor=actor, at=at, checks=faults_of_book)

    codes = {a.pk: a.code for a in closed_year.accounts.all()}
    assert {codes[pk]: net for pk, net in opened.items() if net} == {
        "1101": 650,
        "4101": -900,
        "6102": 250,
    }
    after = balances(closed_year, on=date(2025, 12, 31), after_closing=True)
    assert {codes[pk]: net for pk, net in after.items() if net} == {"1101": 650, "3402": -650}
    assert Voucher.objects.filter(book=closed_year, period=13).count() == 3
    assert faults_of_book(closed_year) == []


def test_january_is_recorded_and_closed_while_last_year_is_open(
    book: Book, close: Callable, make_voucher: Make
) -> None:
    for month in range(1, 13):
        close(month)

    make_voucher(book, date(2026, 1, 9), SALE)
    close(1, year=2026)

    assert state(book, 1, 2026) == PeriodState.CLOSED
    assert state(book, 13) == PeriodState.OPEN


def test_a_second_officer_declines_and_the_period_stays_closed(
    book: Book, close: Callable[..., object], actor: User, second_actor: User, at: datetime
) -> None:
    close(1)
    ask = {"book": book, "year": 2025, "month": 1, "reason": "Nota", "actor": actor, "at": at}
    request = periods.request_reopen(**ask)

    with pytest.raises(PeriodError, match="Tulis alasan"):
        periods.decline_reopen(request=request, reason=" ", actor=second_actor, at=at)
    with pytest.raises(PeriodError, match="Anda sendiri yang meminta"):
        periods.decline_reopen(request=request, reason="Tidak", actor=actor, at=at)
    periods.decline_reopen(request=request, reason="Balik di Februari", actor=second_actor, at=at)

    with pytest.raises(PeriodError, match="sudah dijawab"):
        periods.decline_reopen(request=request, reason="Lagi", actor=second_actor, at=at)
    with pytest.raises(PeriodError, match="sudah dipakai"):
        periods.reopen_period(request=request, actor=second_actor, at=at)
    assert not book.periods.get(year=2025, month=1).is_open
    event = Event.objects.get(act="decline_reopen")
    assert (event.actor, event.detail["reason"]) == (second_actor, "Balik di Februari")
    periods.request_reopen(**ask)  # one may ask again
