"""Edges of the gate that reviewers found."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from ledger.models import Account, Book, Voucher
from ledger.services import journal, periods
from ledger.services.books import add_unit
from ledger.services.budget import BudgetError, set_budget
from ledger.services.journal import CashNegativeError, PostingError
from members.models import User
from tests.factories.books import voucher_input

SALE = [("1101", 900, 0), ("4101", 0, 900)]


def test_a_retry_is_answered_after_its_month_was_closed(
    book: Book, actor: User, at: datetime, make_voucher: Callable[..., Voucher]
) -> None:
    standing = make_voucher(book, date(2025, 1, 5), SALE, key="k-1")
    periods.close_period(book=book, year=2025, month=1, actor=actor, at=at, checks=lambda _book: [])

    again = journal.post(
        book=book,
        voucher=voucher_input(book, date(2025, 1, 5), SALE, key="k-1"),
        actor=actor,
        at=at,
    )

    assert again == standing


def test_an_opening_cannot_leave_cash_below_zero(
    book: Book, make_voucher: Callable[..., Voucher]
) -> None:
    with pytest.raises(CashNegativeError):
        make_voucher(book, date(2025, 1, 1), [("1102", 5, 0), ("1101", 0, 5)], is_opening=True)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "ZZZ"}, "kind"),
        ({"reference": "x" * 61}, "reference"),
        ({"party": "x" * 121}, "party"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    fields: dict[str, str], field: str, book: Book, make_voucher: Callable[..., Voucher]
) -> None:
    with pytest.raises(PostingError) as refused:
        make_voucher(book, date(2025, 1, 5), SALE, **fields)

    assert refused.value.field == field


def test_a_budget_is_not_set_for_another_books_unit(
    book: Book, koperasi_book: Book, accounts: dict[str, Account], actor: User, at: datetime
) -> None:
    unit = add_unit(book=koperasi_book, code="TOKO", name="Toko", actor=actor, at=at)

    with pytest.raises(BudgetError, match="Unit usaha bukan milik buku ini"):
        set_budget(
            book=book, account=accounts["4101"], year=2025, months={1: 1}, unit=unit,
            actor=actor, at=at,
        )  # fmt: skip
