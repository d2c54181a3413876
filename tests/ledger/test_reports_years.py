"""Statements across the turn of a year: unclosed, closed, allocated, reopened."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ledger import registry
from ledger.coa import ChartRow
from ledger.models import Book, Voucher
from ledger.services.books import add_accounts
from ledger.services.closing import close_year, reopen_year
from ledger.services.periods import close_period, request_reopen
from ledger.services.reversal import reverse
from tests.scenarios.figures import statement, totals, trial

Make = Callable[..., Voucher]


@pytest.fixture
def two_years(book: Book, make_voucher: Make) -> Book:
    """2025: a grant brought in, sales 900, feed 300. 2026: sales 50."""
    make_voucher(
        book, date(2025, 1, 1), [("1101", 5000, 0), ("3201", 0, 5000, "H-1")], is_opening=True
    )
    make_voucher(book, date(2025, 3, 4), [("1101", 900, 0), ("4101", 0, 900)])
    make_voucher(book, date(2025, 9, 4), [("5102", 300, 0), ("1101", 0, 300)])
    make_voucher(book, date(2026, 1, 10), [("1101", 50, 0), ("4101", 0, 50)])
    return book


def close_2025(book: Book, actor: Any, at: datetime) -> Voucher | None:
    for month in range(1, 13):
        close_period(book=book, year=2025, month=month, actor=actor, at=at, checks=lambda _b: [])
    return close_year(book=book, year=2025, actor=actor, at=at, checks=lambda _b: [])


@pytest.fixture
def closed(two_years: Book, actor: Any, at: datetime) -> Book:
    """The same with 2025 closed."""
    assert close_2025(two_years, actor, at) is not None
    return two_years


SLUG = "kube-uji"
NEXT_YEAR = datetime(2027, 1, 10, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
IN_2025 = "2025-12-31"
IN_2026 = "2026-01-31"


def result_row(end: str, key: str = "current_profit") -> int:
    rows = statement(SLUG, "balance_sheet", end)["rows"]
    return next(int(row["amount"]) for row in rows if row["key"] == key)


def results(end: str) -> tuple[int, int]:
    """The rows of earlier years' result and of this year's."""
    return result_row(end, "prior_profit"), result_row(end)


def test_an_unclosed_year_shows_its_result_in_equity(two_years: Book) -> None:
    assert results(IN_2025) == (0, 600)
    assert results(IN_2026) == (600, 50)
    assert totals(SLUG, "balance_sheet", IN_2026) == {
        "assets": 5650,
        "liabilities": 0,
        "equity": 5650,
    }
    assert totals(SLUG, "income_statement", IN_2026) == {"revenue": 50, "expense": 0, "net": 50}
    assert trial(SLUG, IN_2026)["4101"] == -950


def test_closing_moves_it_and_changes_no_figure(closed: Book) -> None:
    assert results(IN_2025) == (0, 600)
    assert results(IN_2026) == (600, 50)
    assert totals(SLUG, "balance_sheet", IN_2026)["equity"] == 5650
    assert totals(SLUG, "income_statement", IN_2025) == {
        "revenue": 900,
        "expense": 300,
        "net": 600,
    }
    assert trial(SLUG, IN_2025)["4101"] == -900
    assert "4101" not in trial(SLUG, IN_2025, "--after-closing")
    assert trial(SLUG, IN_2026)["4101"] == -50
    assert trial(SLUG, IN_2026)["3402"] == -600


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_span_over_two_years_has_the_result_of_both(
    two_years: Book, actor: Any, at: datetime, is_closed: bool
) -> None:
    if is_closed:
        close_2025(two_years, actor, at)
    span = (IN_2026, "--from", "2025-09-01")

    assert totals(SLUG, "income_statement", *span) == {"revenue": 50, "expense": 300, "net": -250}
    flow = totals(SLUG, "cash_flow", *span)
    assert (flow["opening"], flow["operating"], flow["closing"]) == (5900, -250, 5650)
    assert totals(SLUG, "equity_changes", *span)["closing"] == 5650


def test_the_allocation_of_the_new_year_is_no_cash_and_no_result(
    closed: Book, make_voucher: Make
) -> None:
    make_voucher(closed, date(2026, 1, 2), [("3402", 600, 0), ("3401", 0, 600)])
    assert results(IN_2026) == (600, 50)
    shares = [("3401", 600, 0), ("3301", 0, 240), ("2105", 0, 240), ("2103", 0, 120)]
    make_voucher(closed, date(2026, 1, 24), shares)
    make_voucher(closed, date(2026, 1, 25), [("2105", 240, 0), ("1101", 0, 240)])

    assert results(IN_2026) == (0, 50)
    assert totals(SLUG, "income_statement", IN_2026)["net"] == 50
    assert totals(SLUG, "balance_sheet", IN_2026) == {
        "assets": 5410,
        "liabilities": 120,
        "equity": 5290,
    }
    flow = totals(SLUG, "cash_flow", IN_2026)
    assert (flow["operating"], flow["investing"], flow["financing"]) == (50, 0, -240)
    changes = totals(SLUG, "equity_changes", IN_2026)
    assert (changes["opening"], changes["closing"]) == (5600, 5290)


def test_a_reopened_year_stands_as_if_it_had_not_been_closed(
    closed: Book, actor: Any, second_actor: Any, at: datetime, make_voucher: Make
) -> None:
    request = request_reopen(book=closed, year=2025, month=13, reason="Salah", actor=actor, at=at)
    reopen_year(request=request, actor=second_actor, at=at)

    assert trial(SLUG, IN_2025) == trial(SLUG, IN_2025, "--after-closing")
    assert trial(SLUG, IN_2026)["4101"] == -950
    assert totals(SLUG, "income_statement", IN_2025)["net"] == 600
    assert results(IN_2026) == (600, 50)


def test_a_reversal_in_the_new_year_leaves_the_old_one(
    closed: Book, actor: Any, at: datetime
) -> None:
    sale = closed.vouchers.get(date=date(2025, 3, 4))

    reverse(voucher=sale, on=date(2026, 2, 1), reason="Batal", actor=actor, at=at)

    assert totals(SLUG, "income_statement", IN_2025)["net"] == 600
    assert totals(SLUG, "income_statement", "2026-02-28") == {
        "revenue": -850,
        "expense": 0,
        "net": -850,
    }
    assert trial(SLUG, "2026-02-28")["1101"] == 4750


def test_opening_balances_are_never_movement(two_years: Book) -> None:
    (cash, *_rest) = statement(SLUG, "trial_balance", IN_2025)["rows"]

    assert (cash["opening"], cash["movement_debit"], cash["movement_credit"]) == (5000, 900, 300)
    assert totals(SLUG, "cash_flow", IN_2025)["financing"] == 0
    assert totals(SLUG, "equity_changes", IN_2025)["opening"] == 5000
    first = statement(SLUG, "cash_book", IN_2025)["rows"][0]
    assert (first["debit"], first["balance"]) == (0, 5000)


@pytest.mark.parametrize(
    ("code", "kind", "side", "row"),
    [
        ("1108", "asset", "debit", "advances"),
        ("4150", "revenue", "credit", "commission"),
        ("6119", "expense", "debit", "bad_debts"),
        ("2111", "liability", "credit", "voluntary_savings"),
    ],
)
def test_an_account_of_ones_own_is_in_every_statement_once(
    two_years: Book,
    actor: Any,
    at: datetime,
    make_voucher: Make,
    code: str,
    kind: str,
    side: str,
    row: str,
) -> None:
    role = {"asset": "asset_ca_other", "liability": "lia_cl_other", "revenue": "in_operational",
            "expense": "ex_regular"}[kind]  # fmt: skip
    new = ChartRow(code, "Baru", "New", kind, side, role, "operating", "", False, "")
    add_accounts(book=two_years, rows=[new], actor=actor, at=at)
    lines = [(code, 70, 0), ("1101", 0, 70)]
    if side == "credit":
        lines = [("1101", 70, 0), (code, 0, 70)]
    make_voucher(two_years, date(2025, 5, 5), lines)

    report = "balance_sheet" if kind in ("asset", "liability") else "income_statement"
    amounts = {r["key"]: r["amount"] for r in statement(SLUG, report, IN_2025)["rows"]}
    assert amounts[row] == 70
    position = totals(SLUG, "balance_sheet", IN_2025)
    assert position["assets"] == position["liabilities"] + position["equity"]
    flow = totals(SLUG, "cash_flow", IN_2025)
    assert flow["opening"] + flow["net"] == flow["closing"]
    assert flow["operating"] == (670 if side == "credit" else 530)


def test_the_close_of_the_second_year_leaves_the_first_where_it_was(
    closed: Book, actor: Any, make_voucher: Make
) -> None:
    for month in range(1, 13):
        close_period(
            book=closed, year=2026, month=month, actor=actor, at=NEXT_YEAR, checks=lambda _b: []
        )
    assert results("2026-12-31") == (600, 50)

    close_year(book=closed, year=2026, actor=actor, at=NEXT_YEAR, checks=lambda _b: [])

    rows = statement(SLUG, "balance_sheet", "2026-12-31", "--after-closing")["rows"]
    shown = {row["key"]: row["amount"] for row in rows}
    assert (shown["prior_profit"], shown["current_profit"]) == (600, 50)


def test_a_trial_balance_says_that_last_year_is_not_closed(two_years: Book) -> None:
    build = registry.report("trial_balance").build
    start = date(2025, 1, 1)

    assert build(two_years, start=start, end=date(2025, 12, 31)).notes == ()
    assert build(two_years, start=start, end=date(2026, 1, 31)).notes == (
        "Tahun buku 2025 belum ditutup; hasilnya masih di akun pendapatan dan beban.",
    )
