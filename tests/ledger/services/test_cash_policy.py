"""Cash cannot stand below zero at the end of any day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from ledger.models import Book, Event, Voucher
from ledger.selectors.cash import NegativeDay, negative_days
from ledger.services.journal import CashNegativeError, post_many
from ledger.services.reversal import reverse
from members.models import User
from tests.factories.books import account, voucher_input

Make = Callable[..., Voucher]


def income(amount: int, cash: str = "1101") -> list[tuple[str, int, int]]:
    return [(cash, amount, 0), ("4101", 0, amount)]


def payment(amount: int, cash: str = "1101") -> list[tuple[str, int, int]]:
    return [("6102", amount, 0), (cash, 0, amount)]


@pytest.fixture
def stocked(book: Book, make_voucher: Make) -> Book:
    """Opening 100, 500 more on 10 January, 400 gone on 20 January, 300 more on 5 February."""
    opening = [("1101", 100, 0), ("3901", 0, 100)]
    make_voucher(book, date(2025, 1, 1), opening, is_opening=True)
    make_voucher(book, date(2026, 1, 10), income(500))
    make_voucher(book, date(2026, 1, 20), payment(400))
    make_voucher(book, date(2026, 2, 5), income(300))
    return book


@pytest.mark.parametrize(
    ("day", "amount", "message"),
    [
        (date(2026, 2, 10), 501, "1101 Kas tunai akan menjadi (1) pada 10/02/2026."),
        (date(2026, 1, 25), 201, "1101 Kas tunai akan menjadi (1) pada 25/01/2026."),
        (date(2026, 1, 15), 250, "1101 Kas tunai akan menjadi (50) pada 20/01/2026."),
        (date(2026, 1, 9), 101, "1101 Kas tunai akan menjadi (1) pada 09/01/2026."),
        (date(2025, 1, 1), 101, "1101 Kas tunai akan menjadi (1) pada 01/01/2025."),
        (date(2025, 6, 30), 101, "1101 Kas tunai akan menjadi (1) pada 30/06/2025."),
    ],
    ids=[
        "today",
        "a day between",
        "a later day",
        "before the money came",
        "first day",
        "last year",
    ],
)
def test_a_kube_refuses_cash_below_zero_on_any_day(
    stocked: Book, make_voucher: Make, day: date, amount: int, message: str
) -> None:
    with pytest.raises(CashNegativeError) as refused:
        make_voucher(stocked, day, payment(amount))

    assert str(refused.value) == (
        f"{message} Periksa tanggal dan jumlah, atau catat dahulu uang yang masuk."
    )
    assert stocked.vouchers.count() == 4


@pytest.mark.parametrize(
    ("day", "amount"),
    [(date(2026, 2, 10), 500), (date(2026, 1, 15), 200), (date(2025, 6, 30), 100)],
)
def test_cash_may_fall_to_zero(stocked: Book, make_voucher: Make, day: date, amount: int) -> None:
    assert make_voucher(stocked, day, payment(amount)).kind == "BKK"


def test_income_of_the_same_day_counts(stocked: Book, make_voucher: Make) -> None:
    make_voucher(stocked, date(2026, 2, 10), payment(500))
    make_voucher(stocked, date(2026, 2, 10), income(70))

    assert make_voucher(stocked, date(2026, 2, 10), payment(70)).kind == "BKK"


def test_bank_is_watched_as_cash_is(stocked: Book, make_voucher: Make) -> None:
    with pytest.raises(CashNegativeError, match=r"^1102 Bank akan menjadi \(5\) pada 10/02/2026\."):
        make_voucher(stocked, date(2026, 2, 10), payment(5, "1102"))


def test_reversing_income_that_was_spent_is_refused(
    stocked: Book, actor: User, at: datetime
) -> None:
    spent = stocked.vouchers.get(date=date(2026, 1, 10))

    with pytest.raises(CashNegativeError, match=r"akan menjadi \(300\) pada 20/01/2026"):
        reverse(voucher=spent, on=date(2026, 1, 12), reason="Salah", actor=actor, at=at)


def test_vouchers_of_one_call_are_weighed_together(
    stocked: Book, actor: User, at: datetime
) -> None:
    day = date(2026, 2, 10)
    wanted = [voucher_input(stocked, day, payment(600)), voucher_input(stocked, day, income(200))]

    assert len(post_many(book=stocked, vouchers=wanted, actor=actor, at=at)) == 2


def test_the_refusal_points_at_the_voucher(stocked: Book, actor: User, at: datetime) -> None:
    day = date(2026, 2, 10)
    wanted = [voucher_input(stocked, day, payment(a)) for a in (100, 100, 400)]

    with pytest.raises(CashNegativeError) as refused:
        post_many(book=stocked, vouchers=wanted, actor=actor, at=at)

    assert refused.value.voucher_index == 2
    assert stocked.vouchers.count() == 4


def test_a_cooperative_is_warned(koperasi_book: Book, actor: User, at: datetime) -> None:
    expense = koperasi_book.accounts.filter(kind="expense", control="", is_heading=False)[0].code
    cash = next(a.code for a in koperasi_book.accounts.order_by("code") if a.is_cash)
    wish = voucher_input(koperasi_book, date(2026, 2, 10), [(expense, 75, 0), (cash, 0, 75)])

    post_many(book=koperasi_book, vouchers=[wish], actor=actor, at=at)

    warnings = Event.objects.get(act="post_voucher").detail["warnings"]
    name = account(koperasi_book, cash)
    assert warnings == [f"{name} akan menjadi (75) pada 10/02/2026."]


def test_a_kube_may_choose_to_be_warned(stocked: Book, make_voucher: Make) -> None:
    Book.objects.filter(pk=stocked.pk).update(cash_policy="warn")

    make_voucher(stocked, date(2026, 2, 10), payment(900))

    event = Event.objects.filter(act="post_voucher").latest("id")
    assert event.detail["warnings"] == ["1101 Kas tunai akan menjadi (400) pada 10/02/2026."]


def test_negative_days_lists_each_day_below_zero(stocked: Book, make_voucher: Make) -> None:
    Book.objects.filter(pk=stocked.pk).update(cash_policy="warn")
    make_voucher(stocked, date(2026, 1, 15), payment(250))

    cash = account(stocked, "1101")

    assert negative_days(cash, since=date(2026, 1, 1)) == [NegativeDay(date(2026, 1, 20), -50)]
    assert negative_days(cash, since=date(2026, 1, 21)) == []


def test_key_of_a_refused_voucher_can_be_used_again(stocked: Book, make_voucher: Make) -> None:
    day = date(2026, 2, 10)
    with pytest.raises(CashNegativeError):
        make_voucher(stocked, day, payment(900), key="klik")

    assert make_voucher(stocked, day, payment(90), key="klik").number == 2


def test_a_retry_of_the_last_payment_is_not_weighed_again(
    stocked: Book, make_voucher: Make
) -> None:
    first = make_voucher(stocked, date(2026, 2, 10), payment(500), key="klik")

    assert make_voucher(stocked, date(2026, 2, 10), payment(500), key="klik") == first


def test_other_books_are_not_counted(stocked: Book, make_voucher: Make) -> None:
    wish = voucher_input(stocked, date(2026, 2, 10), payment(500))

    assert replace(wish, key="x").key == "x"
    assert negative_days(account(stocked, "1102"), since=date(2025, 1, 1)) == []
