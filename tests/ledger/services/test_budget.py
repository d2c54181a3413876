"""Budgets per account, unit and month; actuals come only from posted vouchers."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from ledger import registry
from ledger.models import Account, Book, Event, Voucher
from ledger.selectors.budget import budget_lines
from ledger.services.books import add_unit
from ledger.services.budget import BudgetError, set_budget, spread_over_year
from members.models import User

YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


@pytest.fixture
def plan(book: Book, actor: User, at: datetime) -> Callable[..., object]:
    """Set a budget of 2025 in `book`."""

    def set_plan(account: Account, months: dict[int, int], **unit: object) -> object:
        return set_budget(
            book=book, account=account, year=2025, months=months, actor=actor, at=at, **unit
        )

    return set_plan


def test_budget_stands_beside_what_was_booked(
    book: Book, accounts: dict[str, Account], plan: Callable, make_voucher: Callable[..., Voucher]
) -> None:
    plan(accounts["4101"], {1: 1000, 2: 1000})
    plan(accounts["6102"], {1: 300})
    make_voucher(book, date(2025, 1, 10), [("1101", 900, 0), ("4101", 0, 900)])
    make_voucher(book, date(2025, 1, 11), [("6102", 350, 0), ("1101", 0, 350)])

    lines = budget_lines(book, **YEAR)

    assert [(line.account.code, line.planned, line.actual, line.left) for line in lines] == [
        ("4101", 2000, 900, 1100),
        ("6102", 300, 350, -50),
    ]


def test_only_the_months_asked_for_count(
    book: Book, accounts: dict[str, Account], plan: Callable
) -> None:
    plan(accounts["4101"], {1: 1000, 2: 400, 3: 50})

    [line] = budget_lines(book, start=date(2025, 2, 1), end=date(2025, 2, 28))

    assert line.planned == 400


def test_a_month_set_again_is_replaced_and_the_others_stay(
    book: Book, accounts: dict[str, Account], plan: Callable
) -> None:
    plan(accounts["4101"], {1: 1000, 2: 400})
    plan(accounts["4101"], {2: 500})

    assert budget_lines(book, **YEAR)[0].planned == 1500
    assert Event.objects.filter(book=book, act="set_budget").count() == 2


def test_units_have_budgets_of_their_own(
    book: Book, accounts: dict[str, Account], plan: Callable, actor: User, at: datetime
) -> None:
    shop = add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)
    plan(accounts["4101"], {1: 1000})
    plan(accounts["4101"], {1: 70}, unit=shop)

    assert budget_lines(book, **YEAR, units=[shop])[0].planned == 70
    assert budget_lines(book, **YEAR)[0].planned == 1070


@pytest.mark.parametrize("months", [{0: 1}, {13: 1}, {1: -1}, {1: 10**15}, {1: 1.5}])
def test_what_is_no_budget_is_refused(
    months: dict[int, int], accounts: dict[str, Account], plan: Callable
) -> None:
    with pytest.raises(BudgetError):
        plan(accounts["4101"], months)


def test_headings_and_foreign_accounts_have_no_budget(
    book: Book, koperasi_book: Book, plan: Callable
) -> None:
    heading = book.accounts.filter(is_heading=True)[0]
    foreign = koperasi_book.accounts.filter(is_heading=False)[0]

    for account in (heading, foreign):
        with pytest.raises(BudgetError):
            plan(account, {1: 1})


def test_a_year_is_spread_without_remainder() -> None:
    months = spread_over_year(1000)

    assert sum(months.values()) == 1000
    assert (months[1], months[12]) == (84, 83)


def test_the_income_statement_shows_the_budget(
    book: Book, accounts: dict[str, Account], plan: Callable, make_voucher: Callable[..., Voucher]
) -> None:
    plan(accounts["4101"], {1: 1000})
    make_voucher(book, date(2025, 1, 10), [("1101", 900, 0), ("4101", 0, 900)])

    table = registry.report("income_statement").build(book, **YEAR, budget=True)

    assert [column.key for column in table.columns] == [
        "name", "budget", "amount", "left", "percent",
    ]  # fmt: skip
    sales = next(row for row in table.rows if row.data and row.data["code"] == "4101")
    assert [cell.text for cell in sales.cells[1:]] == ["1.000", "900", "100", "90,0 %"]
